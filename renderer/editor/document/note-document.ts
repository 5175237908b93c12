import type { EditorState, TransactionSpec } from '@codemirror/state';
import type { DocumentInfo, DocumentNotice } from './document-info.ts';
import type { OpenText, TextView } from './open-text.ts';
import type { Recovery } from './recovery.ts';

export interface DocumentOptions {
  createState?: (text: string, readOnly: boolean) => EditorState;
  recovery?: Recovery;
  /** Milliseconds without typing after which the text is saved. */
  saveDelay?: number;
  /** Milliseconds after which it is saved though typing goes on. */
  longestDelay?: number;
}

/** One open note: its text, its undo history, and its way to the disk and back. */
export interface NoteDocument {
  readonly path: string;
  readonly info: DocumentInfo;
  /** Resolves once the text is there, or reading it has failed (then `text` is undefined). */
  readonly ready: Promise<void>;
  readonly text: OpenText | undefined;
  /** Where the last view of it was scrolled to: the text at the top edge, and its distance from there in pixels. */
  scroll: { pos: number; offset: number } | undefined;
  /** Whether letting go of it now would lose text. */
  readonly holdsUnsaved: boolean;
  /** Something of `info` changed. */
  subscribe(listener: () => void): () => void;
  /** The text changed, by whoever's hand. */
  onText(listener: () => void): () => void;
  /** What has happened before anybody listened is told at once. */
  onNotice(listener: (notice: DocumentNotice) => void): () => void;
  attach(view: TextView): () => void;
  edit(spec: TransactionSpec): void;
  /** Keep the text as it is until the returned function is called: an input method is composing in it. */
  hold(): () => void;
  /** Save now. True where nothing is left unsaved. */
  flush(): Promise<boolean>;
  /** Put unsaved text where the next start finds it; for the moment before the window goes. */
  putAside(): void;
  /** Write a file that is gone again. */
  restore(): Promise<void>;
  /** Let go of the text of a file that is gone; the history has it. False where it could not be kept. */
  discard(): Promise<boolean>;
  /** Try again to read a note that could not be read. */
  reload(): Promise<void>;
  dispose(): void;
}
