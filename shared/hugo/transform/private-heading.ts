import { bodyStart, findExtent } from '../../note/extent.ts';
import { fold } from '../../text/fold.ts';

/** What names of headings are compared by: as readers see them, folded, without marks of other kinds at the end. */
export function headingKey(text: string): string {
  return fold(
    shownWords(text)
      .replace(/<[^<>]*>/g, '')
      .replace(/\s*\{[^{}]*\}\s*$/, '')
      .replace(/\s+\^[\w-]+\s*$/, '')
      .replace(/(\s+#[^\s#]+)+\s*$/, '')
      .replace(/[*_~=`]/g, '')
      .replace(/[\s:：]+$/, '')
      .trim(),
  );
}

/** Without comments and marks of footnotes; the text of links, and characters that are written by their number. */
function shownWords(text: string): string {
  return text
    .replace(/%%.*?%%/g, '')
    .replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/\[\^[^[\]]*\]/g, '')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, '$1')
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

/** Says of the text of a heading whether its section stays at home. */
export type HeadingTest = (text: string) => boolean;

/**
 * A heading is meant by a name that is all of it, or a part of it between signs: numbers, emoji and punctuation beside the
 * name (`1. 生活`, `生活 😀`, `生活：周末`) do not make another section of it. What is in doubt stays at home.
 */
export function privateHeadings(names: readonly string[]): HeadingTest {
  const wanted = names.map((name) => headingKey(name.replace(/^#+\s*/, ''))).filter((key) => key !== '');
  if (wanted.length === 0) return () => false;
  const exact = new Set(wanted);
  const parts = wanted.map((key) => ({ key, parts: partsOf(key) }));
  return (text) => {
    const key = headingKey(text);
    if (exact.has(key)) return true;
    const own = partsOf(key);
    // A name that is nothing but signs is looked for as it is.
    return parts.some((name) => (name.parts === '||' ? key.includes(name.key) : own.includes(name.parts)));
  };
}

/** The words of a heading between bars, `|生活|周末|`, without what numbers it; `real-life` is one word. */
function partsOf(key: string): string {
  const words = key
    .replace(/(?<=[\p{L}\p{N}])[-'’](?=\p{Script=Latin})/gu, '\u0001')
    .replace(/[\p{P}\p{S}\p{Extended_Pictographic}\p{Default_Ignorable_Code_Point}]+/gu, '|')
    .split('|')
    .map((part) =>
      part
        .trim()
        .replace(
          /^(?:第\s*[\d一二三四五六七八九十百]+\s*[章节部分篇回]*|\d+)\s+(?=\S)|^\d+(?=\p{Script=Han})/u,
          '',
        )
        .replace(/(?<=\p{Script=Han})\s*\d+$|(?<=\S)\s+\d+$/u, ''),
    );
  return `|${words.filter((part) => part !== '').join('|')}|`;
}

/**
 * Whether a line of a note looks like a heading that is meant; false only where there is none. What an underline makes a
 * heading may be of several lines, so any of those is worth a look at the syntax tree.
 */
export function mayHoldHeading(text: string, isMeant: HeadingTest): boolean {
  const body = text.slice(bodyStart(text, findExtent(text)));
  for (const [, heading = ''] of body.matchAll(/#{1,6}[ \t]+([^\r\n]*)/g)) {
    if (isMeant(heading.replace(/[ \t]+#+[ \t]*$/, ''))) return true;
  }
  for (const { index } of body.matchAll(/[\r\n][ \t>]*(?:=+|-+)[ \t]*(?![^\r\n])/g)) {
    const line = body.slice(body.lastIndexOf('\n', index - 1) + 1, index);
    if (/[^\s>]/.test(line)) return true;
  }
  return false;
}
