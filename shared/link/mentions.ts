import type { Span } from '../note/facts.ts';
import { type FoldedText, fold, foldsInPlace, foldWithMap } from '../text/fold.ts';
import { foldedUnit } from '../text/unit-kinds.ts';
import { isOrdinaryWord } from './english-words.ts';
import { LongerWords } from './longer-words.ts';
import { fitsEdges, isBesideWord, type NameEnds, nameEnds } from './mention-edges.ts';
import { PathPlaces } from './mention-paths.ts';
import { isAsciiSolid, Surroundings } from './surroundings.ts';
import { TrieNodes } from './trie-nodes.ts';

/** A place where a name stands in plain text. */
export interface NameMatch<T> {
  from: number;
  to: number;
  /** The name as it was first given. */
  name: string;
  /** Everything that has this name. */
  targets: readonly T[];
  /** Inside a longer word of Chinese: to be shown last, and not linked in bulk. */
  weak: boolean;
}

/** A set of names, each of one or more targets, and the search for all of them in a text. */
export interface NameTrie<T> {
  add(name: string, target: T): void;
  /** Undo one `add` of the same name and target. */
  remove(name: string, target: T): void;
  /** All mentions in the plain text of a note, in order, without overlaps; the longest name wins at a place. */
  find(text: string, prose: readonly Span[]): NameMatch<T>[];
  /**
   * As `find`, only in the spans that one of these names may stand in: all mentions of the names are among those found.
   * Where one name is sought in many texts it costs a fraction.
   */
  findNear(names: Names, text: string, prose: readonly Span[]): NameMatch<T>[];
}

/** Some names, to be looked for quickly. */
export type Names = TrieNodes;

/** The names among these that are looked for at all. */
export function namesToFind(names: readonly string[]): Names {
  const nodes = new TrieNodes();
  for (const name of names) if (isMentionable(name)) nodes.grow(fold(name).trim());
  return nodes;
}

interface Entry<T> {
  name: string;
  counts: Map<T, number>;
  /** The keys of `counts`. */
  targets: readonly T[];
  ends: NameEnds;
  /** An ordinary English word, which is no name in English text. */
  ordinary: boolean;
}

interface Known<T> {
  nodes: TrieNodes;
  /** By node. */
  entries: readonly (Entry<T> | undefined)[];
  longerWords: LongerWords;
}

/** Whether mentions of a name are looked for at all: not of one character, of digits or of punctuation alone. */
export function isMentionable(name: string): boolean {
  const folded = fold(name).trim();
  return [...folded].length > 1 && /[\p{L}\p{So}]|\p{N}.*[^\p{N}]|[^\p{N}].*\p{N}/u.test(folded);
}

/** An empty set of names. Changes cost by the length of the name, a search by the length of the text. */
export function createNameTrie<T>(): NameTrie<T> {
  const nodes = new TrieNodes();
  const entries: (Entry<T> | undefined)[] = [];
  const longerWords = new LongerWords();
  const known: Known<T> = { nodes, entries, longerWords };

  function newEntry(name: string, folded: string): Entry<T> {
    const ordinary = /^[a-z]+$/.test(folded) && isOrdinaryWord(folded);
    return { name, counts: new Map(), targets: [], ends: nameEnds(folded), ordinary };
  }

  function change(entry: Entry<T>, target: T, by: 1 | -1): void {
    const count = (entry.counts.get(target) ?? 0) + by;
    if (count > 0) entry.counts.set(target, count);
    else entry.counts.delete(target);
    entry.targets = [...entry.counts.keys()];
  }

  return {
    add(name, target) {
      if (!isMentionable(name)) return;
      const folded = fold(name).trim();
      const node = nodes.grow(folded);
      const entry = entries[node] ?? newEntry(name, folded);
      entries[node] = entry;
      change(entry, target, 1);
    },
    remove(name, target) {
      const node = nodes.find(fold(name).trim());
      const entry = entries[node];
      if (!entry?.counts.has(target)) return;
      change(entry, target, -1);
      if (entry.targets.length === 0) entries[node] = undefined;
    },
    find: (text, prose) => new Search(known, text, prose).run(),
    findNear: (names, text, prose) => new Search(known, text, prose).run(names),
  };
}

