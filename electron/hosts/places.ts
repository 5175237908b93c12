import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the parts of the app lie that a host loads from disk. */
export interface Places {
  /** Code of the core's thread. */
  worker: string;
  /** The built page: index.html and its assets. */
  ui: string;
  /** Template of the starter vault. */
  starter: string;
  /** The built preload of the desktop app. */
  preload: string;
}

/** Built, every file of the hosts lies flat in dist/; in the source tree this file lies in electron/hosts. */
export function findPlaces(here = import.meta.dirname): Places {
  const built = existsSync(join(here, 'core-worker.js'));
  const dist = built ? here : resolve(here, '../../dist');
  return {
    worker: built ? join(here, 'core-worker.js') : join(here, 'core-worker.ts'),
    ui: join(dist, 'renderer'),
    starter: built ? join(dist, 'starter/vault') : resolve(here, '../core/starter/vault'),
    preload: join(dist, 'preload.cjs'),
  };
}
