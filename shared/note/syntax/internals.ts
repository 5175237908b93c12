import type { Input } from '@lezer/common';
import type { BlockContext, Line } from '@lezer/markdown';

/**
 * What the Markdown parser's own blocks read and its types leave out. In one place, so that a new version of the
 * parser is looked at in one place.
 */

/** How many of the open containers the line continues; less than `cx.depth` where it has left one. */
export function lineDepth(line: Line): number {
  return (line as unknown as { depth: number }).depth;
}

/** The text being parsed, to look ahead in. */
export function inputOf(cx: BlockContext): Input {
  return (cx as unknown as { input: Input }).input;
}

/** Move to the next line; false at the end of the text or of the container. */
export function nextLineInside(cx: BlockContext, line: Line): boolean {
  return cx.nextLine() && lineDepth(line) >= cx.depth;
}
