import type { PropertyValue } from '../../shared/note/facts.ts';
import { dateRange, localDay } from '../../shared/search/dates.ts';
import { compileQuery, graphPaths, type MatchOptions, type SearchWorld } from '../../shared/search/match.ts';
import type { Plan } from '../../shared/search/plan.ts';
import { holds } from '../../shared/search/property-test.ts';
import type { DateTest, GraphTest, PropertyTest } from '../../shared/search/syntax.ts';
import { fold } from '../../shared/text/fold.ts';
import { IdSet } from '../index/id-set.ts';
import type { Known } from '../index/search.ts';
import type { Store } from '../index/store.ts';
import { createWriteState } from '../index/write-state.ts';

type Named = Extract<Plan, { kind: 'named' }>;

/** Of no more files than this, each is looked up by its id. */
const few = 5000;

/**
 * The files that pass a test of their names, properties, dates or links, without a file being read. What is told of some
 * files alone may hold others too; of those it tells exactly.
 */
export function createSearchSets(store: Store, world: SearchWorld, options: MatchOptions) {
  const { db } = store;
  const atPaths = db
    .prepare<[string], number>('SELECT id FROM files WHERE path IN (SELECT value FROM json_each(?))')
    .pluck();
  const today = options.today ?? localDay(Date.now());
  const passesOf = ({ test }: PropertyTest) =>
    test && ((value: PropertyValue) => holds(test, { value }, options.runRegex));
  const writeState = createWriteState(db);
  /** What was found of all files, and what the index was by then. */
  const prepared = new Map<PropertyTest, { ids: number[]; state: string }>();

  function named({ field, node }: Named): number[] {
    const folded = node.kind === 'term' ? fold(node.text) : '';
    if (node.kind === 'term' && folded !== '') {
      const { clear, unclear } = store.paths.holding(field, folded, node.inside);
      if (node.matchCase) return checked([...clear, ...unclear], { field, node });
      return unclear.length === 0 ? clear : [...clear, ...checked(unclear, { field, node })];
    }
    return checked(store.paths.ids(), { field, node });
  }

  function checked(ids: readonly number[], { field, node }: Pick<Named, 'field' | 'node'>): number[] {
    const matcher = compileQuery({ text: '', root: { kind: 'field', field, node } }, options);
    return ids.filter((id) => {
      const row = store.files.byId(id);
      return row !== undefined && matcher.test({ ...row, text: '', aliases: [], facts: noFacts });
    });
  }

  function property(asked: PropertyTest, of: IdSet | undefined): number[] {
    const known = prepared.get(asked);
    if (known && known.state === writeState()) return known.ids;
    const key = fold(asked.name);
    return of
      ? store.searchFacts.havingOf([...of], key, passesOf(asked))
      : store.searchFacts.having(key, passesOf(asked));
  }

  /** Whatever is asked of all files and takes long, with other calls let in between. */
  async function prepare(plan: Plan, rest: () => Promise<void> | undefined): Promise<void> {
    for (const asked of propertiesOfAll(plan)) {
      const passes = passesOf(asked);
      if (!passes) continue;
      const state = writeState();
      const ids: number[] = [];
      for (const some of store.searchFacts.havingInParts(fold(asked.name), passes)) {
        ids.push(...some);
        await rest();
        // Nothing of this holds once somebody has written: then all are asked at once.
        if (writeState() !== state) return;
      }
      prepared.set(asked, { ids, state });
    }
  }

  function dated(test: DateTest, of: IdSet | undefined): IdSet {
    const { first, last } = dateRange(test.value, today);
    const [from, to] = limitsOf(test.op, first, last);
    const some = of ? 'id IN (SELECT value FROM json_each(?)) AND' : '';
    const select = (condition: string, ...values: (string | number)[]) => {
      const ids = db
        .prepare<unknown[], string | null>(
          `SELECT group_concat(id, ' ') FROM files WHERE ${some} ${condition}`,
        )
        .pluck()
        .get(...(of ? [JSON.stringify([...of])] : []), ...values);
      return IdSet.from(store.search.limit(), ids ?? null);
    };
    if (test.field === 'date') {
      return select("date >= ? AND date <= ? AND date != ''", from ?? '', to ?? '\u{10ffff}');
    }
    const column = test.field === 'created' ? 'created' : 'modified';
    return select(
      `${column} >= ? AND ${column} < ?`,
      from ? midnight(from, 0) : Number.NEGATIVE_INFINITY,
      to ? midnight(to, 1) : Number.POSITIVE_INFINITY,
    );
  }

  function linked(test: GraphTest): number[] {
    return atPaths.all(JSON.stringify([...graphPaths(test, world)]));
  }

  return {
    prepare,
    of(plan: Known, of?: IdSet): Iterable<number> {
      const some = of && of.size <= few ? of : undefined;
      if (plan.kind === 'named') return named(plan);
      if (plan.kind === 'property') return property(plan.test, some);
      return plan.kind === 'date' ? dated(plan.test, some) : linked(plan.test);
    },
  };
}

/** Tests of properties that nothing beside them narrows. */
function propertiesOfAll(plan: Plan): PropertyTest[] {
  if (plan.kind === 'property') return [plan.test];
  if (plan.kind === 'not' || plan.kind === 'maybe') return propertiesOfAll(plan.node);
  if (plan.kind === 'or') return plan.nodes.flatMap(propertiesOfAll);
  if (plan.kind !== 'and') return [];
  const nots = plan.nodes.filter(({ kind }) => kind === 'not');
  const alone = plan.nodes.every(({ kind }) => kind === 'property' || kind === 'not');
  return (alone ? plan.nodes : nots).flatMap(propertiesOfAll);
}

const noFacts = (): never => {
  throw new Error('A name has no facts');
};

/** First and last day that pass; undefined: no end on that side. */
function limitsOf(op: DateTest['op'], first: string, last: string): [string | undefined, string | undefined] {
  if (op === '<') return [undefined, shifted(first, -1)];
  if (op === '>') return [shifted(last, 1), undefined];
  if (op === '<=') return [undefined, last];
  return op === '>=' ? [first, undefined] : [first, last];
}

function shifted(day: string, days: number): string {
  return localDay(midnight(day, days));
}

/** The beginning of a day, so many days later, by the clock of this machine. */
function midnight(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}
