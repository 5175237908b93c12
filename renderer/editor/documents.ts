import type { Client } from '../../shared/contract/rpc.ts';
import { createDocument } from './document/document.ts';
import type { DocumentOptions, NoteDocument } from './document/note-document.ts';
import { createRecovery, type Recovery } from './document/recovery.ts';
import { createNoteState } from './note-state.ts';

/** All open notes of one window. */
export interface Documents {
  /** The document of a note, opened where it is not yet. Each `open` wants its `close`. */
  open(path: string): NoteDocument;
  /** A note is about to be opened: its text is asked for before there is a place to show it in. */
  prepare(path: string): void;
  close(document: NoteDocument): void;
  /** Save everything. True where nothing is left unsaved. */
  flush(): Promise<boolean>;
  /** Text that windows that are gone could not save. */
  readonly recovery: Pick<Recovery, 'waiting' | 'discard'>;
  /** Paths of the documents that hold unsaved text. */
  unsaved(): string[];
  dispose(): void;
}

export interface DocumentsOptions extends DocumentOptions {
  /** What tells this vault from others on the machine: its folder. */
  vault?: string;
  /** How many closed documents keep their text and undo history. */
  keep?: number;
}

interface Entry {
  document: NoteDocument;
  users: number;
}

/**
 * Documents by path, each open once however many views show it. A closed one stays for a while, so that going
 * back and forth between tabs keeps the undo history.
 */
export function createDocuments(client: Client, options: DocumentsOptions = {}): Documents {
  const entries = new Set<Entry>();
  const keep = options.keep ?? 24;
  const recovery =
    options.recovery ??
    createRecovery({ storage: globalThis.localStorage, vault: options.vault ?? '', client });
  const settings: DocumentOptions = {
    createState: createNoteState,
    recovery,
    ...options,
  };
  const all = () => [...entries].map((entry) => entry.document);
  const flush = async () => {
    const open = all().filter(({ holdsUnsaved, info }) => holdsUnsaved || info.status === 'loading');
    const saved = await Promise.all(open.map((document) => document.flush()));
    return saved.every(Boolean);
  };

  /** The window may be gone before an answer comes: what does not arrive waits in the recovery copy. */
  function leave(): void {
    for (const document of all()) document.putAside();
    void flush();
  }
  function hidden(): void {
    if (globalThis.document?.visibilityState === 'hidden') void flush();
  }
  const window = globalThis.window as Window | undefined;
  window?.addEventListener('beforeunload', leave);
  window?.addEventListener('pagehide', leave);
  window?.addEventListener('blur', flush);
  globalThis.document?.addEventListener('visibilitychange', hidden);

  /** Let go of those that nobody used for longest, except what is not on disk yet. */
  function prune(): void {
    const idle = [...entries].filter((entry) => entry.users === 0);
    for (const entry of idle.slice(0, Math.max(0, idle.length - keep))) {
      if (isUnsaved(entry.document)) continue;
      entries.delete(entry);
      entry.document.dispose();
    }
  }

  function entryOf(path: string): Entry {
    const found = [...entries].find((entry) => entry.document.path === path);
    const entry = found ?? { document: createDocument(client, path, settings), users: 0 };
    entries.delete(entry);
    entries.add(entry);
    // What could not be read may be there by now.
    if (entry.users === 0 && entry.document.info.status === 'error') void entry.document.reload();
    return entry;
  }

  return {
    recovery,
    open(path) {
      const entry = entryOf(path);
      entry.users++;
      return entry.document;
    },
    prepare: (path) => void entryOf(path),
    close(document) {
      const entry = [...entries].find((candidate) => candidate.document === document);
      if (!entry) return;
      entry.users = Math.max(0, entry.users - 1);
      void document.flush().then(prune);
    },
    flush,
    unsaved: () =>
      all()
        .filter(isUnsaved)
        .map((document) => document.path),
    dispose() {
      window?.removeEventListener('beforeunload', leave);
      window?.removeEventListener('pagehide', leave);
      window?.removeEventListener('blur', flush);
      globalThis.document?.removeEventListener('visibilitychange', hidden);
      for (const document of all()) document.dispose();
      entries.clear();
    },
  };
}

const savedStatuses = new Set(['loading', 'saved', 'read-only']);

function isUnsaved(document: NoteDocument): boolean {
  // The text of a file that is gone is in its history, but for what was typed since.
  if (document.info.status === 'missing') return document.holdsUnsaved;
  return !savedStatuses.has(document.info.status) && (document.text?.state.doc.length ?? 0) > 0;
}