/** One walk over one text. */
class Search<T> {
  readonly #nodes: TrieNodes;
  readonly #entries: readonly (Entry<T> | undefined)[];
  readonly #text: string;
  readonly #prose: readonly Span[];
  readonly #around: Surroundings;
  readonly #paths: PathPlaces;
  readonly #longerWords: LongerWords;
  readonly #map: FoldedText | undefined;
  /** The text itself where each of its units folds in its place: then it is folded unit by unit. */
  readonly #folded: string;
  readonly #found: NameMatch<T>[] = [];

  constructor({ nodes, entries, longerWords }: Known<T>, text: string, prose: readonly Span[]) {
    this.#map = foldsInPlace(text) ? undefined : foldWithMap(text);
    this.#folded = this.#map?.text ?? text;
    this.#nodes = nodes;
    this.#entries = entries;
    this.#text = text;
    this.#prose = prose;
    this.#around = new Surroundings(text, prose);
    this.#paths = new PathPlaces(text);
    this.#longerWords = longerWords;
  }

  /** @param near only spans that may hold one of these */
  run(near?: Names): NameMatch<T>[] {
    let at = 0;
    for (const { from, to } of this.#prose) {
      at = this.#index(from, at);
      const end = this.#index(to, at);
      if (near === undefined || this.#mayHold(near, at, end)) this.#walk(at, end);
      at = end;
      this.#around.near++;
    }
    return this.#found;
  }

  /** Where the original offset lies in the folded text, looking from `after` on. */
  #index(offset: number, after: number): number {
    if (!this.#map) return offset;
    const { starts } = this.#map;
    let index = after;
    while (index < starts.length && (starts[index] ?? 0) < offset) index++;
    return index;
  }

  #unit(at: number): number {
    return at < this.#folded.length ? foldedUnit(this.#folded.charCodeAt(at)) : -1;
  }

  #mayHold(names: Names, from: number, to: number): boolean {
    let unit = this.#unit(from);
    let next = this.#unit(from + 1);
    for (let at = from; at < to - 1; at++) {
      const third = this.#unit(at + 2);
      if (names.mayBegin(unit, next, third)) return true;
      unit = next;
      next = third;
    }
    return false;
  }

  #walk(from: number, to: number): void {
    const nodes = this.#nodes;
    const mapped = this.#map !== undefined;
    let inWord = false;
    let unit = this.#unit(from);
    let next = this.#unit(from + 1);
    for (let at = from; at < to - 1; ) {
      const third = this.#unit(at + 2);
      // No name begins inside a word, except where folding moved characters (M in ⑥M).
      const solid = unit < 0x80 && isAsciiSolid(unit);
      const possible = (mapped || !solid || !inWord) && nodes.mayBegin(unit, next, third);
      const end = possible ? this.#matchAt(at, to) : -1;
      inWord = solid;
      at = end < 0 ? at + 1 : end;
      unit = end < 0 ? next : this.#unit(at);
      next = end < 0 ? third : this.#unit(at + 1);
    }
  }

  /** The end of the longest name that stands at `at` by all rules, which is noted; -1 where none does. */
  #matchAt(at: number, to: number): number {
    const nodes = this.#nodes;
    const entries = this.#entries;
    let entry: Entry<T> | undefined;
    let end = -1;
    let node = TrieNodes.root;
    for (let next = at; next < to; ) {
      node = nodes.child(node, this.#unit(next));
      if (node === 0) break;
      next++;
      const named = entries[node];
      if (named === undefined || !this.#accepts(named, at, next)) continue;
      entry = named;
      end = next;
    }
    if (entry) this.#note(entry, at, end);
    return end;
  }

  #accepts(entry: Entry<T>, at: number, end: number): boolean {
    if (this.#map && splits(this.#map, at, end)) return false;
    const from = this.#map?.starts[at] ?? at;
    const to = this.#map ? (this.#map.ends[end - 1] ?? end) : end;
    if (!fitsEdges(this.#around, from, to, entry.ends)) return false;
    if (entry.ordinary && isBesideWord(this.#around, from, to)) return false;
    return !this.#paths.covers(from, to);
  }

  #note({ name, targets }: Entry<T>, at: number, end: number): void {
    const from = this.#map?.starts[at] ?? at;
    const to = this.#map ? (this.#map.ends[end - 1] ?? end) : end;
    const weak = this.#longerWords.isInside(this.#text, from, to);
    this.#found.push({ from, to, name, targets, weak });
  }
}

/** Whether a range of folded units begins or ends inside what one original character folded to. */
function splits({ starts }: FoldedText, at: number, end: number): boolean {
  return (
    (at > 0 && starts[at] === starts[at - 1]) || (end < starts.length && starts[end] === starts[end - 1])
  );
}
