import { inlineText } from '../note/inline-text.ts';
import { parseGoldmark } from './goldmark.ts';
import type { PageHeading } from './headings.ts';

/**
 * The ids that GitHub, and the many tools that follow it, give to headings: made of the text that is shown, in lower
 * case, punctuation gone, each space a hyphen; the first free number sets equal ones apart (as `github-slugger` does).
 */
export function githubIds(headings: readonly Pick<PageHeading, 'raw'>[]): string[] {
  const used = new Set<string>();
  return headings.map(({ raw }) => {
    const base = githubName(shownText(raw));
    let id = base;
    for (let n = 1; used.has(id); n++) id = `${base}-${n}`;
    used.add(id);
    return id;
  });
}

/** The id of a heading that shows this text, before it is made unique. */
export function githubName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

function shownText(raw: string): string {
  // Closed on both sides, so that nothing of the text is taken for a mark of the heading.
  const source = `# ${raw} #`;
  const block = parseGoldmark(source).topNode.firstChild;
  return block ? inlineText(source, block) : raw;
}
