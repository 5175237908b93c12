import { AppError } from '../contract/errors.ts';
import type { Span } from '../note/facts.ts';
import { fold } from '../text/fold.ts';
import { dateMatches, localDay } from './dates.ts';
import { type Found, fieldsOf, refine, scoreParts } from './found.ts';
import { casedForm, Haystack, type Needle } from './haystack.ts';
import { apartSpans, highlightLines, type MatchBlock, mergeSpans } from './highlight.ts';
import { NotePlaces, type Place, type PlaceText, type SearchNote } from './places.ts';
import { matchingProperties } from './property-test.ts';
import type { ScoreParts } from './rank.ts';
import { findRegex, type Guard } from './regex.ts';
import type { Code, GraphTest, Narrowed, Query, QueryNode, RegexTerm, Tag, Term } from './syntax.ts';

export type { SearchNote } from './places.ts';

/** What search asks of the graph of links. Names are as written in the query: a name, an alias, a path. */
export interface SearchWorld {
  /** Paths of the notes that link to a note. */
  linksTo(target: string): ReadonlySet<string>;
  /** Paths of the notes that mention a note without linking it there. */
  mentions(target: string): ReadonlySet<string>;
  /** Paths of the notes that link to no note and are linked from none. */
  orphans(): ReadonlySet<string>;
  /** Paths of the notes that hold a link whose target or fragment is not there. */
  broken(): ReadonlySet<string>;
}

export interface MatchOptions {
  /** Without it, a query that asks of links is refused as `unsupported`. */
  world?: SearchWorld;
  /** Runs a regular expression that may not end, and stops it; without it such expressions are refused. */
  runRegex?: Guard;
  /** The day that `last-week` is seen from, `YYYY-MM-DD`; default: now, by the clock of this machine. */
  today?: string;
}

export interface NoteMatch {
  /** Where it was found, the weightiest first; empty where the query asks of no text. */
  fields: string[];
  /** Places in the text that are highlighted; 0 where only the name or another field matches. */
  count: number;
  /** The first lines with such places; ranges are UTF-16 units of `text`. */
  matches: MatchBlock[];
  /** What `rank` weighs. */
  parts: ScoreParts;
}

export interface Matcher {
  /** Whether the note is a hit: no more than that is found out. */
  test(note: SearchNote): boolean;
  /** Where its terms stand in the text of a hit, in order, apart from each other; [] where the note is none. */
  places(note: SearchNote): Span[];
  /** Undefined where the note is no hit. `maxBlocks` (default 5) limits `matches`; 0 saves their making. */
  match(note: SearchNote, maxBlocks?: number): NoteMatch | undefined;
}

type Test = (place: Place, note: NotePlaces) => Found[] | undefined;

interface Compilation extends MatchOptions {
  today: string;
  /** Text terms so far: each has its number in `Found.term`. */
  terms: number;
}

/**
 * Make a query ready to be asked of many notes. Throws `unsupported` where it asks of links without a world.
 */
export function compileQuery(query: Query, options: MatchOptions = {}): Matcher {
  const state = { ...options, today: options.today ?? localDay(Date.now()), terms: 0 };
  const test = compile(query.root, state);
  return {
    test(note) {
      const places = new NotePlaces(note);
      return test(places.whole, places) !== undefined;
    },
    places(note) {
      const places = new NotePlaces(note);
      const found = test(places.whole, places) ?? [];
      const spans = found.flatMap(({ term, span }) => (term === undefined || !span ? [] : [span]));
      return apartSpans(spans);
    },
    match(note, maxBlocks = 5) {
      const places = new NotePlaces(note);
      const raw = test(places.whole, places);
      if (!raw) return undefined;
      const found = refine(raw, note);
      const spans = mergeSpans(found.flatMap(({ span }) => span ?? []));
      return {
        fields: fieldsOf(found),
        count: spans.length,
        matches: highlightLines(note.text, spans, maxBlocks),
        parts: scoreParts(found, note, state.terms),
      };
    },
  };
}

function compile(node: QueryNode, state: Compilation): Test {
  switch (node.kind) {
    case 'and':
      return all(node.nodes, state);
    case 'or':
      return any(node.nodes, state);
    case 'not':
      return none(compile(node.node, { ...state }));
    case 'term':
      return findTerm(node, state);
    case 'regex':
      return findPattern(node, state);
    case 'field':
      return narrow(node, state);
    case 'code':
      return inCode(node, state);
    case 'tag':
      return hasTag(node);
    case 'property':
      return (_, { note }) =>
        matchingProperties(note.facts(), node, state.runRegex)?.map(({ span }) => ({
          field: 'property',
          span,
        }));
    case 'date':
      return (_, { note }) => {
        const day = node.field === 'date' ? note.date : localDay(note[node.field]);
        // An attachment is of no date.
        return day !== '' && dateMatches(day, node, state.today) ? [] : undefined;
      };
    case 'graph':
      return inGraph(node, state.world);
  }
}

function all(nodes: QueryNode[], state: Compilation): Test {
  const tests = nodes.map((node) => ({ cost: cost(node), test: compile(node, state) }));
  tests.sort((a, b) => a.cost - b.cost);
  return (place, note) => {
    const found: Found[] = [];
    for (const { test } of tests) {
      const more = test(place, note);
      if (!more) return undefined;
      found.push(...more);
    }
    return found;
  };
}

