import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { hashBytes, removeLeftovers, writeFileAtomic } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';
import type { FileChange } from '../disk/file-change.ts';
import { makeFolder } from '../disk/make-folder.ts';
import { type JsonObject, object, strings, text } from './json-value.ts';
import {
  type ObsidianEditor,
  type ObsidianGraph,
  obsidianEditor,
  obsidianGraph,
} from './obsidian-settings.ts';

/** What a vault decides for everyone who opens it. */
export interface VaultSettings {
  /** `hugo`: a day without a template begins as Hugo reads it; in a vault of Obsidian it is empty, as there. */
  daily: { folder: string; format: string; template: string; hugo: boolean };
  /** `date` and `time`: what `{{date}}` and `{{time}}` are without a format of their own. */
  templates: { folder: string; date: string; time: string };
  /** What other editors of this vault are set to. */
  editor: ObsidianEditor;
  graph: ObsidianGraph | undefined;
  /** What a note begins with that is made of a part of another one: the path of a template. */
  composer: { template: string };
  /** `name`: a template for what is pasted. */
  attachments: { folder: string; name: string };
  /** `update`: whether links follow a rename without a question. */
  links: { format: 'shortest' | 'relative' | 'absolute'; markdown: boolean; update: boolean };
  /** null: beside the note in front. */
  newNotes: { folder: string | null };
  mentions: { show: boolean; never: JsonObject; places: JsonObject };
  /** Files kept out of search, suggestions and mentions: beginnings of paths, and `/expressions/`. */
  excluded: string[];
  /** `all`: files are listed also where nothing here can show them. */
  files: { all: boolean };
  /** Types that people gave to properties, by name: `text`, `multitext`, `number`, `checkbox`, `date`, `datetime`, `tags`, `aliases`. */
  propertyTypes: { [name: string]: string };
}

export interface SettingsFile {
  /** Ours over what `.obsidian` says over the defaults; read anew at each call, since people edit and sync these files. */
  read(): VaultSettings;
  /** Our own document as it stands, unknown keys included. */
  document(): JsonObject;
  /** Merge top-level keys into our document; null removes a key. */
  write(changes: JsonObject): JsonObject;
  /** What `write` would do to the file that is there, as a part of a change of many files. */
  planWrite(changes: JsonObject): FileChange['writes'][number];
  /** Types given to names of properties: ours (`properties.types`) over those of Obsidian's `types.json`. */
  propertyTypes(): Record<string, string>;
  /** Text of `.commonplace/hugo.toml`, where there is one. */
  hugo(): string | undefined;
  writeHugo(text: string): void;
  /** Whether another program has changed one of these files since it was asked last, or they were written here. */
  changedOutside(): boolean;
}

/**
 * The settings of the vault in `dir`: `.commonplace/` is ours, `.obsidian/` is read and never written.
 * What a process that was killed left in `.commonplace/`, where no walk comes by, is removed.
 */
