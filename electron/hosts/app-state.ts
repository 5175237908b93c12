import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { removeLeftovers, writeFileAtomic } from '../disk/atomic-write.ts';

/** Where the app keeps what belongs to this machine, outside every vault. */
export interface DataFolders {
  /** For indexes: a cache. */
  dataDir: string;
  /** For preferences and what the hosts remember. Default: `dataDir`. */
  stateDir?: string;
}

export const stateFolder = ({ dataDir, stateDir }: DataFolders) => stateDir ?? dataDir;

const appState = v.object({
  /** Folder of the vault last opened. */
  vault: v.optional(v.string()),
  /** Where the desktop window was, in screen pixels. */
  window: v.optional(
    v.object({
      x: v.number(),
      y: v.number(),
      width: v.number(),
      height: v.number(),
      maximized: v.boolean(),
    }),
  ),
});

/** What the hosts remember of this machine, in `app.json` of the folder for it. */
export type AppState = v.InferOutput<typeof appState>;

/** Nothing is remembered where the file is missing or spoilt. */
export function readAppState(stateDir: string): AppState {
  try {
    return v.parse(appState, JSON.parse(readFileSync(fileIn(stateDir), 'utf8')));
  } catch {
    return {};
  }
}

/**
 * Remember `changes` beside what is there. Two hosts that write at once: the last one is right. A disk that cannot
 * be written stops nobody from working: then the next start remembers less.
 */
export function writeAppState(stateDir: string, changes: AppState): void {
  const state = { ...readAppState(stateDir), ...changes };
  try {
    mkdirSync(stateDir, { recursive: true });
    removeLeftovers(stateDir);
    writeFileAtomic(fileIn(stateDir), `${JSON.stringify(state, null, 2)}\n`);
  } catch {
    // See above.
  }
}

const fileIn = (stateDir: string) => join(stateDir, 'app.json');
