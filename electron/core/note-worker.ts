/** The thread that reads notes, and makes of them what the index is to hold; it writes nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../index/database.ts';
import { createNameSet, type NameSet } from '../index/name-set.ts';
import { createTextRows, type TextRows } from '../index/text-rows.ts';
import { createNoteReader } from '../vault/note-reader.ts';
import { openVault } from '../vault/vault.ts';
import type { FromNoteThread, NoteThreadData, ToNoteThread } from './note-thread.ts';
import { createNoteWork, type Job, type JobKind, type NoteWork } from './note-work.ts';

if (!parentPort) throw new Error('note-worker runs as a worker thread only');
const port = parentPort;
const { vaultDir, indexFile } = workerData as NoteThreadData;
const vault = openVault(vaultDir);
const reader = createNoteReader(vault);
let index: { close(): void; names: NameSet; rows: TextRows } | undefined;
let version: number | undefined;

/** The index as it is at this moment: what is committed. */
function opened() {
  if (!index) {
    const db = openReadOnly(indexFile);
    const rows = createTextRows(db);
    index = { close: () => db.close(), names: createNameSet(db), rows: db.transaction(rows) };
  }
  return index;
}

/** The names as the index has them; those that were read before are of another version. */
function namesOf(wanted: number | undefined): NameSet {
  const { names } = opened();
  if (version !== wanted) names.forget();
  version = wanted;
  return names;
}

/** Version of the names that is asked for. */
let asked: number | undefined;
const work: NoteWork = createNoteWork({
  vault,
  reader,
  find: (self, text, prose) => namesOf(asked).find(self, text, prose),
  rows: (ids) => opened().rows(ids),
});

function run<K extends JobKind>(kind: K, jobs: Job<JobKind>[]) {
  return work[kind](jobs as Job<K>[]);
}

port.on('message', (message: ToNoteThread) => {
  if (message.kind === 'stop') {
    index?.close();
    port.close();
    return;
  }
  const { ticket, kind, jobs, names } = message;
  reader.lookAgain();
  asked = names;
  const answer = (told: FromNoteThread) => port.postMessage(told);
  try {
    answer({ ticket, results: run(kind, jobs) });
  } catch (error) {
    answer({ ticket, error: error instanceof Error ? error.message : String(error) });
  }
});