/** What needs neither the text nor its parse is asked first. */
function cost(node: QueryNode): number {
  if (node.kind === 'date' || node.kind === 'graph') return 0;
  if (node.kind === 'field') return node.field === 'path' || node.field === 'file' ? 0 : 3;
  return node.kind === 'term' ? 1 : node.kind === 'regex' ? 2 : 3;
}

function any(nodes: QueryNode[], state: Compilation): Test {
  const tests = nodes.map((node) => compile(node, state));
  return (place, note) => {
    const found = tests.map((test) => test(place, note)).filter((result) => result !== undefined);
    return found.length > 0 ? found.flat() : undefined;
  };
}

const none =
  (test: Test): Test =>
  (place, note) =>
    test(place, note) ? undefined : [];

function findTerm(term: Term, state: Compilation): Test {
  const folded = fold(term.text);
  if (folded === '') return () => [];
  const number = state.terms++;
  const needle = needleOf(term, folded);
  const find = (hay: Haystack) => hay.find(needle);
  return ({ texts }, { note }) => {
    const found = texts.flatMap((text) => findIn(text, note, number, find, folded));
    return found.length > 0 ? found : undefined;
  };
}

function needleOf({ text, inside, matchCase }: Term, folded = fold(text)): Needle {
  return { folded, inside, cased: matchCase ? casedForm(text) : undefined };
}

/** What must stand in a part of a note for the node to hold there, as far as that is plain to see. */
function needed(node: QueryNode | undefined): Needle[] {
  if (node?.kind === 'and') return node.nodes.flatMap(needed);
  if (node?.kind !== 'term' || fold(node.text) === '' || node.text.includes('\n')) return [];
  return [needleOf(node)];
}

function findIn(
  text: PlaceText,
  note: SearchNote,
  term: number,
  find: (hay: Haystack) => Span[],
  folded?: string,
): Found[] {
  const { field, offset, source, hay } = text;
  const spans = find(hay);
  if (spans.length === 0) return [];
  const whole = offset === undefined && hay.folded === folded;
  if (offset !== undefined) {
    return spans.map(({ from, to }) => ({ field, term, span: { from: from + offset, to: to + offset } }));
  }
  if (!source) return [{ field, term, whole }];
  const shown = find(new Haystack(note.text.slice(source.from, source.to)));
  if (shown.length === 0) return [{ field, term, span: source }];
  return shown.map(({ from, to }) => ({
    field,
    term,
    span: { from: from + source.from, to: to + source.from },
  }));
}

function findPattern(node: RegexTerm, state: Compilation): Test {
  const regex = new RegExp(node.source, node.flags);
  const number = state.terms++;
  const find = (hay: Haystack) => findRegex(regex, hay.raw, node.span, state.runRegex);
  return (place, places) => {
    // At the level of the note a pattern is over the text alone.
    const texts = place === places.whole ? [places.text] : place.texts;
    const found = texts.flatMap((text) => findIn(text, places.note, number, find));
    return found.length > 0 ? found : undefined;
  };
}

function narrow({ field, node }: Narrowed, state: Compilation): Test {
  const test = compile(node, state);
  const needles = needed(node);
  return (_, note) => somewhere(note.of(field, needles), test, note);
}

function inCode({ lang, node }: Code, state: Compilation): Test {
  const test = node ? compile(node, state) : undefined;
  const needles = needed(node);
  return (_, note) => {
    const places = note.code(lang, needles);
    if (test) return somewhere(places, test, note);
    return places.length > 0 ? places.map(({ span }) => ({ field: 'code', span })) : undefined;
  };
}

function somewhere(places: Place[], test: Test, note: NotePlaces): Found[] | undefined {
  const found = places.map((place) => test(place, note)).filter((result) => result !== undefined);
  return found.length > 0 ? found.flat() : undefined;
}

function hasTag({ tag }: Tag): Test {
  const wanted = fold(tag);
  return ({ span }, { note }) => {
    const found = note.facts().tags.filter((fact) => {
      const name = fold(fact.name);
      const inside = !span || (fact.span.from >= span.from && fact.span.to <= span.to);
      return inside && (name === wanted || name.startsWith(`${wanted}/`));
    });
    return found.length > 0 ? found.map((fact) => ({ field: 'tag', span: fact.span })) : undefined;
  };
}

function inGraph(node: GraphTest, world: SearchWorld | undefined): Test {
  if (!world) throw new AppError('unsupported', `${node.relation}: cannot be answered here`);
  let paths: ReadonlySet<string> | undefined;
  return (_, { note }) => {
    paths ??= graphPaths(node, world);
    return paths.has(note.path) ? [] : undefined;
  };
}

/** Paths of the files that pass a test of their links. */
export function graphPaths(node: GraphTest, world: SearchWorld): ReadonlySet<string> {
  if (node.relation === 'links-to') return world.linksTo(node.target);
  if (node.relation === 'mentions') return world.mentions(node.target);
  return node.relation === 'orphan' ? world.orphans() : world.broken();
}
