import { dirname } from '../../shared/text/path.ts';

/**
 * What tells notes of one name apart on a list: the end of the folder that no namesake's folder ends with too; `/` for
 * the vault itself. Only those that have a namesake on the list are in it, by path.
 */
export function tellApart(notes: readonly { path: string; name: string }[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(notes, ({ name }) => name.toLowerCase());
  const told = new Map<string, string>();
  for (const namesakes of byName.values()) {
    if (namesakes.length < 2) continue;
    const folders = namesakes.map(({ path }) => dirname(path).split('/'));
    for (const [index, { path }] of namesakes.entries()) {
      told.set(path, shortestEnd(folders[index] as string[], folders.toSpliced(index, 1)) || '/');
    }
  }
  return told;
}

function shortestEnd(folder: readonly string[], others: readonly (readonly string[])[]): string {
  const end = (segments: readonly string[], length: number) => segments.slice(-length).join('/');
  let length = 1;
  while (length < folder.length && others.some((other) => end(other, length) === end(folder, length)))
    length++;
  return end(folder, length);
}
