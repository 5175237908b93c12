/** The heading that a line stands under; undefined above the first. `headings` are in order. */
export function currentHeading<H extends { line: number }>(
  headings: readonly H[],
  line: number,
): H | undefined {
  return headings.findLast((heading) => heading.line <= line);
}
