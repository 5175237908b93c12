import { homedir } from 'node:os';
import { join, win32 } from 'node:path';

interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * The person's cache folder of this app, where indexes lie unless told otherwise: whatever is in it can be deleted.
 * XDG base directories on Linux; the customs of macOS and Windows there.
 */
export function defaultDataDir({ platform, env, home }: Machine = thisMachine()): string {
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'commonplace');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'commonplace');
  return join(absolute(env.XDG_CACHE_HOME) ?? join(home, '.cache'), 'commonplace');
}

/** The person's folder of this app for what is no cache: preferences, the vault last open. */
export function defaultStateDir({ platform, env, home }: Machine = thisMachine()): string {
  if (platform === 'win32') {
    return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'commonplace');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'commonplace');
  return join(absolute(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), 'commonplace');
}

/** The XDG rules: a relative path in these variables counts for nothing. */
const absolute = (path: string | undefined) => (path?.startsWith('/') ? path : undefined);
