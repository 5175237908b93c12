import type { Params, Result } from '../../../shared/contract/api.ts';
import { createNameList } from '../../../shared/search/name-list.ts';
import { fold } from '../../../shared/text/fold.ts';
import { pinyinOf } from '../../index/pinyin.ts';
import type { Store } from '../../index/store.ts';

/** Folders of the vault by a few letters of their path; without letters, those at the top. */
export function completeFolders(
  { folders }: Store,
  { query, limit = 20 }: Params<'complete.folder'>,
): Result<'complete.folder'> {
  const wanted = fold(query).replace(/\/$/, '').trim();
  const paths = wanted === '' ? folders.in('') : folders.below('').filter((path) => path !== '');
  const list = createNameList(
    paths.map((path, group) => ({ group, folded: fold(path), pinyin: pinyinOf(path), handicap: 0 })),
  );
  const found = wanted === '' ? paths : list.find(wanted, limit).map(({ index }) => paths[index] as string);
  return found.slice(0, limit).map((path) => ({ path, notes: folders.notesBelow(path) }));
}
