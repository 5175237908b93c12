import { diffItems } from '../text/diff.ts';

/**
 * The source of a line of text that shows something else than before, with the marks, links and comments of what stays:
 * `**安装** k3s` that is to read `部署 k3s` becomes `**部署** k3s`. Undefined where what changes goes over a mark.
 * @param shown what a source shows
 */
export function renameInline(
  source: string,
  text: string,
  shown: (source: string) => string,
): string | undefined {
  const before = shown(source);
  const [old, fresh] = [wordsOf(before), wordsOf(text)];
  let made = source;
  let reads = before;
  for (const hunk of diffItems(old, fresh).toReversed()) {
    const from = old.slice(0, hunk.from).join('').length;
    const to = old.slice(0, hunk.to).join('').length;
    const insert = fresh.slice(hunk.insertFrom, hunk.insertTo).join('');
    reads = reads.slice(0, from) + insert + reads.slice(to);
    const next =
      replaced(made, before.slice(from, to), insert, (candidate) => shown(candidate) === reads.trim()) ??
      beside(made, before, from, to, insert, (candidate) => shown(candidate) === reads.trim());
    if (next === undefined) return undefined;
    made = next;
  }
  return shown(made) === text ? made : undefined;
}

/** Words of Latin letters and digits, and every other character by itself. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{Script=Latin}\d]+|[^\p{Script=Latin}\d]/gu) ?? [];
}

/** `source` with one of the places of `old` as `insert`: the one that lets it read as is meant. */
function replaced(
  source: string,
  old: string,
  insert: string,
  isRight: (candidate: string) => boolean,
): string | undefined {
  if (old === '') return undefined;
  for (let at = source.indexOf(old); at >= 0; at = source.indexOf(old, at + 1)) {
    const candidate = source.slice(0, at) + insert + source.slice(at + old.length);
    if (isRight(candidate)) return candidate;
  }
  return undefined;
}

/** What is put in between two characters goes with the one before it, else with the one behind it. */
function beside(
  source: string,
  before: string,
  from: number,
  to: number,
  insert: string,
  isRight: (candidate: string) => boolean,
): string | undefined {
  const old = before.slice(from, to);
  const [left, right] = [before.slice(Math.max(0, from - 1), from), before.slice(to, to + 1)];
  return (
    replaced(source, left + old, left + insert, isRight) ??
    replaced(source, old + right, insert + right, isRight)
  );
}
