import { globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Another text for other code: what caches are held to that hold answers of rules, not only facts of files. Sizes and
 * times of the files that this one was built with, or in the source tree of all that publishing is made of.
 */
export function codeStamp(): string {
  const built = import.meta.filename.endsWith('.js');
  const root = built ? import.meta.dirname : resolve(import.meta.dirname, '../..');
  const files = built ? '*.js' : '{shared,electron/publish}/**/*.ts';
  const lines = globSync(files, { cwd: root }).map((name) => {
    const { size, mtimeMs } = statSync(join(root, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return lines.sort().join('\n');
}
