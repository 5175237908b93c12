import type { Params, Result } from '../../../shared/contract/api.ts';
import { fold } from '../../../shared/text/fold.ts';
import { best, createFit } from './fit.ts';

type Tag = Result<'complete.tag'>[number];

const colour = /^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** Tags that fit, beginnings first, of equals the more used first; not what is typed in full already. */
export function completeTags(
  tags: readonly Tag[],
  { query, limit = 50 }: Params<'complete.tag'>,
): Result<'complete.tag'> {
  const typed = fold(query);
  const fits = createFit(query);
  const known = withParents(tags).filter(({ tag }) => !colour.test(tag) && fold(tag) !== typed);
  const ranked = known.sort((a, b) => b.notes - a.notes || (a.tag < b.tag ? -1 : 1));
  return best(ranked, ({ tag }) => rough(fits(tag)), limit);
}

/** How a tag fits counts in steps, so that within a step the use decides: at its start, at a word's, inside, else. */
function rough(score: number | undefined): number | undefined {
  return score === undefined ? undefined : Math.ceil(score / 200);
}

/** `a/b/c` also stands for `a` and `a/b`, which need not be written anywhere. */
function withParents(tags: readonly Tag[]): Tag[] {
  const all = new Map(tags.map((tag) => [fold(tag.tag), { ...tag }]));
  for (const { tag, notes } of tags) {
    for (let slash = tag.lastIndexOf('/'); slash > 0; slash = tag.lastIndexOf('/', slash - 1)) {
      const parent = tag.slice(0, slash);
      const known = all.get(fold(parent));
      if (known) known.notes += notes;
      else all.set(fold(parent), { tag: parent, notes });
    }
  }
  return [...all.values()];
}
