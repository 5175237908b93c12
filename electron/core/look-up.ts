import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { missingPath } from '../../shared/link/missing-path.ts';
import { findFragment, resolveLink } from '../../shared/link/resolve.ts';
import { markdownTarget, wikiTarget } from '../../shared/note/link-target.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { fold } from '../../shared/text/fold.ts';
import { dirname, isNote, stem } from '../../shared/text/path.ts';
import type { Mention } from '../index/name-set.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ignored } from './ignored.ts';
import type { ImageSizes } from './image-sizes.ts';

type Kind = 'wiki' | 'markdown';

interface LookUpOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  ignored: Ignored;
  images: ImageSizes;
}

/** Small questions that the editor asks while someone writes. */
export function createLookUp({ vault, store, settings, ignored, images }: LookUpOptions) {
  const { files } = store;

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
      const link = read(target, kind);
      const found = link && find(source, link.path, kind);
      if (!link || found === undefined) {
        const folder = settings.read().newNotes.folder ?? dirname(source);
        const missing = link && missingPath({ kind, path: link.path }, source, folder);
        return { path: null, line: null, kind: 'none', missing };
      }
      if (!isNote(found)) return { path: found, line: null, kind: 'attachment', size: images.of(found) };
      if (!link.fragment) return { path: found, line: null, kind: 'note' };
      const place = findFragment(link.fragment, scanNote(vault.read(found).text, stem(found)));
      return { path: found, line: place.found ? place.line : null, kind: 'note' };
    },
    resolveAll({ source, targets }: Params<'link.resolveAll'>): Result<'link.resolveAll'> {
      return targets.map(({ target, kind }) => {
        const link = read(target, kind);
        return (link && find(source, link.path, kind)) ?? null;
      });
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
      const row = files.get(target);
      const called = new Set(row && store.facts.names(row.id).map(({ text }) => fold(text)));
      return { names, places: places.map((place) => ({ ...place, ...partsOf(place.mark, called) })) };
    },
    allow({ target, name, source, mark }: Params<'mention.allow'>): Result<'mention.allow'> {
      if (name !== undefined) ignored.allowName(target, name);
      if (source !== undefined && mark !== undefined) ignored.allowPlace(target, source, mark);
      return {};
    },
  };
}

export type LookUp = ReturnType<typeof createLookUp>;

/** The text around a place that was put aside, for people. In a table bars stand in it, too: the name tells which they are. */
function partsOf(mark: string, names: ReadonlySet<string>): { before: string; name: string; after: string } {
  const parts = mark.split('|');
  const known = parts.findIndex((part, at) => at > 0 && at < parts.length - 1 && names.has(fold(part)));
  const at = Math.max(1, known);
  return {
    before: parts.slice(0, at).join('|'),
    name: parts[at] ?? mark,
    after: parts.slice(at + 1).join('|'),
  };
}

/** A target as it stands in the text; undefined where it is no place in a vault. */
const read = (target: string, kind: Kind) =>
  kind === 'markdown' ? markdownTarget(target) : wikiTarget(target);
