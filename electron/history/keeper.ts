import type { Db } from './database.ts';
import { hashOf, pack } from './packed-text.ts';

/** Why a text was kept: it was about to be replaced by an edit, with a rename elsewhere, and so on. */
export type Reason =
  | 'edit'
  | 'rename'
  | 'link'
  | 'delete'
  | 'restore'
  | 'outside'
  | 'replaced'
  | 'replace'
  | 'merge';

export interface Entry {
  path: string;
  bytes: Uint8Array;
}

/** Keeps a text at a time, inside a transaction; returns its id, as `History.keep` does. */
export type Keeper = (entry: Entry, reason: Reason, time: number) => string | undefined;

/** With statements that are made once: a rename keeps a thousand notes. */
export function createKeeper(db: Db): Keeper {
  const lastNote = db
    .prepare<[string], number>('SELECT id FROM note WHERE path = ? ORDER BY since DESC LIMIT 1')
    .pluck();
  const putNote = db.prepare(
    'INSERT INTO note (path, since) VALUES (?, (SELECT coalesce(max(since), 0) + 1 FROM note))',
  );
  const sameText = db.prepare<[Buffer], number>('SELECT id FROM text WHERE hash = ?').pluck();
  const putText = db.prepare('INSERT INTO text (hash, size, data) VALUES (?, ?, ?)');
  const lastSnapshot = db.prepare<[number | bigint], { id: number; text: number }>(
    'SELECT id, text FROM snapshot WHERE note = ? ORDER BY id DESC LIMIT 1',
  );
  const putSnapshot = db.prepare('INSERT INTO snapshot (note, text, time, reason) VALUES (?, ?, ?, ?)');

  function textOf(bytes: Uint8Array): number | bigint {
    const key = hashOf(bytes);
    return sameText.get(key) ?? putText.run(key, bytes.length, pack(bytes)).lastInsertRowid;
  }

  return ({ path, bytes }, reason, time) => {
    if (bytes.length === 0) return undefined;
    const note = lastNote.get(path) ?? putNote.run(path).lastInsertRowid;
    const text = textOf(bytes);
    const last = lastSnapshot.get(note);
    // When a note was deleted is worth a row of its own.
    if (last?.text === text && reason !== 'delete') return String(last.id);
    return String(putSnapshot.run(note, text, time, reason).lastInsertRowid);
  };
}
