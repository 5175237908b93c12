import type { Hugo } from './hugo.ts';
import type { Memory } from './memory.ts';

/** The vault, as publishing sees it: given by the core, and never written to. */
export interface PublishSource {
  /** Real path of the vault. */
  vaultDir: string;
  /** `more`: what else tells that a note is as it was, since a file may come with the time and size of another. */
  notes(): Iterable<{ path: string; size: number; modified: number; more?: string }>;
  attachments(): Iterable<string>;
  /** Bytes on disk. */
  read(path: string): Uint8Array;
  /** A way to read many notes in a row, for one plan; undefined for one whose bytes are not UTF-8. */
  opener(): (path: string) => NoteText | undefined;
  /** Moves on with every change of the vault that was taken in; without it, each plan looks at everything. */
  revision?(): number;
  /** Paths that changed after a revision; undefined where that is too long ago to say. */
  changedSince?(revision: number): ReadonlySet<string> | undefined;
  /** Text of `.commonplace/hugo.toml`. */
  settings(): string | undefined;
  now(): Date;
  /** The Hugo that comes with the app; without it, only the person's own can build. */
  embedded?: Hugo;
  /** What earlier plans found out; without it, every plan begins anew. */
  memory?: Memory;
}

/** A note as it is on disk. */
export interface NoteText {
  /** Without the byte order mark. */
  text: string;
  bom: boolean;
  /** Hash of its bytes. */
  hash: string;
}

/** Given with a long call: when to stop, and whom to tell how far it has come. */
export interface PublishContext {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}
