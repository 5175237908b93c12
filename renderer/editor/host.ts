import { type Extension, Facet } from '@codemirror/state';
import type { Client } from '../../shared/contract/rpc.ts';
import type { Where } from '../client/where.ts';
import type { NoteDocument } from './document/note-document.ts';
import type { FoldMemory } from './folding/fold-memory.ts';
import { editorWords, type Translate } from './messages.ts';
import type { WritingSettings } from './writing/writing-settings.ts';

export type EditorMode = 'live' | 'source' | 'reading';

/** Where a link leads, found out before it is followed. */
export interface LinkTarget {
  /** `none`: nothing has this name yet. */
  kind: 'note' | 'attachment' | 'external' | 'none';
  /** Path in the vault; for `none` that of the note to be made. Undefined for `external`, and where it can be none. */
  path: string | undefined;
  /** 1-based line of the fragment, where the link has one that was found. */
  line: number | undefined;
  /** As written: `Name#Heading`, `a%20b.md`, `https://…`. */
  target: string;
  /** The form of the link. */
  form: 'wiki' | 'markdown';
  /** Path of the note that holds the link. */
  source: string;
}

export interface OpenOptions extends Where {
  /** The target is to be made first. */
  create: boolean;
}

/** A line of a menu, or `line` for one drawn between two groups. */
export type MenuEntry =
  | { label: string; hint?: string; danger?: boolean; disabled?: boolean; run(): void }
  | 'line';

/** A heading whose text was changed by hand. `line` from 1. */
export interface HeadingChange {
  line: number;
  text: string;
  old: string;
}

/** What the parts of one editor view need of the world around it. */
export interface EditorHost {
  client: Client;
  document: NoteDocument;
  mode: EditorMode;
  t: Translate;
  openLink(target: LinkTarget, options: OpenOptions): void;
  /** An address that the page may load, for a file of the vault. Rejects where there is no such file. */
  attachmentUrl(path: string): Promise<string>;
  /** Mark where names of other notes stand. */
  mentions: boolean;
  /** Load images from the web. */
  remoteImages: boolean;
  /** Turn full-width marks that were meant as Markdown's into those. */
  meantMarks: boolean;
  /** Close brackets and quotes as they are opened, and put marks round what is selected; on unless it is false. */
  autoPairs?: boolean;
  /** How the person likes to write. */
  writing?: WritingSettings | undefined;
  /** Vim's keys, once they are loaded. */
  vim?: Extension | undefined;
  /** Where what belongs below the text stands (vim's line). */
  bottomPanels?: HTMLElement | undefined;
  /** What is folded in each note; without it, folds last as long as the view. */
  folds?: FoldMemory | undefined;
  /** The cursor went from a line of the note to another, by a way that can be gone back. */
  jumped?: ((from: number, to: number) => void) | undefined;
  headingChanged?: ((change: HeadingChange) => void) | undefined;
  /** Show the notes that hold a tag. */
  openTag(tag: string): void;
  /** Tell the person that something did not work. */
  failed?(error: unknown): void;
  /** A file for others was made, with pictures in it that say where they were taken. */
  toldPlaces?(pictures: readonly string[]): void;
  /** Open a menu at a point or under a button. */
  openMenu?(place: { x: number; y: number } | DOMRect, entries: readonly MenuEntry[]): void;
  /** What can be done with what a link or an image leads to. */
  linkEntries?(target: LinkTarget): readonly MenuEntry[];
  /** Cut, copy or paste in an element, as its keys would. */
  edit?(element: HTMLElement, action: 'cut' | 'copy' | 'paste' | 'pasteAsText'): void;
  /**
   * Edit another note in a small box, at a line of it, until `signal` is aborted: it is the document that its tab has.
   * Undefined where notes have no store that they share.
   */
  editNote?:
    | ((path: string, line: number | undefined, box: HTMLElement, signal: AbortSignal) => Promise<void>)
    | undefined;
  /** Close the note. */
  close?: (() => void) | undefined;
  /** Tell the person of what failed. */
  trouble(error: unknown): undefined;
  /** Where panels (search) stand, outside of what scrolls. */
  panels: HTMLElement | undefined;
}

/** Undefined in a state that no view shows. */
export const editorHost = Facet.define<EditorHost, EditorHost | undefined>({
  combine: (hosts) => hosts[0],
});

const english = editorWords('en');

export function hostWords(host: EditorHost | undefined): Translate {
  return host?.t ?? english;
}
