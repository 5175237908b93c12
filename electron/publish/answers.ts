import type { Target } from '../../shared/hugo/settings.ts';
import type { LinkAim, PageContext } from '../../shared/hugo/transform/context.ts';
import type { LinkFact } from '../../shared/note/facts.ts';
import type { PageAddress, Placement } from './attachments.ts';
import type { KeptPages, Trace } from './kept-pages.ts';
import { hiddenPath } from './manifest.ts';
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
  /** Whether the page of a note lies in a folder of its own. */
  bundles(path: string): boolean;
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
  /** A picture that a link takes along and that gives readers more than is to be seen; null for any other link. */
  carried(kind: Link['kind'], path: string): Carried | null;
  /** The same of a file that came along. */
  carries(path: string): Carried | null;
}

/** A picture that readers get more of than they see. */
export interface Carried {
  path: string;
  what: 'script' | 'place';
  /** It is wanted without that, which cannot be. */
  stays?: true;
}

/** The questions of one page, with a record of what was asked and answered. */
export interface Asking {
  trace: Trace;
  /** Vault paths of what it was told of, as the manifest names them. */
  dependencies: Set<string>;
  /** Attachments that go with it. */
  files: Set<string>;
  aim(note: string, link: Link): LinkAim;
  embeds(path: string): string | null;
  anchor(path: string, fragment: string): ReturnType<Questions['anchor']>;
  pins(): [number, string][];
  place(attachment: string, written: string | undefined): string | undefined;
  keep(link: Link): void;
  equals(link: Link): readonly string[];
  carried(link: Link): Carried | undefined;
  carries(path: string): Carried | undefined;
}

export interface Answers {
  ask(address: PageAddress): Asking;
  /**
   * Whether every question of a record has the answer that it had. It asks them in the same order, so that what answers
   * do besides (files are placed) is done as if the page were made again, up to the first answer that is another one.
   */
  hold(address: PageAddress, trace: KeptTrace): boolean;
}

/** A record as it is kept; what the key of the world speaks for is asked for only where it has to be. */
interface KeptTrace {
  live: readonly string[];
  world(): readonly string[] | undefined;
}

/** @param linking notes whose links may ask for ids to be written out */
export function createAnswers(
  options: RenderOptions,
  linking: Iterable<string>,
  kept: KeptPages | undefined,
): Answers {
  const anchors = createAnchors(options, linking, kept);
  const sameWorld = kept?.isSame(options.world.key) ?? false;

  return {
    ask: (address) => recording(questionsOf(options, address, anchors), { world: [], live: [] }),
    hold: (address, trace) => holds(questionsOf(options, address, anchors), trace, sameWorld),
  };
}

function recording(questions: Questions, trace: Trace): Asking {
  const dependencies = new Set<string>();
  const files = new Set<string>();
  const noted = <T>(what: keyof Questions, of: readonly unknown[], answer: T): T => {
    const said = JSON.stringify(answer);
    trace[isOfWorld(what, said) ? 'world' : 'live'].push(what, JSON.stringify(of), said);
    return answer;
  };
  return {
    trace,
    dependencies,
    files,
    aim(note, { kind, path }) {
      const aim = noted('aim', [note, kind, path], questions.aim(note, kind, path));
      const stays = aim.kind === 'hidden' && aim.unselected;
      if ('path' in aim) dependencies.add(stays ? hiddenPath(aim.path) : aim.path);
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
      const placed = noted('place', of, questions.place(attachment, written)) ?? undefined;
      if (placed !== undefined) files.add(attachment);
      return placed;
    },
    keep({ kind, path }) {
      const kept = noted('keep', [kind, path], questions.keep(kind, path));
      if (kept === null) return;
      dependencies.add(kept);
      files.add(kept);
    },
    equals: ({ kind, path }) => noted('equals', [kind, path], questions.equals(kind, path)),
    carried: ({ kind, path }) => noted('carried', [kind, path], questions.carried(kind, path)) ?? undefined,
    carries: (path) => noted('carries', [path], questions.carries(path)) ?? undefined,
  };
}

/** @param sameWorld what links lead to is as it was, and need not be asked again */
function holds(questions: Questions, { live, world }: KeptTrace, sameWorld: boolean): boolean {
  const asked = sameWorld ? [] : world();
  return asked !== undefined && allHold(questions, asked) && allHold(questions, live);
}

function allHold(questions: Questions, trace: readonly string[]): boolean {
  for (let i = 0; i < trace.length; i += 3) {
    const ask = questions[trace[i] as keyof Questions] as (...of: unknown[]) => unknown;
    const of = JSON.parse(trace[i + 1] as string) as unknown[];
    if (JSON.stringify(ask(...of)) !== trace[i + 2]) return false;
  }
  return true;
}

/** What the key of the world speaks for; a file that is taken along has to be taken along each time. */
function isOfWorld(what: keyof Questions, answer: string): boolean {
  return what === 'equals' || what === 'aim' || (what === 'keep' && answer === 'null');
}

function questionsOf(options: RenderOptions, address: PageAddress, anchors: Anchors): Questions {
  const { world, placement, reader, pages } = options;
  const carries = (path: string): Carried | null => {
    const what = isTooLarge(options, path) ? undefined : reader.carries(path);
    const stays = what === 'place' && options.target.image_metadata === 'strip';
    return what ? { path, what, ...(stays ? { stays } : {}) } : null;
  };
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
    carries,
    carried(kind, path) {
      const beside = world.beside(address, { kind, path })?.source;
      const aim = world.aim(address, address.source, { kind, path });
      const file = beside ?? (aim.kind === 'attachment' ? aim.path : undefined);
      return file === undefined ? null : carries(file);
    },
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
  kept: KeptPages | undefined,
): Anchors {
  const { reader, pages, world } = options;
  const sameWorld = kept?.isSame(world.key) ?? false;
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
    const before = kept?.anchors(address.source);
    const questions = questionsOf(options, address, noAnchors);
    const good =
      before?.key === key && holds(questions, { live: before.live, world: () => before.world }, sameWorld);
    const trace: Trace = { world: [], live: [] };
    const value: Record<string, string> = good ? before.value : {};
    const asking = recording(questions, trace);
    let read: PageAnchors | undefined;
    const live = () => {
      const note = reader.note(address.source);
      read ??= note && readAnchors(note, draftContext(options, asking, address.source));
      return read;
    };
    kept?.keepAnchors(address.source, () => (good ? { ...before, value } : { key, ...trace, value }));
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
function answered<T>(known: Record<string, string>, question: string, find: () => T): T | undefined {
  const before = known[question] ?? JSON.stringify(find()) ?? '';
  known[question] = before;
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
    for (const link of reader.head(path)?.fragments ?? []) {
      if (!link.fragment) continue;
      const aim = reader.resolve(path, link);
      if (aim === undefined || !pages.has(aim)) continue;
      const fragments = wanted.get(aim) ?? new Set();
      fragments.add(link.fragment);
      wanted.set(aim, fragments);
    }
  }
  return wanted;
}
