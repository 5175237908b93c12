import type { SortedFile } from '../index/files.ts';
import { breathe } from './slices.ts';

const natural = new Intl.Collator(['zh-CN', 'en'], { numeric: true });
const byPath = (a: SortedFile, b: SortedFile) => (a.path < b.path ? -1 : 1);

export const orders = {
  name: (a: SortedFile, b: SortedFile) => natural.compare(a.name, b.name) || byPath(a, b),
  modified: (a: SortedFile, b: SortedFile) => b.modified - a.modified || byPath(a, b),
  created: (a: SortedFile, b: SortedFile) => b.created - a.created || byPath(a, b),
};

export type Sort = keyof typeof orders;

/** So many are sorted at once: a few milliseconds of comparing names. */
const run = 1000;

/** The first `count` of many, in order; the rest is thrown away on the way. */
export function createFirst<T>(compare: (a: T, b: T) => number, count: number) {
  let kept: T[] = [];
  let last: T | undefined;
  return {
    add(one: T): void {
      if (last !== undefined && compare(one, last) >= 0) return;
      kept.push(one);
      if (kept.length < 2 * count + run) return;
      kept = kept.sort(compare).slice(0, count);
      last = kept.at(-1);
    },
    /** Other calls are let through while many are sorted. */
    async first(): Promise<T[]> {
      return (await sortInSlices(kept, compare)).slice(0, count);
    },
  };
}

/** Sorted, with other calls let through in between. */
export async function sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += run) {
    runs.push(items.slice(from, from + run).sort(compare));
    if (items.length > run) await breathe();
  }
  while (runs.length > 1) {
    const next: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      next.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = next;
  }
  return runs[0] ?? [];
}

async function merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const out: T[] = [];
  for (let left = 0, right = 0; left < a.length || right < b.length; ) {
    if (out.length % (4 * run) === 0) await breathe();
    const first = right >= b.length || (left < a.length && compare(a[left] as T, b[right] as T) <= 0);
    out.push((first ? a[left++] : b[right++]) as T);
  }
  return out;
}
