import type { PartKind } from './part.ts';

const AUTOLINK =
  /(?:[a-z][-\w+.]+:[^\s>]+|[a-z\d.!#$%&'*+/=?^_`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*)>/iy;
const COMMENT = /!--(?:-?>|[\s\S]*?-->)/y;
const INSTRUCTION = /\?[\s\S]*?\?>/y;
const ATTRIBUTE = '\\s+[a-zA-Z:_][\\w-.:]*(?:\\s*=\\s*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?';
const TAG = new RegExp(
  `![A-Z][\\s\\S]*?>|!\\[CDATA\\[[\\s\\S]*?\\]\\]>|/[a-zA-Z][\\w-]*\\s*>|[a-zA-Z][\\w-]*(?:${ATTRIBUTE})*\\s*/?>`,
  'y',
);

/** What the `<` at an offset begins: a URL, a comment or a tag, whole before `to`; undefined where it is text. */
export function angleEnd(text: string, at: number, to: number): { kind: PartKind; end: number } | undefined {
  const rest = text.slice(at + 1, to);
  if (!rest.includes('>')) return undefined;
  const url = matchEnd(AUTOLINK, rest);
  if (url >= 0) return { kind: 'autolink', end: at + 1 + url };
  const other = Math.max(matchEnd(COMMENT, rest), matchEnd(INSTRUCTION, rest), matchEnd(TAG, rest));
  return other >= 0 ? { kind: 'hidden', end: at + 1 + other } : undefined;
}

function matchEnd(pattern: RegExp, rest: string): number {
  pattern.lastIndex = 0;
  return pattern.test(rest) ? pattern.lastIndex : -1;
}
