import type { LinkFact, NoteFacts } from '../../shared/note/facts.ts';
import type { Hugo } from './hugo.ts';

/** The vault, as publishing sees it: given by the core, and never written to. */
export interface PublishSource {
  /** Real path of the vault. */
  vaultDir: string;
  notes(): Iterable<{ path: string; size: number; modified: number }>;
  attachments(): Iterable<string>;
  /** Bytes on disk. */
  read(path: string): Uint8Array;
  /** Facts of those bytes; offsets are into their text without a byte order mark. */
  facts(path: string): NoteFacts;
  resolve(source: string, link: Pick<LinkFact, 'kind' | 'path'>): string | undefined;
  /** Files that a link names equally well; see `equalTargets`. */
  equals(source: string, link: Pick<LinkFact, 'kind' | 'path'>): readonly string[];
  /** Text of `.commonplace/hugo.toml`. */
  settings(): string | undefined;
  now(): Date;
  /** The Hugo that comes with the app; without it, only the person's own can build. */
  embedded?: Hugo;
}

/** Given with a long call: when to stop, and whom to tell how far it has come. */
export interface PublishContext {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}
