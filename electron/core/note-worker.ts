/** The thread that reads notes, and makes of them what the index is to hold; it writes nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../index/database.ts';
import { createNameSet, type NameSet } from '../index/name-set.ts';
import { createNoteReader } from '../vault/note-reader.ts';
import { openVault } from '../vault/vault.ts';
import type { FromNoteThread, NoteThreadData, ToNoteThread } from './note-thread.ts';
import { createNoteWork, type Job } from './note-work.ts';

if (!parentPort) throw new Error('note-worker runs as a worker thread only');
const port = parentPort;
const { vaultDir, indexFile } = workerData as NoteThreadData;
const vault = openVault(vaultDir);
const reader = createNoteReader(vault);
let index: { db: ReturnType<typeof openReadOnly>; names: NameSet } | undefined;
let version: number | undefined;

/** The names as the index has them; those that were read before are of another version. */
function namesOf(wanted: number | undefined): NameSet {
  if (!index) {
    const db = openReadOnly(indexFile);
    index = { db, names: createNameSet(db) };
  }
  if (version !== wanted) index.names.forget();
  version = wanted;
  return index.names;
}

port.on('message', (message: ToNoteThread) => {
  if (message.kind === 'stop') {
    index?.db.close();
    port.close();
    return;
  }
  const { ticket, kind, jobs, names } = message;
  reader.lookAgain();
  const work = createNoteWork({
    vault,
    reader,
    find: (self, text, prose) => namesOf(names).find(self, text, prose),
  });
  const answer = (told: FromNoteThread) => port.postMessage(told);
  try {
    if (kind === 'facts') answer({ ticket, results: jobs.map((job) => work.facts(job as Job<'facts'>)) });
    else if (kind === 'text') answer({ ticket, results: jobs.map((job) => work.text(job as Job<'text'>)) });
    else answer({ ticket, results: jobs.map((job) => work.spoken(job as Job<'spoken'>)) });
  } catch (error) {
    answer({ ticket, error: error instanceof Error ? error.message : String(error) });
  }
});
