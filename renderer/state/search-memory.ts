/** Searches that are kept: those of late for this vault on this machine, and saved ones in the settings of the vault. */
import type { Json } from '../../shared/contract/api.ts';

export interface SavedSearch {
  query: string;
  /** '' where it is called by its query. */
  name: string;
  pinned: boolean;
}

export const historyKey = 'workspace-searches';
const historyLength = 20;

/** What stands in the settings, read with care: people edit them. Pinned ones first. */
export function readSaved(settings: { [key: string]: Json }): SavedSearch[] {
  const list = Array.isArray(settings.searches) ? settings.searches : [];
  const saved = list.flatMap((one): SavedSearch[] => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
    const { query, name, pinned } = one;
    if (typeof query !== 'string' || query === '') return [];
    return [{ query, name: typeof name === 'string' ? name : '', pinned: pinned === true }];
  });
  return [...saved.filter(({ pinned }) => pinned), ...saved.filter(({ pinned }) => !pinned)];
}

/** The change of the settings that keeps these. */
export function writeSaved(saved: readonly SavedSearch[]): { [key: string]: Json } {
  const list = saved.map(({ query, name, pinned }) => ({
    query,
    ...(name !== '' && { name }),
    ...(pinned && { pinned }),
  }));
  return { searches: list.length > 0 ? list : null };
}

export function readHistory(value: Json): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The newest first; what was typed on the way to a query goes when the query comes. */
export function withSearch(history: readonly string[], query: string): string[] {
  const [last] = history;
  const rest = last !== undefined && query.startsWith(last) ? history.slice(1) : history;
  return [query, ...rest.filter((one) => one !== query)].slice(0, historyLength);
}
