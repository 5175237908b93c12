import type { Params, Result } from '../../../shared/contract/api.ts';
import type { CallContext } from '../../../shared/contract/rpc.ts';
import { fitsWiki, withoutMd } from '../../../shared/link/link-text.ts';
import { missingPath } from '../../../shared/link/missing-path.ts';
import { linkTextFor, resolveLink } from '../../../shared/link/resolve.ts';
import { fold } from '../../../shared/text/fold.ts';
import { basename, dirname } from '../../../shared/text/path.ts';
import type { Store } from '../../index/store.ts';
import type { SwitchHit } from '../../index/switcher.ts';
import { assertNewName } from '../../vault/file-name.ts';
import type { SettingsFile } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { beyond, readExcluded } from '../excluded.ts';
import type { Finder } from '../finder.ts';
import { createPace, type Pace } from '../pace.ts';
import { best, createFit } from './fit.ts';
import { createParts, type Part } from './parts.ts';

type Item = Result<'complete.link'>[number];

/** How it is to be written. */
interface Form {
  source: string;
  inTable: boolean;
  format: 'shortest' | 'relative' | 'absolute';
  markdown: boolean;
}

/** What one of the ten notes changed last is worth beside how its name fits. */
const recent = 40;
const offeredMissing = 5;
/** What is missing and is no note. */
const file = /\.[a-z0-9]{2,4}$/i;

interface Options {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  finder: Finder;
}

/** What may stand between `[[` and `]]`. */
export function createCompletion({ vault, store, settings, finder }: Options) {
  const { files, switcher } = store;
  const parts = createParts(vault, store, finder);

  /** The inside of a wikilink, or the Markdown link that the vault wants; undefined for what no wikilink can hold. */
  function link(target: string, form: Form, more: { fragment?: string; text?: string }): string | undefined {
    const whole = linkTextFor(target, { ...form, ...more, candidates: files.candidates });
    return form.markdown ? whole : /^\[\[(.*)\]\]$/s.exec(whole)?.[1];
  }

  function noteItem({ path, name, title, via, matched }: SwitchHit, form: Form): Item[] {
    const alias = via === 'alias' || (via === 'pinyin' && matched !== name && matched !== title);
    const insert = link(path, form, alias ? { text: matched } : {});
    if (insert === undefined) return [];
    if (alias) return [{ label: matched, detail: withoutMd(path), insert, kind: 'alias' }];
    const label = title === name ? name : `${name} · ${title}`;
    return [{ label, detail: dirname(path), insert, kind: files.get(path)?.note ? 'note' : 'attachment' }];
  }

  function notes(query: string, form: Form, limit: number): Item[] {
    const lately = switcher.recent(10).map(({ path }) => path);
    const newness = (path: string) => {
      const at = lately.indexOf(path);
      return at < 0 ? 0 : recent - 3 * at;
    };
    const excluded = readExcluded(store, settings);
    const ask = (count: number) =>
      query.trim() === ''
        ? switcher.recent(count)
        : switcher
            .find(query, count, false)
            .sort((a, b) => b.score + newness(b.path) - a.score - newness(a.path));
    const hits = excluded.any ? beyond(ask, limit, ({ path }) => !excluded.is(path)) : ask(limit);
    return hits.flatMap((hit) => noteItem(hit, form));
  }

  /** Names that links give and no note has yet, as they are written. */
  async function missing(query: string, pace: Pace): Promise<Item[]> {
    const fits = createFit(query);
    const typed = fold(query.trim());
    const found: { key: string; score: number | undefined }[] = [];
    for (const { key } of await store.links.brokenKeys()) {
      if (!file.test(key) && key !== typed) found.push({ key, score: fits(key) });
      pace.check();
      await pace.rest(0, 0);
    }
    return best(found, ({ score }) => score, offeredMissing).flatMap(({ key }): Item[] => {
      const link = store.links.naming(key).find((one) => one.kind === 'wiki' && one.target === null);
      return link ? [{ label: link.path, detail: '', insert: link.path, kind: 'unresolved' }] : [];
    });
  }

  /** The note of this name, where there is none yet. */
  function creation(query: string, form: Form): Item[] {
    const { source, markdown } = form;
    const name = withoutMd(query.trim()).replace(/^\/+/, '');
    if (!isNewName(name) || resolveLink({ kind: 'wiki', path: name }, source, files.candidates)) return [];
    const folder = settings.read().newNotes.folder ?? dirname(source);
    const path = missingPath({ kind: 'wiki', path: name }, source, folder);
    if (path === undefined) return [];
    // The note is not there, so that what leads to it cannot be asked: its full path does.
    const whole = linkTextFor(path, { ...form, format: 'absolute', candidates: () => [path] });
    return [{ label: name, detail: dirname(path), insert: markdown ? whole : name, kind: 'create', path }];
  }

  function partItem({ note, fragment, ...item }: Part, form: Form, before: string | undefined): Item[] {
    if (before !== undefined && !form.markdown) return [{ ...item, insert: `${before}#${fragment}` }];
    const insert = link(note, form, { fragment });
    return insert === undefined ? [] : [{ ...item, insert }];
  }

  return async (params: Params<'complete.link'>, context: CallContext): Promise<Result<'complete.link'>> => {
    const { source, query, limit = 20, inTable = false } = params;
    await switcher.ready(query);
    const form = { source, inTable, ...settings.read().links };
    if (/^(?:##|\^\^)/.test(query)) {
      const found = await parts.find(params, source, context);
      return found.flatMap((part) => partItem(part, form, undefined));
    }
    const hash = query.indexOf('#');
    if (hash < 0) {
      const found = notes(query, form, limit);
      if (query.trim() === '') return found;
      const absent = await missing(query, createPace(context));
      return [...found, ...absent, ...creation(query, form)].slice(0, limit + offeredMissing);
    }
    const before = query.slice(0, hash);
    const target =
      before === '' ? source : resolveLink({ kind: 'wiki', path: before }, source, files.candidates);
    if (target === undefined || !(files.get(target)?.note || target === source)) return [];
    const text = target === source ? params.text : undefined;
    const found = await parts.find({ ...params, text }, target, context);
    return found.flatMap((part) => partItem(part, form, before));
  };
}

export type Completion = ReturnType<typeof createCompletion>;

/** Whether a name can be that of a new note, with the folders in front of it. */
function isNewName(name: string): boolean {
  if (name === '' || !fitsWiki(name) || name.startsWith('.')) return false;
  try {
    for (const part of name.split('/')) assertNewName(part);
  } catch {
    return false;
  }
  return basename(name) !== '';
}
