import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every file of a folder: path → text. */
export type Files = Map<string, string>;

const trash = '.trash';

/** All files of a vault, hidden ones and temporary ones too; what was deleted is apart, in `readTrash`. */
export function readFiles(dir: string): Files {
  return new Map([...readAll(dir)].filter(([path]) => !path.startsWith(`${trash}/`)));
}

/** What was deleted, by the paths that it had. */
export function readTrash(dir: string): Files {
  return readAll(join(dir, trash));
}

function readAll(dir: string): Files {
  if (!existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry): [string, string] => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(dir.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}

/** Make a vault hold these files and nothing else; a file that is right already is not touched. */
export function putBack(dir: string, files: Files): void {
  rmSync(join(dir, trash), { recursive: true, force: true });
  const now = readFiles(dir);
  for (const path of now.keys()) if (!files.has(path)) rmSync(join(dir, path));
  for (const [path, text] of files) if (now.get(path) !== text) putFile(dir, path, text);
  removeEmpty(dir);
}

function removeEmpty(dir: string): void {
  const folders = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const deepestFirst = folders
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .reverse();
  for (const folder of deepestFirst) if (readdirSync(folder).length === 0) rmdirSync(folder);
}

export function putFile(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

/** Paths that differ, each with what is wrong; a few are enough to see. */
export function differences(found: Files, wanted: Files): string[] {
  const paths = [...new Set([...found.keys(), ...wanted.keys()])].sort();
  return paths.flatMap((path) => {
    const [is, should] = [found.get(path), wanted.get(path)];
    if (is === should) return [];
    if (should === undefined) return [`${path} should not be there`];
    return [is === undefined ? `${path} is gone` : `${path} holds ${JSON.stringify(is.slice(0, 80))}`];
  });
}
