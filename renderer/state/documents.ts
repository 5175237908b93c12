import type { Store } from './store.ts';

/** How an open note stands against its file, as its editor says. */
export interface DocumentState {
  status:
    | 'loading'
    | 'saved'
    | 'dirty'
    | 'saving'
    | 'conflict'
    | 'offline'
    | 'read-only'
    | 'error'
    | 'missing';
  words: number;
  characters: number;
  /** Of what is selected. */
  selected: { words: number; characters: number } | undefined;
  /** Of the front matter, where there is one. */
  format: string | undefined;
  /** The front matter says that the note is a draft. */
  draft: boolean;
  headings: readonly { level: number; text: string; line: number }[];
  /** Line of the cursor, from 1. */
  line: number;
  /** Places with bold that Hugo will not show. */
  brokenEmphasis: number;
}

type Documents = Store<ReadonlyMap<string, DocumentState>>;

export function setDocument(documents: Documents, path: string, state: DocumentState): void {
  documents.set((all) => new Map(all).set(path, state));
}

export function forgetDocument(documents: Documents, path: string): void {
  documents.set((all) => {
    const rest = new Map(all);
    return rest.delete(path) ? rest : all;
  });
}

const settled = new Set<DocumentState['status']>(['loading', 'saved', 'read-only']);

/** Whether closing now could lose something. */
export function isUnsaved(state: DocumentState | undefined): boolean {
  return state !== undefined && !settled.has(state.status);
}
