import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { temporaryPrefix } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';
import { readAppState } from './app-state.ts';

export interface ChosenVault {
  /** Real path of the folder. */
  dir: string;
  /** It was made from the template just now. */
  starter: boolean;
  /** The folder that was open last, where it is not there now and this one takes its place. */
  instead?: string;
}

export interface VaultChoice {
  /** The folder that was asked for. */
  vaultDir?: string;
  /** Where the vault last open is remembered. */
  stateDir: string;
  /** Template of the starter vault. */
  template: string;
  /** Where a new vault goes. */
  documents?: string;
}

/**
 * The vault to open: the one asked for, else the one last open, else the starter vault, made where it is not there.
 * @throws AppError where the folder asked for cannot be opened, or none can be made
 */
export function chooseVault({ vaultDir, stateDir, template, documents }: VaultChoice): ChosenVault {
  if (vaultDir !== undefined) return { dir: vaultFolder(vaultDir), starter: false };
  const last = readAppState(stateDir).vault;
  if (last !== undefined && isFolder(last)) return { dir: realpathSync(last), starter: false };
  const starter = makeStarter(template, documents ?? documentsFolder());
  return last === undefined ? starter : { ...starter, instead: last };
}

/**
 * The real path of a folder that can be a vault.
 * @throws AppError `not-found`, `invalid-path`, `no-access`
 */
export function vaultFolder(dir: string): string {
  const real = onDisk(dir, () => realpathSync(dir));
  if (!isFolder(real)) throw new AppError('invalid-path', `${dir} is not a folder`, { path: dir });
  return real;
}

/** Copy the template to `Commonplace` in the documents. A vault of ours that stands there is opened as it is. */
function makeStarter(template: string, documents: string): ChosenVault {
  for (let n = 1; ; n++) {
    const dir = join(documents, n === 1 ? 'Commonplace' : `Commonplace ${n}`);
    if (isFolder(join(dir, '.commonplace'))) return { dir: realpathSync(dir), starter: false };
    if (!existsSync(dir) || isEmptyFolder(dir)) {
      copyWhole(template, dir, documents);
      return { dir: realpathSync(dir), starter: true };
    }
  }
}

/** All of the folder appears at once, or nothing of it. */
function copyWhole(from: string, to: string, beside: string): void {
  onDisk(to, () => {
    const temporary = mkdtempSync(join(beside, temporaryPrefix));
    try {
      const copy = join(temporary, 'vault');
      cpSync(from, copy, { recursive: true });
      // What tells a later start that this folder is a vault: git keeps no empty folder in the template.
      mkdirSync(join(copy, '.commonplace'), { recursive: true });
      renameSync(copy, to);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

/**
 * Where the system keeps a person's documents: on Linux what `user-dirs.dirs` says (XDG user directories),
 * else `~/Documents`, else the home folder.
 */
export function documentsFolder(home = homedir(), env: NodeJS.ProcessEnv = process.env): string {
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const places = [xdgDocuments(join(config, 'user-dirs.dirs'), home), join(home, 'Documents')];
  return places.find((place) => place !== undefined && isFolder(place)) ?? home;
}

/** The file holds shell assignments; values are absolute or begin with `$HOME/`. */
function xdgDocuments(file: string, home: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const line = /^\s*XDG_DOCUMENTS_DIR="((?:[^"\\]|\\.)*)"/m.exec(readFileSync(file, 'utf8'));
  const value = line?.[1]?.replace(/\\(.)/g, '$1');
  if (value?.startsWith('$HOME/')) return join(home, value.slice('$HOME/'.length));
  return value?.startsWith('/') ? value : undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isEmptyFolder(path: string): boolean {
  return isFolder(path) && readdirSync(path).length === 0;
}
