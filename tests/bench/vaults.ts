import { cpSync, existsSync, globSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { realVault } from '../fixtures/vaults.ts';
import type { Corpus } from './corpus.ts';
import { count } from './format.ts';
import { generateNotes, writeNotes } from './generate.ts';

/** A vault of our own to measure on: free to be changed. */
export interface BenchVault {
  name: string;
  dir: string;
  /** Folder for its index, beside it; what one section leaves there the next goes on with. */
  index: string;
  notes: number;
  /** Bytes of all notes together. */
  bytes: number;
}

const seed = 20_250_806;
const realNames = ['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const;

/** Made anew, unless the folder has it from another time. */
export function generatedVault(corpus: Corpus, size: number, folder: string): BenchVault {
  const dir = join(folder, `generated-${size}`);
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true });
    writeNotes(dir, generateNotes(corpus, size, seed));
  }
  return measured(`generated ${count(size)}`, dir);
}

/** Copies of the real vaults that are on this machine: the originals are only read. */
export function realVaults(folder: string): BenchVault[] {
  return realNames.flatMap((name) => {
    const original = realVault(name);
    if (original === undefined) return [];
    const dir = join(folder, name);
    cpSync(original, dir, { recursive: true });
    return [measured(name, dir)];
  });
}

export function notePaths(dir: string): string[] {
  return globSync('**/*.md', { cwd: dir })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

function measured(name: string, dir: string): BenchVault {
  const sizes = notePaths(dir).map((path) => statSync(join(dir, path)).size);
  return {
    name,
    dir,
    index: `${dir}.index`,
    notes: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
