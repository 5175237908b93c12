import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Another text for other code: what caches are held to that hold answers of rules, not only facts of files. Sizes and
 * times of the files that this one was built with, or in the source tree of all that publishing is made of.
 */
export function codeStamp(): string {
  const built = import.meta.filename.endsWith('.js');
  const root = built ? import.meta.dirname : resolve(import.meta.dirname, '../..');
  const files = built
    ? readdirSync(root).filter((name) => name.endsWith('.js'))
    : ['shared', 'electron/publish'].flatMap((folder) => sourcesIn(root, folder));
  const lines = files.map((name) => {
    const { size, mtimeMs } = statSync(join(root, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return lines.sort().join('\n');
}

function sourcesIn(root: string, folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}
