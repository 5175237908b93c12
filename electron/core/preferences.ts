import { hash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { removeLeftovers, writeFileAtomic } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';

const keys = /^[a-z][a-z0-9-]{0,40}$/;

/**
 * Small documents about how this person likes things on this machine, a JSON file each, outside every vault.
 * Keys that begin with `workspace` are kept for each vault apart. What a killed process left there is removed.
 */
export function createPreferences(dir: string, vaultDir: string) {
  const vaultKey = hash('sha256', vaultDir, 'hex').slice(0, 16);
  removeLeftovers(dir);
  const fileOf = (key: string) => {
    if (!keys.test(key)) throw new AppError('invalid-params', `"${key}" is no name of a preference`);
    return join(dir, key.startsWith('workspace') ? `${key}-${vaultKey}.json` : `${key}.json`);
  };
  return {
    read(key: string): Json {
      try {
        return JSON.parse(readFileSync(fileOf(key), 'utf8')) as Json;
      } catch (error) {
        if (error instanceof AppError) throw error;
        return null;
      }
    },
    write(key: string, value: Json): void {
      const file = fileOf(key);
      onDisk(dir, () => mkdirSync(dir, { recursive: true }));
      writeFileAtomic(file, JSON.stringify(value));
    },
  };
}

export type Preferences = ReturnType<typeof createPreferences>;
