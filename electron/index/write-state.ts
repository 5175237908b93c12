import type { Db } from './database.ts';

/** Tells by a text that is another after each write to the index, by this process or another one. */
export function createWriteState(db: Db): () => string {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  return () => `${changes.get()} ${db.pragma('data_version', { simple: true })}`;
}
