import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { longText, type MayBePacked } from '../../shared/contract/long-text.ts';
import { type FragmentFacts, findFragment, linkTextFor, namesBlock } from '../../shared/link/resolve.ts';
import type { NoteFacts, PropertyType, PropertyValue } from '../../shared/note/facts.ts';
import { readFrontMatter, setProperty, unsetProperty } from '../../shared/note/front-matter.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { applyEdits } from '../../shared/text/edit.ts';
import { dirname, isNote, join, stem } from '../../shared/text/path.ts';
import { remember } from '../../shared/text/remember.ts';
import type { FileRow } from '../index/files.ts';
import type { LinkRecord } from '../index/links.ts';
import type { Store } from '../index/store.ts';
import { freeName } from '../vault/file-name.ts';
import type { SettingsFile } from '../vault/settings.ts';
import { utf16Of } from '../vault/text-file.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';
import type { NoteHistory } from './history.ts';
import type { KeepUp } from './keep-up.ts';
import type { Pace } from './pace.ts';
import { typeFor } from './property-type.ts';
import { fillTemplate, formatTime, hugoDay } from './template.ts';

export interface NotesOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  keepUp: KeepUp;
  history: NoteHistory;
  clock: () => Date;
  revision: () => number;
  /** An editor has a note as it is on disk now. */
  saw: (path: string, file: NoteFile) => void;
}

