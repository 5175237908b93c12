import type { Target } from '../../shared/hugo/settings.ts';
import type { LinkAim, PageContext } from '../../shared/hugo/transform/context.ts';
import type { LinkFact } from '../../shared/note/facts.ts';
import type { PageAddress, Placement } from './attachments.ts';
import type { Made, Memory } from './memory.ts';
import { type PageAnchors, readAnchors } from './pages.ts';
import type { VaultReader } from './reader.ts';
import type { Site } from './site.ts';
import type { World } from './world.ts';

type Link = Pick<LinkFact, 'kind' | 'path'>;

export interface RenderOptions {
  site: Site;
  target: Target;
  reader: VaultReader;
  world: World;
  placement: Placement;
  pages: ReadonlyMap<string, PageAddress>;
}

/** All that the making of one page may ask of what is not in its note. */
interface Questions {
  aim(note: string, kind: Link['kind'], path: string): LinkAim;
  /** Hash of a note that is to be embedded; null where it has no page. */
  embeds(path: string): string | null;
  /** `id` is missing where there is no such heading or block. */
  anchor(path: string, fragment: string): { id?: string | undefined; url?: string | undefined };
  /** Headings of its own that get their id written out, by offset. */
  pins(): [number, string][];
  /** Where an attachment lies; null where it is too large to come along. */
  place(attachment: string, written?: string): string | null;
  /** Take a file along that a link reaches as it stands; its path, where there is one. */
  keep(kind: Link['kind'], path: string): string | null;
  equals(kind: Link['kind'], path: string): readonly string[];
}

/** The questions of one page, with a record of what was asked and answered. */
export interface Asking {
  trace: string[];
  /** Vault paths of what it was told of. */
  dependencies: Set<string>;
  aim(note: string, link: Link): LinkAim;
  embeds(path: string): string | null;
  anchor(path: string, fragment: string): ReturnType<Questions['anchor']>;
  pins(): [number, string][];
  place(attachment: string, written: string | undefined): string | undefined;
  keep(link: Link): void;
  equals(link: Link): readonly string[];
}

export interface Answers {
  ask(address: PageAddress): Asking;
  /**
   * Whether every question of a record has the answer that it had. It asks them in the same order, so that what answers
   * do besides (files are placed) is done as if the page were made again, up to the first answer that is another one.
   */
  hold(address: PageAddress, made: Pick<Made<unknown>, 'trace' | 'world'>): boolean;
}

/** @param linking notes whose links may ask for ids to be written out */
export function createAnswers(
  options: RenderOptions,
  linking: Iterable<string>,
  memory: Memory | undefined,
): Answers {
  const anchors = createAnchors(options, linking, memory);

  return {
    ask: (address) => recording(questionsOf(options, address, anchors), []),
    hold: (address, { trace, world }) =>
      holds(questionsOf(options, address, anchors), trace, world === options.world.key),
  };
}

function recording(questions: Questions, trace: string[]): Asking {
  const dependencies = new Set<string>();
  const noted = <T>(what: keyof Questions, of: readonly unknown[], answer: T): T => {
    trace.push(what, JSON.stringify(of), JSON.stringify(answer));
    return answer;
  };
  return {
    trace,
    dependencies,
    aim(note, { kind, path }) {
      const aim = noted('aim', [note, kind, path], questions.aim(note, kind, path));
      if ('path' in aim) dependencies.add(aim.path);
      return aim;
    },
    embeds(path) {
      dependencies.add(path);
      return noted('embeds', [path], questions.embeds(path));
    },
    anchor: (path, fragment) => noted('anchor', [path, fragment], questions.anchor(path, fragment)),
    pins: () => noted('pins', [], questions.pins()),
    place(attachment, written) {
      dependencies.add(attachment);
      const of = written === undefined ? [attachment] : [attachment, written];
      return noted('place', of, questions.place(attachment, written)) ?? undefined;
    },
    keep({ kind, path }) {
      const kept = noted('keep', [kind, path], questions.keep(kind, path));
      if (kept !== null) dependencies.add(kept);
    },
    equals: ({ kind, path }) => noted('equals', [kind, path], questions.equals(kind, path)),
  };
}

/** @param sameWorld what links lead to is as it was: only what the blog's own files decide is asked again */
function holds(questions: Questions, trace: readonly string[], sameWorld = false): boolean {
  for (let i = 0; i < trace.length; i += 3) {
    if (sameWorld && isOfWorld(trace[i] as string, trace[i + 2] as string)) continue;
    const ask = questions[trace[i] as keyof Questions] as (...of: unknown[]) => unknown;
    const of = JSON.parse(trace[i + 1] as string) as unknown[];
    if (JSON.stringify(ask(...of)) !== trace[i + 2]) return false;
  }
  return true;
}

