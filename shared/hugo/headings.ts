import type { SyntaxNode, Tree } from '@lezer/common';
import { createIdPool, type HeadingIdType } from './anchors.ts';
import { type Generation, parseGoldmark } from './goldmark.ts';
import { newHeadingText } from './heading-text.ts';

/** A heading of a page as Hugo renders it. Offsets are into the body that was given. */
export interface PageHeading {
  level: number;
  from: number;
  to: number;
  /** End of its text, before closing `#`s and attributes: where `{#id}` may be put. */
  textTo: number;
  /** The text that its id is made from, in an old Hugo: the Markdown as written. */
  raw: string;
  /** Id given in the text as `{#id}`. */
  given: string | undefined;
  /** Holds something whose id cannot be told for certain: a shortcode, a bare link, an entity, more than one line. */
  unsure: boolean;
}

const attributes =
  /[ \t]*\{[ \t]*((?:[#.][^\s{}#.=,"]+|[\w:.-]+=(?:"(?:[^"\\]|\\.)*"|[^\s{}"',]+))(?:[ \t,]+|(?=[ \t,#.}])))+\}[ \t]*$/;
const givenId = /[{\s,]#([^\s{}#.=,"]+)/;
const unsureText = /\{\{[<%]|https?:|ftp:|mailto:|www\.|@|&\w+;|<|~|:\w+:|\[\^/;

/** Every heading of a body, in order of appearance, those in quotes and list items included. */
export function pageHeadings(body: string, options: { attributes?: boolean } = {}): PageHeading[] {
  return readHeadings(body, parseGoldmark(body), options.attributes);
}

/** The same, where the text is parsed already. */
export function readHeadings(text: string, tree: Tree, withAttributes = true): PageHeading[] {
  const found: PageHeading[] = [];
  tree.iterate({
    enter(node) {
      const match = /^(ATX|Setext)Heading(\d)$/.exec(node.name);
      if (!match) return;
      found.push(readHeading(text, node.node, Number(match[2]), match[1] === 'ATX', withAttributes));
      return false;
    },
  });
  return found;
}

function readHeading(
  body: string,
  node: SyntaxNode,
  level: number,
  atx: boolean,
  withAttributes: boolean,
): PageHeading {
  const [from, to] = atx ? atxContent(body, node) : lastSetextLine(body, node);
  const source = body.slice(from, to);
  const tail = withAttributes ? attributes.exec(source) : null;
  const textTo = from + (tail ? closedEnd(source.slice(0, tail.index)) : source.length);
  const raw = body.slice(from, textTo);
  const lines = atx ? 1 : body.slice(node.from, to).split('\n').length;
  return {
    level,
    from: node.from,
    to: node.to,
    textTo,
    raw,
    given: tail ? givenId.exec(tail[0])?.[1] : undefined,
    unsure: lines > 1 || unsureText.test(raw),
  };
}

/** `## text ## {#id}`: the closing marks stand before the attributes. */
function closedEnd(text: string): number {
  return text.replace(/[ \t]+#+[ \t]*$/, '').length;
}

function atxContent(body: string, node: SyntaxNode): [number, number] {
  const marks = node.getChildren('HeaderMark');
  let from = marks[0]?.to ?? node.from;
  const closing = marks.length > 1 ? marks.at(-1) : undefined;
  let to = closing?.from ?? node.to;
  while (from < to && /[ \t]/.test(body[from] ?? '')) from++;
  while (to > from && /[ \t\r]/.test(body[to - 1] ?? '')) to--;
  return [from, to];
}

/** Hugo names a heading of several lines after its last one. */
function lastSetextLine(body: string, node: SyntaxNode): [number, number] {
  const underline = node.getChild('HeaderMark')?.from ?? node.to;
  let to = body.lastIndexOf('\n', underline - 1);
  if (to < node.from) to = underline;
  if (body[to - 1] === '\r') to--;
  let from = Math.max(node.from, body.lastIndexOf('\n', to - 1) + 1);
  for (const mark of node.getChildren('QuoteMark')) {
    if (mark.from >= from && mark.to <= to) from = mark.to;
  }
  while (from < to && /[ \t]/.test(body[from] ?? '')) from++;
  while (to > from && /[ \t\r]/.test(body[to - 1] ?? '')) to--;
  return [from, to];
}

/** The ids of these headings, in the same order; '' where a new Hugo gives none, because the heading is empty. */
export function headingIds(
  headings: readonly PageHeading[],
  generation: Generation,
  type: HeadingIdType,
): string[] {
  const pool = createIdPool(type);
  return headings.map((heading) => {
    if (heading.given !== undefined) {
      pool.reserve(heading.given);
      return heading.given;
    }
    if (generation === 'old') return pool.generate(heading.raw);
    return heading.raw === '' ? '' : pool.generate(newHeadingText(heading.raw));
  });
}