/** Reading, writing and making notes, and what one note holds. */
export function createNotes(options: NotesOptions) {
  const { vault, store, settings, keepUp, history, clock, revision, saw } = options;
  const { files, links } = store;

  function row(path: string): FileRow {
    const found = files.get(path);
    if (!found) throw new AppError('not-found', `${path} is not in the vault`, { path });
    return found;
  }

  /** `a/b` → `a/b.md`; attachments are none of this. */
  const notePath = (path: string) => (isNote(path) ? path : `${path}.md`);

  /**
   * Whether what a link leads to has the part that it names; null where it names none, or leads nowhere. For many links:
   * the index knows the headings of a note, and blocks are looked for in its text, once.
   */
  function fragments(): (link: LinkRecord) => boolean | null {
    const headings = remember((file: number) => store.facts.knownHeadings(file));
    const named = remember((path: string): FragmentFacts | undefined => {
      const found = parsed(path);
      return found && { headings: found.headings, blocks: found.blocks.filter(({ id }) => id !== undefined) };
    });
    return ({ fragment, to, target }) => {
      if (fragment === null || to === null) return null;
      if (target === null || !isNote(to)) return true;
      const known = namesBlock(fragment) ? undefined : headings(target);
      // The index holds what headings show; a link may name what is written in one.
      const shown = known !== undefined && findFragment(fragment, { headings: known, blocks: [] }).found;
      return shown || findFragment(fragment, named(to)).found;
    };
  }

  function parsed(path: string): NoteFacts | undefined {
    try {
      return scanNote(vault.read(path).text, stem(path));
    } catch {
      return undefined;
    }
  }

  function linkRows(records: readonly LinkRecord[], found = fragments()): Result<'link.list'> {
    return records.map((link) => ({
      source: link.source,
      line: link.line,
      column: link.col,
      raw: link.raw,
      kind: link.kind,
      embed: link.embed === 1,
      target: link.to,
      fragment: link.fragment,
      fragmentFound: found(link),
      text: link.text ?? '',
    }));
  }

  /** The note that is there already, maybe under a name in other case. */
  const standing = (path: string) => (vault.stat(path) ? path : vault.twin(path));

  function isKnown(path: string, hash: string): boolean {
    try {
      return files.get(path)?.hash === hash;
    } catch {
      // A damaged index knows nothing, and the note is written.
      return false;
    }
  }

  function create(path: string, text: string): { path: string; created: boolean } {
    const there = standing(path);
    if (there !== undefined) return { path: there, created: false };
    vault.write(path, text, undefined);
    keepUp.take([path]);
    return { path, created: true };
  }

  function dailyPath(day: Date): string {
    const { folder, format } = settings.read().daily;
    const name = formatTime(day, format);
    return notePath(folder === '' ? name : `${folder}/${name}`);
  }

  /** Where a template is, named by its path or by its path in the folder of templates. */
  function templatePath(path: string): string | undefined {
    const named = notePath(path);
    return [named, join(settings.read().templates.folder, named)].find(
      (candidate) => candidate !== undefined && vault.stat(candidate),
    );
  }

  function templateText(path: string, title: string, time: Date): string {
    const found = templatePath(path);
    if (!found) throw new AppError('not-found', `The template ${path} is not in the vault`, { path });
    return fillTemplate(vault.read(found).text, title, time, settings.read().templates);
  }

  /** Of a property that the note has not got yet. */
  function typeOfNew(text: string, name: string, value: PropertyValue): PropertyType | undefined {
    const known = readFrontMatter(text)?.properties.some((one) => one.name === name);
    return known ? undefined : typeFor(name, value, settings.read().propertyTypes);
  }

  return {
    row,
    read(path: string): MayBePacked<Result<'note.read'>> {
      const file = vault.read(path);
      saw(path, file);
      const { hash, readOnly, modified } = file;
      return {
        path,
        text: toSend(file),
        hash,
        readOnly: readOnly ?? (vault.writable(path) ? null : 'no-access'),
        modified,
      };
    },
    write({ path, text, base }: Params<'note.write'>): Result<'note.write'> {
      const file = history.editing(path, text, base, () => vault.write(path, text, base));
      saw(path, file);
      const { hash } = file;
      // Another program may have written between our rename and this reading: then no event is of our text alone.
      const alone = keepUp.takeWritten(path, hash) || isKnown(path, hash);
      return { path, hash, revision: alone ? revision() : null };
    },
    create(params: Params<'note.create'>): Result<'note.create'> {
      const { text, template } = params;
      const path = params.path ?? named(params);
      const at = path === undefined ? untitled(folderFor(params)) : notePath(path);
      const there = path === undefined ? undefined : standing(at);
      if (there !== undefined) return { path: there, created: false };
      const title = stem(at);
      const body = template === undefined ? (text ?? '') : templateText(template, title, clock());
      return create(at, body);
    },
    daily({ date }: Params<'note.daily'>): Result<'note.daily'> {
      const day = date === undefined ? clock() : dayOf(date, clock());
      const { template, hugo } = settings.read().daily;
      const path = dailyPath(day);
      if (vault.stat(path)) return { path, created: false };
      const title = stem(path);
      const known = template !== '' && templatePath(template) !== undefined;
      const plain = hugo ? hugoDay(title, day) : '';
      const made = create(path, known ? templateText(template, title, day) : plain);
      return template === '' || known ? made : { ...made, missing: template };
    },
    /** A link to today's note, as the vault wants links; one that is not there yet has the name that it will have. */
    dailyLink({ source }: Params<'daily.link'>): Result<'daily.link'> {
      const path = dailyPath(clock());
      const known = files.get(path) !== undefined;
      const { format, markdown } = settings.read().links;
      const candidates = known ? files.candidates : () => [path];
      return { link: linkTextFor(path, { source, candidates, format, markdown }) };
    },
    templates(): Result<'template.list'> {
      const { folder } = settings.read().templates;
      const notes = files.below(folder).filter((row) => folder !== '' && row.note);
      return notes.map((row) => ({ path: row.path, name: row.name }));
    },
    template: ({ template, note }: Params<'template.text'>): Result<'template.text'> => ({
      text: templateText(template, stem(note), clock()),
    }),
    facts(path: string): Result<'note.facts'> {
      const file = row(path);
      const facts = scanNote(vault.read(path).text, file.name);
      return {
        path,
        name: file.name,
        title: facts.title,
        aliases: facts.aliases,
        tags: unique(facts.tags.map((tag) => tag.name)),
        properties: (facts.frontMatter?.properties ?? []).map(({ name, type, value }) => ({
          name,
          type,
          value,
        })),
        headings: facts.headings.map(({ level, text, line }) => ({ level, text, line })),
        blocks: facts.blocks.flatMap(({ id, line }) => (id === undefined ? [] : [{ id, line }])),
        tasks: facts.tasks.map(({ line, status, text }) => ({ line, status, text })),
        words: facts.words,
        characters: facts.characters,
        links: linkRows(links.from(file.id)),
      };
    },
    fragments,
    links: (path: string) => linkRows(links.from(row(path).id)),
    /** Of the whole vault. */
    async allLinks(pace: Pace): Promise<Result<'link.list'>> {
      const found = fragments();
      const all: Result<'link.list'> = [];
      const total = files.counts().notes;
      for (const { links: some, looked } of links.all()) {
        for (const link of linkRows(some, found)) all.push(link);
        pace.check();
        await pace.rest(looked, total);
      }
      return all;
    },
    setProperty({ path, name, value, type }: Params<'property.set'>): Result<'property.set'> {
      const file = vault.read(path);
      if (file.readOnly)
        throw new AppError('read-only', `${path} is read-only`, { path, why: file.readOnly });
      const edits =
        value === undefined
          ? unsetProperty(file.text, name)
          : setProperty(file.text, name, value, type ?? typeOfNew(file.text, name, value));
      if (edits.length > 0) {
        const text = applyEdits(file.text, edits);
        history.editing(path, text, file.hash, () => vault.write(path, text, file.hash));
        keepUp.take([path]);
      }
      return { path, ...property(vault.read(path).text, name) };
    },
    property: (path: string, name: string) => ({ path, ...property(vault.read(path).text, name) }),
    createFolder(path: string): { path: string } {
      vault.createFolder(path);
      keepUp.take([path]);
      return { path };
    },
  };

  function folderFor({ folder, beside }: Params<'note.create'>): string {
    return folder ?? settings.read().newNotes.folder ?? (beside === undefined ? '' : dirname(beside));
  }

  function named(params: Params<'note.create'>): string | undefined {
    const { name } = params;
    return name === undefined ? undefined : [folderFor(params), name].filter(Boolean).join('/');
  }

  function untitled(folder: string): string {
    const at = (name: string) => (folder === '' ? name : `${folder}/${name}`);
    return at(freeName('Untitled', '.md', (name) => standing(at(name)) !== undefined));
  }
}

