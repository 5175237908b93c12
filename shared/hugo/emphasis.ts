import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../note/facts.ts';
import { onlyStretches } from '../note/pieces.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { sidesOf } from './flanking.ts';
import { parseGoldmark } from './goldmark.ts';

/** Bold text that Hugo will show with its asterisks, or that makes other text bold. */
export interface BrokenBold {
  /** From the first asterisk to the last, in the text given. */
  from: number;
  to: number;
  /** Mends it; undefined where a second look shows that it would not. */
  fix: TextEdit[] | undefined;
}

/** Only between punctuation and a letter does a mark fail. */
const suspect = /[\p{P}\p{S}]\*\*[^\s\p{P}\p{S}]|[^\s\p{P}\p{S}]\*\*[\p{P}\p{S}]/u;

/** Around each pair of asterisks alone: most of a text has none. Where a character is cut in two, it may say yes in vain. */
function isSuspect(text: string): boolean {
  for (let at = text.indexOf('**'); at >= 0; at = text.indexOf('**', at + 1)) {
    if (suspect.test(text.slice(Math.max(0, at - 2), at + 4))) return true;
  }
  return false;
}

/**
 * Whether the marks of every line with bold in it are pairs that can open and close, which letters alone show where
 * nothing else is on the line that could part them. Where in doubt, it says no, and the parser is asked.
 */
function marksAreGood(body: string): boolean {
  for (let at = body.indexOf('*'); at >= 0; at = body.indexOf('*', at)) {
    const start = body.lastIndexOf('\n', at) + 1;
    const feed = body.indexOf('\n', at);
    const end = feed < 0 ? body.length : feed;
    const line = body.slice(start, end);
    if (isSuspect(line) && !lineIsGood(line)) return false;
    if (!line.includes('**') || evenMarks(line)) at = end;
    else return false;
    if (at >= body.length) break;
  }
  return true;
}

const evenMarks = (line: string) => (line.match(/\*\*/g) ?? []).length % 2 === 0;

function lineIsGood(line: string): boolean {
  if (/[`\\_~<>&|[\]]|\*{3}|(?<!\*)\*(?!\*)/.test(line)) return false;
  const marks = [...line.matchAll(/\*\*/g)].map(({ index }) => sidesOf(line, index, index + 2));
  return marks.every((sides, i) => (i % 2 === 0 ? sides.opens : sides.closes));
}

interface Run {
  from: number;
  to: number;
}

/**
 * Find `**bold**` that does not render because a delimiter stands between Chinese punctuation and a letter.
 * The parser says which delimiters found a partner; the pairs that were meant are those in order of appearance.
 * @param body Markdown without its front matter
 * @param pieces the parts of it to be looked at, where each is read alone as it is in the whole; see `piecesOf`
 */
export function findBrokenBold(
  body: string,
  pieces: readonly Span[] = [{ from: 0, to: body.length }],
): BrokenBold[] {
  const stretches = pieces.filter(({ from, to }) => {
    const piece = body.slice(from, to);
    return isSuspect(piece) && !marksAreGood(piece);
  });
  if (stretches.length === 0) return [];
  const found: BrokenBold[] = [];
  parseGoldmark(onlyStretches(body, stretches)).iterate({
    enter({ node }) {
      if (!holdsText(node)) return;
      found.push(...brokenIn(body, node));
      return false;
    },
  });
  return found;
}

function holdsText(node: SyntaxNode): boolean {
  return /^(Paragraph|Task|TableCell|(ATX|Setext)Heading\d)$/.test(node.name);
}

function brokenIn(body: string, block: SyntaxNode): BrokenBold[] {
  const runs = boldRuns(body, block);
  if (runs.length < 2) return [];
  const rendered = renderedPairs(block);
  if (runs.every((run) => rendered.has(run.from))) {
    const meant = meantPairs(body, runs);
    if (meant.every(([open, close]) => rendered.get(open.from) === close.from)) return [];
  }
  const heading = block.name.includes('Heading');
  const broken = meantPairs(body, runs).filter(([open, close]) => rendered.get(open.from) !== close.from);
  const all = broken.flatMap(([open, close]) => fixPair(body, open, close, heading));
  const works = mends(body, block, all);
  return broken.flatMap(([open, close]) => {
    const edits = fixPair(body, open, close, heading);
    // Both marks are good: something else stands in the way, such as a link that begins inside.
    if (edits.length === 0) return [];
    return [{ from: open.from, to: close.to, fix: works ? edits : undefined }];
  });
}

/** Runs of exactly two asterisks in the text of a block, outside code, targets of links and HTML. */
function boldRuns(body: string, block: SyntaxNode): Run[] {
  const hidden: Run[] = [];
  block.cursor().iterate((node) => {
    if (/^(InlineCode|URL|LinkTitle|Escape|HTMLTag|Comment|Autolink|LinkLabel)$/.test(node.name)) {
      hidden.push({ from: node.from, to: node.to });
      return false;
    }
    return undefined;
  });
  const runs: Run[] = [];
  for (const match of body.slice(block.from, block.to).matchAll(/\*+/g)) {
    const from = block.from + match.index;
    const to = from + match[0].length;
    if (to - from === 2 && !hidden.some((each) => from < each.to && to > each.from)) runs.push({ from, to });
  }
  return runs;
}

/** Where bold text begins → where its closing mark begins. Both are keys, the second to itself. */
function renderedPairs(block: SyntaxNode): Map<number, number> {
  const pairs = new Map<number, number>();
  block.cursor().iterate((node) => {
    if (node.name !== 'StrongEmphasis') return;
    pairs.set(node.from, node.to - 2);
    pairs.set(node.to - 2, node.to - 2);
  });
  return pairs;
}

/** Pairs in order of appearance: an opening mark has text after it, a closing one before it. */
function meantPairs(body: string, runs: readonly Run[]): [Run, Run][] {
  const pairs: [Run, Run][] = [];
  for (let i = 0; i + 1 < runs.length; i++) {
    const open = runs[i] as Run;
    const close = runs[i + 1] as Run;
    if (/\s/.test(body[open.to] ?? ' ') || /\s/.test(body[close.from - 1] ?? ' ')) continue;
    pairs.push([open, close]);
    i++;
  }
  return pairs;
}

/**
 * An entity outside a mark that cannot open or close: the test sees its `&` and `;`, which are punctuation, and
 * readers see nothing. In headings, where it would stand in the id, the raw character inside the mark, which no id holds.
 */
function fixPair(body: string, open: Run, close: Run, heading: boolean): TextEdit[] {
  const edits: TextEdit[] = [];
  const inserted = heading ? '\u200b' : '&#8203;';
  if (!sidesOf(body, open.from, open.to).opens) {
    const at = heading ? open.to : open.from;
    edits.push({ from: at, to: at, insert: inserted });
  }
  if (!sidesOf(body, close.from, close.to).closes) {
    const at = heading ? close.from : close.to;
    edits.push({ from: at, to: at, insert: inserted });
  }
  return edits;
}

function mends(body: string, block: SyntaxNode, edits: TextEdit[]): boolean {
  if (edits.length === 0) return false;
  const start = body.lastIndexOf('\n', block.from - 1) + 1;
  const inner = edits.map((edit) => ({ ...edit, from: edit.from - start, to: edit.to - start }));
  const text = applyEdits(body.slice(start, block.to), inner);
  let whole = true;
  parseGoldmark(text).iterate({
    enter({ node }) {
      if (!holdsText(node)) return;
      const rendered = renderedPairs(node);
      whole &&= boldRuns(text, node).every((run) => rendered.has(run.from));
      return false;
    },
  });
  return whole;
}
