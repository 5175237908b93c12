import {
  type Db,
  dropLookUps,
  makeLookUp,
  missingLookUps,
  openDatabase,
  removeDatabase,
} from './database.ts';
import { createFactStore } from './facts.ts';
import { createFiles } from './files.ts';
import { createFolders } from './folders.ts';
import { createGraphRows } from './graph-rows.ts';
import { createHanLoader } from './han-loader.ts';
import { createHeadingSpelling } from './heading-spelling.ts';
import { createLinks } from './links.ts';
import { createMentions } from './mentions.ts';
import { createParts } from './parts.ts';
import { createPathText } from './path-text.ts';
import { createSearchIndex } from './search.ts';
import { createSearchFacts } from './search-facts.ts';
import { createSpare } from './spare.ts';
import { createSwitcher } from './switcher.ts';
import { createTagRows } from './tag-rows.ts';
import { createTerms } from './terms.ts';
import { createTextRows } from './text-rows.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWords } from './words.ts';

const tables = [
  'folders',
  'files',
  'names',
  'notes',
  'links',
  'missing',
  'mentions',
  'tags',
  'properties',
  'property_names',
  'kinds',
  'terms',
  'stale',
  'parts',
  'words',
  'labels',
];

/** How long (ms) another process is waited for, between calls and in the middle of one. */
const longWait = 60_000;
const shortWait = 1_000;

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code);

/** Another process holds the index: the same work can be done later. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

/** There is no room for the index: the vault itself may have some. */
export const isFull = (error: unknown): boolean => codeOf(error) === 'SQLITE_FULL';

/** The file of the index was cut or written over: it has to be made anew. */
export const isDamaged = (error: unknown): boolean => /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test(codeOf(error));

/** Looks every millisecond: a process at long work lets others in for a few of them only. */
async function begin(db: Db): Promise<void> {
  const until = performance.now() + longWait;
  for (;;) {
    try {
      db.pragma('busy_timeout = 0');
      db.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
    } finally {
      db.pragma(`busy_timeout = ${shortWait}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/**
 * Open the index of a vault, or make it anew where it cannot be used.
 * @throws AppError `no-access`, `no-space` where `dataDir` cannot be written
 */
export function openStore(file: string, dataDir: string): Store {
  const db = openDatabase(file, dataDir);
  try {
    return createStore(db);
  } catch (error) {
    db.close();
    if (isBusy(error)) throw error;
    // Noise in the middle shows when the tables are first asked for.
    removeDatabase(file);
    return createStore(openDatabase(file, dataDir));
  }
}

/** The tables of one open index, each with what can be asked of it. */
export function createStore(db: Db) {
  db.pragma(`busy_timeout = ${shortWait}`);
  const folders = createFolders(db);
  const files = createFiles(db, folders);
  const links = createLinks(db, files);
  const tags = createTagRows(db);
  const facts = createFactStore(db, links, tags);
  const mentions = createMentions(db);
  const hanForms = createHanLoader();
  const terms = createTerms(db);
  const vocabulary = createVocabulary(db);
  const searchFacts = createSearchFacts(db);
  const parts = createParts(db);
  const search = createSearchIndex(db, { files, folders, vocabulary, parts });

  const anyNote = db.prepare('SELECT 1 FROM notes LIMIT 1');

  /** What is remembered of the tables while writing; another process may have changed them since. */
  let version: unknown;
  function recall(): void {
    const now = db.pragma('data_version', { simple: true });
    if (now !== version) {
      links.forgetNames();
      searchFacts.forgetNames();
    }
    version = now;
    mentions.recall();
  }

  function forget(): void {
    facts.forgetNames();
    mentions.forgetNames();
    links.forgetNames();
    searchFacts.forgetNames();
    terms.forget();
    links.forgetCounts();
    mentions.forgetCounts();
    tags.forget();
  }

  return {
    db,
    folders,
    files,
    facts,
    links,
    mentions,
    switcher: createSwitcher(db, facts, hanForms),
    hanForms,
    terms,
    words: createWords(db, vocabulary, parts),
    vocabulary,
    search,
    headingSpelling: createHeadingSpelling(vocabulary, search, facts),
    searchFacts,
    textRows: createTextRows(db),
    spare: createSpare(db),
    graph: createGraphRows(db, links),
    paths: createPathText(db, facts.namesRevision),
    /** Nothing was read yet. */
    isFresh: () => anyNote.get() === undefined,
    /** What nothing is taken in by goes, while much is taken in for the first time. */
    dropLookUps: () => dropLookUps(db),
    /** Names of those that are not there, each to be made by itself, since it takes a while. */
    missingLookUps: () => missingLookUps(db),
    makeLookUp: (name: string) => makeLookUp(db, name),
    /** Empty every table. */
    clear(): void {
      db.transaction(() => {
        for (const table of tables) db.exec(`DELETE FROM ${table}`);
      }).immediate();
      forget();
    },
    /**
     * Run `work` as one transaction that lets calls in between: what they write becomes part of it.
     * Never two at a time. Another process that writes is waited for without holding up calls.
     */
    async longTransaction<T>(work: () => Promise<T>): Promise<T> {
      await begin(db);
      recall();
      try {
        const result = await work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        forget();
        throw error;
      }
    },
    /** Run `work` as one transaction; another process that writes is waited for. */
    transaction<T>(work: () => T): T {
      try {
        return db
          .transaction(() => {
            recall();
            return work();
          })
          .immediate();
      } catch (error) {
        // What is remembered may be of what was taken back.
        forget();
        throw error;
      }
    },
  };
}

export type Store = ReturnType<typeof createStore>;