export type Notes = ReturnType<typeof createNotes>;

function property(text: string, name: string): Omit<Result<'property.set'>, 'path'> {
  const found = readFrontMatter(text)?.properties.find((one) => one.name === name);
  return found ? { name, type: found.type, value: found.value } : { name, type: 'null', value: null };
}

/** `2025-08-06` at this time of day; `today`, `yesterday` and `tomorrow` too. */
function dayOf(date: string, now: Date): Date {
  const offset = { today: 0, yesterday: -1, tomorrow: 1 }[date];
  const day = new Date(now);
  if (offset !== undefined) {
    day.setDate(day.getDate() + offset);
    return day;
  }
  const [, year, month, date_] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const wanted = new Date(
    Number(year),
    Number(month) - 1,
    Number(date_),
    now.getHours(),
    now.getMinutes(),
    now.getSeconds(),
  );
  if (year === undefined || wanted.getMonth() !== Number(month) - 1) {
    throw new AppError('invalid-params', `"${date}" is no date: write YYYY-MM-DD`, { date });
  }
  return wanted;
}

/** Each once whatever its case; the first casing seen is shown. */
function unique(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
}

/** What is long and plain goes as it is kept, and is a string first where it is shown. */
function toSend(file: NoteFile): string | Uint8Array {
  const { bytes, bom, readOnly } = file;
  const isPlain = !bom && readOnly !== 'not-utf8';
  return isPlain && bytes && bytes.length >= 2 * longText ? utf16Of(bytes) : file.text;
}
