import type { Result } from '../../shared/contract/api.ts';
import type { TermTally } from '../../shared/link/term-tally.ts';
import { type MissingLink, mayBeTopic, rankTerms, termKey } from '../../shared/link/topics.ts';
import type { IdSet } from '../index/id-set.ts';
import type { Store } from '../index/store.ts';
import { breathe, slice } from './slices.ts';

/** Of more names than this that links give in vain, only those given most often are looked at, and those that are terms. */
const mostMissing = 300;

/**
 * Topics that have no note yet: terms that recur, and names that links give in vain.
 * @param excluded ids of the files that are kept out of lists
 * @param known whether a note has this name
 */
export function createDiscovery(store: Store, excluded: () => IdSet, known: (name: string) => boolean) {
  const { files, links, terms } = store;

  /** Wikilinks that lead nowhere. */
  async function missing(tally: TermTally): Promise<MissingLink[]> {
    const keys = (await links.brokenKeys()).map(({ key }) => key).filter(mayBeTopic);
    const wanted = keys.filter((key, at) => at < mostMissing || tally.get(termKey(key)));
    const found: MissingLink[] = [];
    let until = performance.now() + slice;
    for (const key of wanted) {
      for (const { path, file, kind, embed, target } of links.naming(key)) {
        if (target === null && kind === 'wiki' && embed === 0) found.push({ path, file });
      }
      if (performance.now() < until) continue;
      await breathe();
      until = performance.now() + slice;
    }
    return found;
  }

  return async (limit = 50): Promise<Result<'topic.discover'>> => {
    const hidden = excluded();
    const everywhere = await terms.tally();
    const tally = hidden.size > 0 ? everywhere.without([...hidden].map(terms.of)) : everywhere;
    const said = new Map<number, Set<string>>();
    const says = (file: number, key: string) => {
      const keys = said.get(file) ?? new Set(terms.of(file).map((one) => one.key));
      said.set(file, keys);
      return keys.has(key);
    };
    const unresolved = (await missing(tally)).filter(({ file }) => !hidden.has(file));
    return rankTerms(tally, { notes: files.counts().notes, unresolved, says, known }, limit);
  };
}
