import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { parseQuery } from '../../shared/search/query.ts';
import { createReplacer, type Replacing } from '../../shared/search/replace.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import type { Store } from '../index/store.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';
import type { Changes } from './changes.ts';
import type { Finder } from './finder.ts';
import type { NoteEdits } from './note-edits.ts';
import type { Notes } from './notes.ts';
import { createPace } from './pace.ts';
import { createRegexGuard } from './regex-guard.ts';
import { createSearchNotes } from './search-notes.ts';
import { createWorld } from './search-world.ts';
import type { Topics } from './topics.ts';

interface ReplaceOptions {
  vault: Vault;
  store: Store;
  topics: Topics;
  notes: Notes;
  finder: Finder;
  changes: Changes;
}

type Plan = Result<'replace.plan'>;

/** More places than this are not shown, and so not replaced, at once. */
const mostPlaces = 5000;
/** Characters around a place in the preview. */
const around = 80;

/** Search and replace in the whole vault: a plan to look at, and its parts that were chosen as one change. */
export function createReplacing({ vault, store, topics, notes, finder, changes }: ReplaceOptions) {
  function replacerOf(
    params: Omit<Replacing, 'query'> & { query: string },
  ): (path: string) => NoteEdits | undefined {
    const options = { world: createWorld(store, topics, notes), runRegex: createRegexGuard() };
    const replacer = createReplacer({ ...params, query: parseQuery(params.query) }, options);
    const notesOf = createSearchNotes(vault, store);
    return (path) => {
      const row = store.files.get(path);
      const file = row?.note ? readable(path) : undefined;
      if (!row || !file) return undefined;
      // Of the text as it is now: what the index has of it may be a moment older.
      const note = Object.defineProperty(notesOf([row])(row), 'text', { value: file.text });
      const edits = replacer(note).filter(({ from, to, insert }) => file.text.slice(from, to) !== insert);
      return { path, file, edits };
    };
  }

  function readable(path: string): NoteFile | undefined {
    try {
      const file = vault.read(path);
      return file.readOnly || !vault.writable(path) ? undefined : file;
    } catch {
      // It went meanwhile.
      return undefined;
    }
  }

  return {
    async plan(
      { query, replacement, preserveCase = false }: Params<'replace.plan'>,
      context: CallContext,
    ): Promise<Plan> {
      const editsOf = replacerOf({ query, replacement, preserveCase });
      const found: Plan['notes'] = [];
      let places = 0;
      for (const path of await finder.paths(query, context)) {
        const planned = editsOf(path);
        if (!planned || planned.edits.length === 0) continue;
        if (places + planned.edits.length > mostPlaces) return { notes: found, places, more: true };
        places += planned.edits.length;
        const title = store.files.get(path)?.title ?? path;
        found.push({ path, title, hash: planned.file.hash, places: describe(planned) });
        await new Promise((resolve) => setImmediate(resolve));
        if (context.signal.aborted) throw new AppError('cancelled', 'The search was cancelled');
      }
      return { notes: found, places, more: false };
    },

    /** All that was chosen, or nothing: a note that is another by now stops it. @throws AppError `conflict` */
    async apply(
      { query, replacement, preserveCase = false, notes: chosen }: Params<'replace.apply'>,
      context: CallContext,
    ): Promise<Result<'replace.apply'>> {
      const editsOf = replacerOf({ query, replacement, preserveCase });
      const pace = createPace(context);
      const edits: NoteEdits[] = [];
      for (const [index, { path, hash, from }] of chosen.entries()) {
        const planned = editsOf(path);
        const wanted = new Set(from);
        const kept = planned?.edits.filter((edit) => wanted.has(edit.from)) ?? [];
        if (!planned || planned.file.hash !== hash || kept.length !== wanted.size) {
          throw new AppError('conflict', `${path} has changed since it was looked at`, { path });
        }
        if (kept.length > 0) edits.push({ ...planned, edits: kept });
        pace.check();
        await pace.rest(index, chosen.length);
      }
      const places = edits.reduce((sum, one) => sum + one.edits.length, 0);
      if (places > 0) await changes.replace(edits, context);
      return { notes: edits.length, places };
    },
  };
}

export type Replace = ReturnType<typeof createReplacing>;

function describe({ file: { text }, edits }: NoteEdits): Plan['notes'][number]['places'] {
  const lines = new LineIndex(text);
  return edits.map(({ from, to, insert }: TextEdit) => {
    const line = lines.line(from);
    const start = Math.max(lines.start(line), from - around);
    const end = Math.min(Math.max(lines.end(lines.line(to)), to), to + around);
    return {
      from,
      to,
      line,
      before: text.slice(start, from),
      found: text.slice(from, to),
      insert,
      after: text.slice(to, end),
    };
  });
}
