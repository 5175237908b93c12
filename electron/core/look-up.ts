import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { findFragment, resolveLink } from '../../shared/link/resolve.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { isNote, stem } from '../../shared/text/path.ts';
import type { Mention } from '../index/name-set.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ignored } from './ignored.ts';
import type { ImageSizes } from './image-sizes.ts';

type Kind = 'wiki' | 'markdown';

/** Small questions that the editor asks while someone writes. */
export function createLookUp(vault: Vault, store: Store, ignored: Ignored, images: ImageSizes) {
  const { files } = store;
  const tags = store.db.prepare<[], { tag: string; notes: number }>(
    'SELECT min(name) AS tag, count(DISTINCT file) AS notes FROM tags GROUP BY key ORDER BY notes DESC, key',
  );

  const find = (source: string, path: string, kind: Kind) =>
    resolveLink({ kind, path }, source, files.candidates);

  function stored(file: number): Mention[] {
    return store.mentions.from(file).map(({ start, stop, target, name, weak }) => ({
      from: start,
      to: stop,
      target,
      name,
      weak: weak === 1,
    }));
  }

  return {
    resolve({ source, target, kind }: Params<'link.resolve'>): Result<'link.resolve'> {
      const [path, fragment] = splitTarget(target, kind);
      const found = find(source, path, kind);
      if (found === undefined) return { path: null, line: null, kind: 'none' };
      if (!isNote(found)) return { path: found, line: null, kind: 'attachment', size: images.of(found) };
      if (!fragment) return { path: found, line: null, kind: 'note' };
      const place = findFragment(fragment, scanNote(vault.read(found).text, stem(found)));
      return { path: found, line: place.found ? place.line : null, kind: 'note' };
    },
    resolveAll({ source, targets }: Params<'link.resolveAll'>): Result<'link.resolveAll'> {
      return targets.map(({ target, kind }) => find(source, splitTarget(target, kind)[0], kind) ?? null);
    },
    mentions({ path, text }: Params<'mention.find'>): Result<'mention.find'> {
      const row = files.get(path);
      const now = text ?? vault.read(path).text;
      const fresh = row === undefined || text !== undefined;
      const found = fresh
        ? store.mentions.find(row?.id ?? -1, now, scanNote(now, stem(path)).prose)
        : stored(row.id);
      const skip = ignored.filter();
      return found.flatMap(({ from, to, target, name, weak }) => {
        const at = files.byId(target)?.path;
        if (at === undefined || skip({ target: at, name, source: path, text: now, from, to })) return [];
        return [{ from, to, target: at, name, weak }];
      });
    },
    ignore({ target, name, source, from }: Params<'mention.ignore'>): Result<'mention.ignore'> {
      if (source === undefined || from === undefined) {
        const row = files.get(target);
        ignored.ignoreName(target, name ?? row?.name ?? stem(target));
        return { ignored: 1 };
      }
      const row = files.get(source);
      const place =
        row && stored(row.id).find((one) => one.from === from && files.byId(one.target)?.path === target);
      if (!place) throw new AppError('not-found', `${target} is not mentioned there`, { source, from });
      const mark = ignored.ignorePlace({
        target,
        name: place.name,
        source,
        text: vault.read(source).text,
        from,
        to: place.to,
      });
      return { ignored: 1, mark };
    },
    ignored({ target }: Params<'mention.ignored'>): Result<'mention.ignored'> {
      const { names, places } = ignored.about(target);
      return { names, places: places.map((place) => ({ ...place, ...partsOf(place.mark) })) };
    },
    allow({ target, name, source, mark }: Params<'mention.allow'>): Result<'mention.allow'> {
      if (name !== undefined) ignored.allowName(target, name);
      if (source !== undefined && mark !== undefined) ignored.allowPlace(target, source, mark);
      return {};
    },
    tags: (): Result<'tag.list'> => tags.all(),
  };
}

export type LookUp = ReturnType<typeof createLookUp>;

/** The text around a place that was put aside, for people. */
function partsOf(mark: string): { before: string; name: string; after: string } {
  const [, before = '', name = mark, after = ''] = /^([^|]*)\|(.*)\|([^|]*)$/s.exec(mark) ?? [];
  return { before, name, after };
}

/** `A#B` → path and fragment; a Markdown target is percent-decoded. */
function splitTarget(target: string, kind: Kind): [string, string | undefined] {
  const hash = target.indexOf('#');
  const parts = hash < 0 ? [target] : [target.slice(0, hash), target.slice(hash + 1)];
  const [path = '', fragment] = kind === 'markdown' ? parts.map(decoded) : parts;
  return [path.trim(), fragment];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` is meant as it stands.
    return text;
  }
}