export function openSettings(dir: string): SettingsFile {
  const path = '.commonplace/settings.json';
  const obsidian = join(dir, '.obsidian');
  const own = join(dir, path);
  const hugo = join(dir, '.commonplace', 'hugo.toml');
  removeLeftovers(join(dir, '.commonplace'));
  const readObject = createObjectReader();
  const files = [own, hugo, ...obsidianFiles.map((name) => join(obsidian, name))];
  let seen = stampOf(files);
  const document = () => readObject(own) ?? {};
  const save = (file: string, text: string) => {
    onDisk(file, () => makeFolder(join(dir, '.commonplace')));
    writeFileAtomic(file, text);
    seen = stampOf(files);
  };
  return {
    read: () =>
      combine(
        document(),
        (name) => readObject(join(obsidian, name)),
        statOf(obsidian)?.isDirectory() ?? false,
      ),
    document,
    write(changes) {
      if (existsSync(own) && !readObject(own)) {
        throw new AppError(
          'blocked',
          '.commonplace/settings.json is no JSON object: mend or remove it first',
        );
      }
      const merged = merge(document(), changes);
      save(own, asText(merged));
      return merged;
    },
    planWrite: (changes) => ({
      path,
      before: hashBytes(readFileSync(own)),
      text: asText(merge(document(), changes)),
    }),
    propertyTypes() {
      const theirs = object(readObject(join(obsidian, 'types.json'))?.types);
      const types = { ...theirs, ...object(object(document().properties).types) };
      return Object.fromEntries(
        Object.entries(types).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    },
    hugo: () => (existsSync(hugo) ? readFileSync(hugo, 'utf8') : undefined),
    writeHugo: (text) => save(hugo, text),
    changedOutside() {
      const now = stampOf(files);
      const changed = now !== seen;
      seen = now;
      return changed;
    },
  };
}

function merge(document: JsonObject, changes: JsonObject): JsonObject {
  const merged = { ...document, ...changes };
  for (const key of Object.keys(merged)) if (merged[key] === null) delete merged[key];
  return merged;
}

const asText = (document: JsonObject) => `${JSON.stringify(document, undefined, 2)}\n`;

/** @param theirs Obsidian keeps this vault too: where it says nothing, its defaults hold, for which it writes no file. */
function combine(
  own: JsonObject,
  obsidian: (name: string) => JsonObject | undefined,
  theirs: boolean,
): VaultSettings {
  const app = obsidian('app.json');
  const dailyNotes = obsidian('daily-notes.json');
  const templates = obsidian('templates.json') ?? {};
  const ours = (section: string, key: string) => object(own[section])[key];
  const format = text(ours('links', 'format'), text(app?.newLinkFormat, 'shortest'));
  return {
    daily: {
      folder: trim(text(ours('daily', 'folder'), text(dailyNotes?.folder, theirs ? '' : 'daily'))),
      format: text(ours('daily', 'format'), text(dailyNotes?.format, '')).trim() || 'YYYY-MM-DD',
      template: trim(text(ours('daily', 'template'), text(dailyNotes?.template, ''))),
      hugo: !theirs,
    },
    templates: {
      folder: trim(text(ours('templates', 'folder'), text(templates.folder, 'templates'))),
      // Older versions wrote the keys with underscores.
      date: text(templates.dateFormat, text(templates.date_format, '')) || 'YYYY-MM-DD',
      time: text(templates.timeFormat, text(templates.time_format, '')) || 'HH:mm',
    },
    editor: obsidianEditor(obsidian),
    graph: obsidianGraph(obsidian),
    composer: {
      template: trim(text(ours('composer', 'template'), text(obsidian('note-composer.json')?.template, ''))),
    },
    attachments: {
      folder: text(
        ours('attachments', 'folder'),
        text(app?.attachmentFolderPath, theirs ? '/' : 'attachments'),
      ),
      name: text(ours('attachments', 'name'), '') || '{{note}}-{{date}}-{{time}}',
    },
    links: {
      format: format === 'relative' || format === 'absolute' ? format : 'shortest',
      markdown: (ours('links', 'markdown') ?? app?.useMarkdownLinks) === true,
      update: (ours('links', 'update') ?? app?.alwaysUpdateLinks) !== false,
    },
    newNotes: { folder: newFolder(ours('newNotes', 'folder'), theirs ? (app ?? {}) : undefined) },
    mentions: {
      show: ours('mentions', 'show') !== false,
      never: object(ours('mentions', 'never')),
      places: object(ours('mentions', 'places')),
    },
    excluded: strings(own.excluded ?? app?.userIgnoreFilters),
    files: { all: (ours('files', 'all') ?? app?.showUnsupportedFiles ?? !theirs) === true },
    propertyTypes: Object.fromEntries(
      Object.entries(object(obsidian('types.json')?.types)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/** Where nothing is said, Obsidian makes new notes in the root, and we beside the note in front. */
function newFolder(own: Json | undefined, app: JsonObject | undefined): string | null {
  if (typeof own === 'string') return trim(own);
  if (!app || app.newFileLocation === 'current') return null;
  return app.newFileLocation === 'folder' ? trim(text(app.newFileFolderPath, '')) : '';
}

/** Those of Obsidian's files that are read here. */
const obsidianFiles = [
  'app.json',
  'appearance.json',
  'daily-notes.json',
  'graph.json',
  'hotkeys.json',
  'note-composer.json',
  'templates.json',
  'types.json',
];

const stampOf = (files: readonly string[]) => files.map((file) => fileStamp(statOf(file))).join('\n');

/** The same as long as nobody has written the file. */
function fileStamp(stat: ReturnType<typeof statOf>): string {
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : '';
}

/** A file that was written so short a time (ms) ago may be written again within the same tick of its clock. */
const settled = 100;

/** Every search asks for the settings: a file is read again only where it is another by its place, size or times. */
function createObjectReader(): (file: string) => JsonObject | undefined {
  const known = new Map<string, { stamp: string; value: JsonObject | undefined }>();
  return (file) => {
    const stat = statOf(file);
    if (!stat) return undefined;
    const stamp = fileStamp(stat);
    const last = known.get(file);
    if (last?.stamp === stamp) return last.value;
    const value = readObject(file);
    if (Date.now() - stat.ctimeMs > settled) known.set(file, { stamp, value });
    return value;
  };
}

/** Undefined also where it may not be looked at. */
function statOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function readObject(file: string): JsonObject | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // Absent, or broken by hand: the defaults hold, and nothing is written over it until a setting is changed.
    return undefined;
  }
}

const trim = (value: string) => value.replace(/^\/+|\/+$/g, '');
