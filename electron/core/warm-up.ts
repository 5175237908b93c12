import { preparePaths } from '../../shared/link/mention-paths.ts';
import type { Store } from '../index/store.ts';
import type { Intake } from './intake.ts';
import { rest } from './slices.ts';

/** So many notes are read until their code runs fast. */
const rehearsals = 12;
/** Larger ones (bytes) would hold up calls. */
const largest = 32_768;

/**
 * Get ready for the first save, in short steps behind everything else: it would wait for the set of all names, for long
 * expressions to be compiled, and for code that never ran. The notes that were changed last are read once more; nothing
 * is written.
 */
export async function warmUp(store: Store, intake: Intake, stopped: () => boolean): Promise<void> {
  for (const _ of steps(store, intake)) {
    await rest();
    if (stopped()) return;
  }
}

function* steps(store: Store, intake: Intake): Generator<void> {
  yield;
  yield* store.mentions.prepare();
  yield* preparePaths();
  intake.lookAgain();
  for (const id of store.files.newestNotes(largest, rehearsals)) yield* intake.rehearse(id);
}
