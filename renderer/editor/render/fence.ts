import type { SyntaxNode } from '@lezer/common';

/** The language line and the code of a fence, without the marks of quotes and the indent of lists around it. */
export function fenceCode(
  node: SyntaxNode,
  slice: (from: number, to: number) => string,
): { info: string; code: string } {
  const info = node.getChild('CodeInfo');
  const lines = node.getChildren('CodeText').map(({ from, to }) => slice(from, to));
  return { info: info ? slice(info.from, info.to) : '', code: lines.join('') };
}
