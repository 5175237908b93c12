import { anchorNames } from '../link/heading-anchors.ts';
import { inlineText } from '../note/inline-text.ts';
import { parseGoldmark } from './goldmark.ts';
import type { PageHeading } from './headings.ts';

/** The ids that GitHub gives to headings: made of the text that is shown. */
export const githubIds = (headings: readonly Pick<PageHeading, 'raw'>[]): string[] =>
  anchorNames(headings.map(({ raw }) => shownText(raw)));

function shownText(raw: string): string {
  // Closed on both sides, so that nothing of the text is taken for a mark of the heading.
  const source = `# ${raw} #`;
  const block = parseGoldmark(source).topNode.firstChild;
  return block ? inlineText(source, block) : raw;
}
