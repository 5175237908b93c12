import type { NoteFacts, PropertyValue } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import { sameRows } from './same-rows.ts';

/** Properties as rows, their values as JSON, and the kinds of what a note has. */
export interface SearchRows {
  properties: { key: string; name: string; value: string }[];
  kinds: string[];
}

export function searchRows(facts: Pick<NoteFacts, 'frontMatter' | 'tasks' | 'blocks'>): SearchRows {
  const properties = facts.frontMatter?.properties ?? [];
  return {
    properties: properties.map(({ name, value }) => ({
      key: fold(name),
      name,
      value: JSON.stringify(value),
    })),
    kinds: [...kindsOf(facts)],
  };
}

interface ValueRow {
  file: number;
  seq: number;
  value: string;
}

/** Values of one property that are read at once. */
const valuesAtOnce = 2_000;

/**
 * What only search asks of a note: its properties with their values, and of which kinds it has anything. Values lie
 * together by property, as they are asked for; those of one note are looked up by all names that there are.
 */
export function createSearchFacts(db: Db) {
  const ofFile = 'file = ? AND name IN (SELECT id FROM property_names)';
  const ofKey = 'name IN (SELECT id FROM property_names WHERE key = ?)';
  const clearProperties = db.prepare(`DELETE FROM properties WHERE ${ofFile}`);
  const clearKinds = db.prepare('DELETE FROM kinds WHERE file = ?');
  const putProperty = db.prepare('INSERT INTO properties (name, file, seq, value) VALUES (?, ?, ?, ?)');
  const putName = db.prepare('INSERT OR IGNORE INTO property_names (key, text) VALUES (?, ?)');
  const idOfName = db.prepare<[string], number>('SELECT id FROM property_names WHERE text = ?').pluck();
  const putKind = db.prepare('INSERT OR IGNORE INTO kinds (file, kind) VALUES (?, ?)');
  const withKey = db.prepare<[string], number>(`SELECT DISTINCT file FROM properties WHERE ${ofKey}`).pluck();
  const valuesOf = db
    .prepare<[string], string>(`SELECT DISTINCT value FROM properties WHERE ${ofKey}`)
    .pluck();
  const withValues = db
    .prepare<[string, string], number>(
      `SELECT DISTINCT file FROM properties WHERE ${ofKey} AND value IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const valuesAmong = db.prepare<[string, string], { file: number; value: string }>(
    `SELECT file, properties.value FROM json_each(?) AS wanted CROSS JOIN properties ON properties.file = wanted.value
     AND properties.${ofKey}`,
  );
  const idsOfKey = db.prepare<[string], number>('SELECT id FROM property_names WHERE key = ?').pluck();
  const valuesAfter = db.prepare<[number, number, number], ValueRow>(
    `SELECT file, seq, value FROM properties WHERE name = ? AND (file, seq) > (?, ?)
     ORDER BY file, seq LIMIT ${valuesAtOnce}`,
  );
  const names = db.prepare<[], { name: string; notes: number }>(
    // Counted name by name, along the order of the rows: a fifth of the time of counting all together.
    `SELECT min(text) AS name, sum((SELECT count(*) FROM properties WHERE name = property_names.id)) AS notes
     FROM property_names GROUP BY key HAVING notes > 0 ORDER BY notes DESC, key`,
  );
  const values = db.prepare<[string], { value: string; notes: number }>(
    `SELECT value, count(*) AS notes FROM properties WHERE ${ofKey} GROUP BY value ORDER BY notes DESC LIMIT 200`,
  );
  const kinds = db.prepare<[string, string], { kind: string; notes: number }>(
    'SELECT kind, count(*) AS notes FROM kinds WHERE kind >= ? AND kind < ? GROUP BY kind ORDER BY notes DESC, kind',
  );

  const propertiesOf = db.prepare<[number], object>(
    `SELECT name, seq, value FROM properties WHERE ${ofFile}`,
  );
  const kindsIn = db.prepare<[number], { kind: string }>('SELECT kind FROM kinds WHERE file = ?');

  /** Numbers of names, as they are written. */
  const numbers = new Map<string, number>();

  /** Asked inside a transaction alone. */
  function numberOf(key: string, name: string): number {
    let known = numbers.get(name);
    if (known === undefined) {
      putName.run(key, name);
      known = idOfName.get(name) as number;
      numbers.set(name, known);
    }
    return known;
  }

  function clear(file: number): void {
    clearProperties.run(file);
    clearKinds.run(file);
  }

  return {
    clear,
    put(file: number, { properties, kinds: present }: SearchRows, fresh: boolean): void {
      const rows = properties.map(({ key, name, value }, seq) => ({ name: numberOf(key, name), seq, value }));
      if (fresh || !sameRows(propertiesOf.all(file), rows)) {
        if (!fresh) clearProperties.run(file);
        for (const { name, seq, value } of rows) putProperty.run(name, file, seq, value);
      }
      const kinds = present.map((kind) => ({ kind }));
      if (!fresh && sameRows(kindsIn.all(file), kinds)) return;
      if (!fresh) clearKinds.run(file);
      for (const { kind } of kinds) putKind.run(file, kind);
    },
    /** Files with a property of this folded name, of one of the values that pass; undefined: of any. */
    having(key: string, passes: ((value: PropertyValue) => boolean) | undefined): number[] {
      if (!passes) return withKey.all(key);
      const passing = valuesOf.all(key).filter((value) => passes(JSON.parse(value) as PropertyValue));
      return passing.length === 0 ? [] : withValues.all(key, JSON.stringify(passing));
    },
    /** The same, some at each step; a file may come more than once. */
    *havingInParts(key: string, passes: (value: PropertyValue) => boolean): Generator<number[]> {
      for (const name of idsOfKey.all(key)) {
        let last: Pick<ValueRow, 'file' | 'seq'> | undefined = { file: -1, seq: 0 };
        while (last) {
          const some: ValueRow[] = valuesAfter.all(name, last.file, last.seq);
          last = some.at(-1);
          yield some.flatMap(({ file, value }) => (passes(JSON.parse(value) as PropertyValue) ? [file] : []));
        }
      }
    },
    /** The same of some files. */
    havingOf(
      files: readonly number[],
      key: string,
      passes: ((value: PropertyValue) => boolean) | undefined,
    ): number[] {
      const known = new Map<string, boolean>();
      return valuesAmong.all(JSON.stringify(files), key).flatMap(({ file, value }) => {
        const passed = known.get(value) ?? (passes ? passes(JSON.parse(value) as PropertyValue) : true);
        known.set(value, passed);
        return passed ? [file] : [];
      });
    },
    /** What was remembered of names may be untrue: another process wrote, or something was taken back. */
    forgetNames: () => numbers.clear(),
    names: () => names.all(),
    /** The values most often given to a property, as JSON. */
    values: (key: string) => values.all(key),
    /** Languages of fenced code, the most used first. */
    langs: () => kinds.all('lang:', 'lang;').map(({ kind, notes }) => ({ lang: kind.slice(5), notes })),
  };
}

export type SearchFacts = ReturnType<typeof createSearchFacts>;

function kindsOf({ tasks, blocks }: Pick<NoteFacts, 'tasks' | 'blocks'>): Set<string> {
  const kinds = new Set<string>();
  for (const { status } of tasks) kinds.add('task').add(status === ' ' ? 'task-todo' : 'task-done');
  for (const { kind, lang } of blocks) if (kind === 'code' && lang) kinds.add(`lang:${lang}`);
  return kinds;
}