function isOfWorld(what: string, answer: string): boolean {
  return what === 'equals' || (what === 'aim' && !/^{"kind":"(?:kept|missing)"/.test(answer));
}

function questionsOf(options: RenderOptions, address: PageAddress, anchors: Anchors): Questions {
  const { world, placement, reader, pages } = options;
  return {
    aim: (note, kind, path) => world.aim(address, note, { kind, path }),
    embeds: (path) => (pages.has(path) ? (reader.head(path)?.hash ?? null) : null),
    anchor: (path, fragment) => ({ id: anchors.find(path, fragment), url: pages.get(path)?.url }),
    pins: () => anchors.pins(address.source),
    place: (attachment, written) =>
      isTooLarge(options, attachment) ? null : placement.place(attachment, address, written),
    keep(kind, path) {
      const found = world.beside(address, { kind, path });
      if (!found) return null;
      if (!isTooLarge(options, found.source)) placement.keep(found.source, address.source, found.content);
      return found.source;
    },
    equals: (kind, path) => reader.equals(address.source, { kind, path }),
  };
}

/** Whether the vault holds a file too large for the blog. */
function isTooLarge({ reader, target }: RenderOptions, path: string): boolean {
  return reader.attachmentSize(path) > target.limits.max_attachment_mb * 1024 * 1024;
}

/** The ids of headings and blocks in pages. */
interface Anchors {
  find(path: string, fragment: string): string | undefined;
  pins(path: string): [number, string][];
}

function createAnchors(
  options: RenderOptions,
  linking: Iterable<string>,
  memory: Memory | undefined,
): Anchors {
  const { reader, pages, world } = options;
  /** Answers about ids in a page, in JSON, by question. */
  const known = memory?.slot('anchors', () => new Map<string, Made<Map<string, string>>>());
  const found = new Map<string, FoundAnchors | undefined>();
  let wanted: Map<string, Set<string>> | undefined;

  const anchorsOf = (path: string): FoundAnchors | undefined => {
    if (found.has(path)) return found.get(path);
    const address = pages.get(path);
    const hash = address && reader.head(path)?.hash;
    const anchors = hash === undefined ? undefined : open(address as PageAddress, hash);
    found.set(path, anchors);
    return anchors;
  };

  /** The ids as they were found before, where everything that has a say in them is as it was. */
  function open(address: PageAddress, hash: string): FoundAnchors {
    const key = JSON.stringify([hash, address]);
    const before = known?.get(address.source);
    const good =
      before?.key === key &&
      holds(questionsOf(options, address, noAnchors), before.trace, before.world === world.key);
    const trace: string[] = [];
    const value = good ? before.value : new Map<string, string>();
    if (good) before.world = world.key;
    else known?.set(address.source, { key, world: world.key, trace, value });
    const asking = recording(questionsOf(options, address, noAnchors), trace);
    let read: PageAnchors | undefined;
    const live = () => {
      const note = reader.note(address.source);
      read ??= note && readAnchors(note, draftContext(options, asking, address.source));
      return read;
    };
    return {
      find: (fragment) => answered(value, `#${fragment}`, () => live()?.find(fragment)),
      pins: (own) => answered(value, JSON.stringify(own), () => [...(live()?.pins(own) ?? [])]) ?? [],
    };
  }

  return {
    find: (path, fragment) => anchorsOf(path)?.find(fragment),
    pins(path) {
      wanted ??= wantedFragments(options, linking);
      const own = wanted.get(path);
      return own ? (anchorsOf(path)?.pins([...own].sort()) ?? []) : [];
    },
  };
}

interface FoundAnchors {
  find(fragment: string): string | undefined;
  pins(fragments: readonly string[]): [number, string][];
}

/** While a page is made only to see its headings, every id is unknown. */
const noAnchors: Anchors = { find: () => undefined, pins: () => [] };

/** An answer that is kept as JSON. */
function answered<T>(known: Map<string, string>, question: string, find: () => T): T | undefined {
  const before = known.get(question) ?? JSON.stringify(find()) ?? '';
  known.set(question, before);
  return before === '' ? undefined : (JSON.parse(before) as T);
}

/** A page that is made only to see its headings: nothing is placed, and every id is unknown. */
function draftContext({ target, site, reader }: RenderOptions, asking: Asking, path: string): PageContext {
  return {
    target,
    site: site.facts,
    path,
    pins: new Map(),
    anchor: () => undefined,
    place: (attachment) => attachment,
    aim: (note, link) => asking.aim(note, link),
    open: (embedded) => (asking.embeds(embedded) === null ? undefined : reader.note(embedded)),
  };
}

/** Every fragment that leads into a note, from the notes given. */
function wantedFragments(
  { reader, pages }: RenderOptions,
  linking: Iterable<string>,
): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const path of linking) {
    for (const link of reader.head(path)?.links ?? []) {
      if (!link.fragment || link.block < 0) continue;
      const aim = reader.resolve(path, link);
      if (aim === undefined || !pages.has(aim)) continue;
      const fragments = wanted.get(aim) ?? new Set();
      fragments.add(link.fragment);
      wanted.set(aim, fragments);
    }
  }
  return wanted;
}
