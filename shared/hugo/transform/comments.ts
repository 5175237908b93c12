import type { Span } from '../../note/facts.ts';
import type { Finding } from '../diagnostics.ts';
import type { Target } from '../settings.ts';
import { type Region, wholeLines } from './context.ts';

/** Where `%%` is no mark of a comment, and no one would take it for one. */
const literal =
  /^(?:PercentComment|InlineCode|FencedCode|CodeBlock|FrontMatter|InlineMath|BlockMath|Math|Comment|URL|Autolink|Wiki)/;

/** Where it is none because no Markdown is read there; whoever wrote it may have meant one all the same. */
const html = /^HTML(?:Block|Tag)$/;

/**
 * Comments that nobody closed: one within a paragraph is text, and would be published; one that begins a line hides what
 * follows, but no more than the list item or quote that it stands in. None may be meant, so all are told of, and as an
 * error where something behind the mark would be published. Where Obsidian itself hides a text in one view and shows it
 * in the other (behind a letter, in HTML), it is an error too: what is in doubt stays at home.
 */
export function openComments(
  region: Pick<Region, 'note' | 'span' | 'out'> & { page: { target: Pick<Target, 'private'> } },
): Finding[] {
  const { text } = region.note;
  const { from, to } = region.span;
  if (!region.page.target.private.comments || !text.slice(from, to).includes('%%')) return [];
  const found: Finding[] = [];
  const hidden: Span[] = [];
  const raw: Span[] = [];
  region.note.tree.iterate({
    from,
    to,
    enter({ node, name }) {
      if (name === 'PercentCommentBlock' && !isClosed(text.slice(node.from, node.to))) {
        const isLast = text.slice(node.to, to).trim() === '';
        found.push(isLast ? hidesTheRest(text, node.from) : hidesItsPart(text, node));
      }
      if (html.test(name)) raw.push({ from: node.from, to: node.to });
      if (!literal.test(name)) return;
      hidden.push({ from: node.from, to: node.to });
      return false;
    },
  });
  const spanAt = (spans: readonly Span[], at: number) =>
    spans.find((each) => each.from <= at && at < each.to);
  let told = from;
  for (let at = text.indexOf('%%', from); at >= 0 && at < to; at = text.indexOf('%%', at + 2)) {
    // `\%%` opens nothing.
    const gone = at < told || text[at - 1] === '\\' || spanAt(hidden, at) || region.out.isGone(at, at + 2);
    if (gone) continue;
    const tag = spanAt(raw, at);
    if (isAmount(text, at)) found.push(mayBeText(text, at));
    else if (tag) {
      found.push(inHtml(text, at, tag));
      told = tag.to;
    } else found.push(wouldShow(text, at));
  }
  return found;
}

/**
 * Front matter goes out as it stands, and themes show what is in it: no Markdown is read there, so what may be meant as
 * a comment in a value is told of as an error.
 */
export function frontMatterComments({ note, page, out }: Region): Finding[] {
  const inner = note.facts.frontMatter?.inner;
  if (!inner || !page.target.private.comments) return [];
  const { text } = note;
  const found: Finding[] = [];
  for (let at = text.indexOf('%%', inner.from); at >= 0 && at < inner.to; ) {
    const end = Math.min(lineEnd(text, at), inner.to);
    const close = text.indexOf('%%', at + 2);
    const isClosed = close >= 0 && close < end;
    if (!out.isGone(at, at + 2) && (isClosed || !isAmount(text, at)))
      found.push(inProperty(at, isClosed ? close + 2 : undefined));
    at = text.indexOf('%%', isClosed ? close + 2 : at + 2);
  }
  return found;
}

function inProperty(from: number, to: number | undefined): Finding {
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message: 'In front matter %% begins no comment: what stands behind it would be published',
    ...(to === undefined ? {} : { fix: { title: 'Take it out', edits: [{ from, to, insert: '' }] } }),
  };
}

/** `100%%` before a space or a sign: more likely two percent signs than a comment. */
function isAmount(text: string, at: number): boolean {
  return /[0-9%]/.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + 2] ?? '');
}

function mayBeText(text: string, from: number): Finding {
  const escaped = `\\${text.slice(from, from + 2)}`;
  return {
    code: 'COMMENT-OPEN',
    from,
    message: 'These are two percent signs, not the beginning of a comment: what follows is published',
    fix: { title: `Write ${escaped}`, edits: [{ from, to: from + 2, insert: escaped }] },
  };
}

function inHtml(text: string, from: number, tag: Span): Finding {
  const close = text.indexOf('%%', from + 2);
  const take = { title: 'Take it out', edits: [{ from, to: close + 2, insert: '' }] };
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message: 'In HTML %% begins no comment: what stands behind it would be published',
    ...(close >= 0 && close < tag.to ? { fix: take } : {}),
  };
}

function isClosed(comment: string): boolean {
  return comment.length > 3 && comment.trimEnd().endsWith('%%');
}

function wouldShow(text: string, from: number): Finding {
  const end = lineEnd(text, from);
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message: 'This comment is not closed in its paragraph: what stands behind %% would be published',
    fix: { title: 'Close it at the end of the line', edits: [{ from: end, to: end, insert: '%%' }] },
  };
}

function hidesItsPart(text: string, { from, to }: Span): Finding {
  const end = text.slice(0, to).trimEnd().length;
  const close = { title: 'Close it at the end of its part', edits: [{ from: end, to: end, insert: '%%' }] };
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message:
      'This comment is not closed in its list item or quote: what stands behind that would be published',
    // Behind a mark that stands alone nothing is to be seen of where it was to end.
    ...(end > from + 2 ? { fix: close } : {}),
  };
}

function hidesTheRest(text: string, from: number): Finding {
  const blank = /\n[ \t\r]*\n/g;
  blank.lastIndex = from;
  const paragraph = blank.exec(text)?.index ?? text.length;
  const at = text.slice(from + 2, paragraph).trim() === '' ? text.length : paragraph;
  const end = text.slice(0, at).trimEnd().length;
  const insert = end === from + 2 ? '\n%%' : '%%';
  return {
    code: 'COMMENT-OPEN',
    from,
    message: 'This comment is not closed: all that follows stays at home',
    fix: { title: 'Close it at the end of its paragraph', edits: [{ from: end, to: end, insert }] },
  };
}

function lineEnd(text: string, at: number): number {
  const { to } = wholeLines(text, at, at);
  return text.slice(0, to).replace(/[ \t\r\n]+$/, '').length;
}
