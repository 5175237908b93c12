import { crc32 } from 'node:zlib';
import type { Placed } from '../../shared/hugo/diagnostics.ts';
import type { PageAddress } from './attachments.ts';
import type { Memory } from './memory.ts';
import type { EmittedFragment } from './verify.ts';

/**
 * What was asked for a page and answered: three strings each, what was asked, of what, and the answer in JSON. What the
 * key of the world speaks for is apart from what has to be asked again.
 */
export interface Trace {
  world: string[];
  live: string[];
}

/** The ids that were asked for in a page: answers in JSON, by question. */
export interface KeptAnchors extends Trace {
  key: string;
  value: Record<string, string>;
}

/** A page as it was made: good while its note is the same and all answers are. */
export interface KeptPage {
  /** Hash of the note, and what else decides where its page goes. */
  note: string;
  address: PageAddress;
  /** Findings of its place, in JSON. */
  extra: string;
  live: string[];
  /** Of the rest of its trace, which lies in a row of its own that someone else may have written. */
  worldSum: number;
  page: MadePage;
}

export interface MadePage {
  outputHash: string;
  /** From the note to the page: edits, in JSON, for they are looked at only where it is written. */
  edits: string;
  diagnostics: Placed[];
  /** Vault paths of what its links and embeds lead to. */
  dependencies: string[];
  fragments: EmittedFragment[];
}

/** The pages of one target as the last whole plan made them, for one more whole plan. */
export interface KeptPages {
  page(path: string): KeptPage | undefined;
  /** What of its trace the key of the world speaks for; undefined where that cannot be told any more. */
  worldOf(path: string, page: KeptPage): string[] | undefined;
  /** @param page and what of its trace the key of the world speaks for, both in JSON */
  keepPage(path: string, page: string, world: string): void;
  anchors(path: string): KeptAnchors | undefined;
  /** Asked once at the end, when all ids are known. */
  keepAnchors(path: string, anchors: () => KeptAnchors): void;
  /** Whether all that is kept was true in the world of this key. */
  isSame(world: string): boolean;
  /** The plan is made: all that is kept is true in its world, and what it did not ask for is no more. */
  finish(world: string, pages: { has(path: string): boolean }): void;
}

/** What of a note decides where its page goes and what is in it, links aside. */
export const noteKey = (hash: string, bundle: boolean) => `${hash}${bundle ? ' bundle' : ''}`;

export function createKeptPages(memory: Memory): KeptPages {
  const [pages, anchors, worlds] = [memory.table('pages'), memory.table('anchors'), memory.table('worlds')];
  // Apart from the pages: they are long, and only read where the world is another one.
  const asking = memory.table('asked');
  const parsed = new Map<string, KeptPage | undefined>();
  const asked = new Map<string, () => KeptAnchors>();
  const state = (world: string) => `${world} ${pages.digest()} ${anchors.digest()}`;
  // Before a row is read: of what another process writes from now on, nothing counts as the rows of its world.
  const found = state('');
  let same: boolean | undefined;
  return {
    page(path) {
      if (!parsed.has(path)) parsed.set(path, read<KeptPage>(pages.get(path)));
      return parsed.get(path);
    },
    worldOf(path, { worldSum }) {
      const world = asking.get(path);
      return world !== undefined && crc32(world) === worldSum ? read(world) : undefined;
    },
    keepPage(path, page, world) {
      pages.set(path, page);
      asking.set(path, world);
    },
    anchors: (path) => read<KeptAnchors>(anchors.get(path)),
    keepAnchors: (path, make) => void asked.set(path, make),
    isSame(world) {
      same ??= worlds.get('last') === `${world}${found}`;
      return same;
    },
    finish(world, there) {
      for (const [path, make] of asked) anchors.set(path, JSON.stringify(make()));
      if (!same) asking.keepOnly(there);
      pages.keepOnly(there);
      anchors.keepOnly(asked);
      worlds.set('last', state(world));
      parsed.clear();
      asked.clear();
    },
  };
}

const read = <T>(text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as T));
