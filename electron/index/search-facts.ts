import type { NoteFacts, PropertyValue } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

export interface PropertyRow {
  file: number;
  /** JSON. */
  value: string;
}

/** What only search asks of a note: its properties with their values, and of which kinds it has anything. */
export function createSearchFacts(db: Db) {
  const clearProperties = db.prepare('DELETE FROM properties WHERE file = ?');
  const clearKinds = db.prepare('DELETE FROM kinds WHERE file = ?');
  const putProperty = db.prepare(
    'INSERT INTO properties (key, file, seq, name, value) VALUES (?, ?, ?, ?, ?)',
  );
  const putKind = db.prepare('INSERT OR IGNORE INTO kinds (kind, file) VALUES (?, ?)');
  const ofKey = db.prepare<[string], PropertyRow>('SELECT file, value FROM properties WHERE key = ?');
  const names = db.prepare<[], { name: string; notes: number }>(
    'SELECT min(name) AS name, count(DISTINCT file) AS notes FROM properties GROUP BY key ORDER BY notes DESC, key',
  );
  const values = db.prepare<[string], { value: string; notes: number }>(
    'SELECT value, count(*) AS notes FROM properties WHERE key = ? GROUP BY value ORDER BY notes DESC LIMIT 200',
  );
  const kinds = db.prepare<[string, string], { kind: string; notes: number }>(
    'SELECT kind, count(*) AS notes FROM kinds WHERE kind >= ? AND kind < ? GROUP BY kind ORDER BY notes DESC, kind',
  );

  function clear(file: number): void {
    clearProperties.run(file);
    clearKinds.run(file);
  }

  return {
    clear,
    put(file: number, facts: NoteFacts): void {
      clear(file);
      (facts.frontMatter?.properties ?? []).forEach(({ name, value }, seq) => {
        putProperty.run(fold(name), file, seq, name, JSON.stringify(value));
      });
      for (const kind of kindsOf(facts)) putKind.run(kind, file);
    },
    /** By its folded name. */
    ofKey: (key: string) => ofKey.all(key),
    names: () => names.all(),
    /** The values most often given to a property, as JSON. */
    values: (key: string) => values.all(key),
    /** Languages of fenced code, the most used first. */
    langs: () => kinds.all('lang:', 'lang;').map(({ kind, notes }) => ({ lang: kind.slice(5), notes })),
  };
}

export type SearchFacts = ReturnType<typeof createSearchFacts>;

function kindsOf({ tasks, blocks }: NoteFacts): Set<string> {
  const kinds = new Set<string>();
  for (const { status } of tasks) kinds.add('task').add(status === ' ' ? 'task-todo' : 'task-done');
  for (const { kind, lang } of blocks) if (kind === 'code' && lang) kinds.add(`lang:${lang}`);
  return kinds;
}

/** A value as the index keeps it. */
export const propertyValue = (row: PropertyRow): PropertyValue => JSON.parse(row.value) as PropertyValue;
