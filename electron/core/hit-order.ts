import type { FileRow } from '../index/files.ts';
import { breathe } from './slices.ts';

const natural = new Intl.Collator(['zh-CN', 'en'], { numeric: true });
const byPath = (a: FileRow, b: FileRow) => (a.path < b.path ? -1 : 1);

export const orders = {
  name: (a: FileRow, b: FileRow) => natural.compare(a.name, b.name) || byPath(a, b),
  modified: (a: FileRow, b: FileRow) => b.modified - a.modified || byPath(a, b),
  created: (a: FileRow, b: FileRow) => b.created - a.created || byPath(a, b),
};

export type Sort = keyof typeof orders;

/** So many are sorted at once: a few milliseconds of comparing names. */
const run = 1000;

/** The first `count` of many, in order; the rest is thrown away on the way. */
export function createFirst<T>(compare: (a: T, b: T) => number, count: number) {
  let kept: T[] = [];
  return {
    add(one: T): void {
      kept.push(one);
      if (kept.length >= 2 * count + run) kept = kept.sort(compare).slice(0, count);
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
