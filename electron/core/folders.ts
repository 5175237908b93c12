import type { Result } from '../../shared/contract/api.ts';
import { basename } from '../../shared/text/path.ts';
import type { Store } from '../index/store.ts';

const natural = new Intl.Collator(['zh-CN', 'en'], { numeric: true });

/** Files that the app can show. */
const shown =
  /\.(?:md|canvas|base|avif|bmp|gif|jpe?g|png|svg|webp|flac|m4a|mp3|ogg|wav|webm|3gp|mkv|mov|mp4|ogv|pdf)$/i;

/**
 * What stands directly in a folder, in natural order: `2` before `10`, Chinese by pinyin.
 * @param all files too that nothing here can show
 */
export function listFolder(store: Store, path: string, all: boolean): Result<'folder.list'> {
  const rows = store.files.list(path);
  const folders = store.folders.in(path).map((folder) => ({
    path: folder,
    name: basename(folder),
    notes: store.folders.notesBelow(folder),
  }));
  return {
    folders: folders.sort((a, b) => natural.compare(a.name, b.name)),
    files: rows
      .filter((row) => all || shown.test(row.path))
      .map((row) => ({
        path: row.path,
        name: row.name,
        kind: row.note ? ('note' as const) : ('attachment' as const),
        title: row.title,
        draft: row.draft === 1,
      }))
      .sort((a, b) => natural.compare(a.name, b.name)),
  };
}
