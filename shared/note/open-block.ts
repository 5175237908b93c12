import { noteParser } from './grammar.ts';

/**
 * What has to stand on a line of its own at the end of a text, so that what is put behind it is no part of its last
 * block: the mark that a fence or a comment was never closed with. Undefined where nothing is open.
 */
export function closerOf(text: string): string | undefined {
  const last = noteParser.parse(text).topNode.lastChild;
  if (!last) return undefined;
  const block = text.slice(last.from, last.to);
  if (last.name === 'FencedCode') {
    const [first, second] = last.getChildren('CodeMark');
    return first && !second ? text.slice(first.from, first.to) : undefined;
  }
  if (last.name === 'CommentBlock') return block.includes('-->') ? undefined : '-->';
  if (last.name === 'PercentCommentBlock') return /%%[ \t]*$/.test(block.slice(2)) ? undefined : '%%';
  return undefined;
}
