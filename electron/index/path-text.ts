import { fold, hasBreaks } from '../../shared/text/fold.ts';
import { basename } from '../../shared/text/path.ts';
import { isWordStart } from '../../shared/text/tokens.ts';
import type { Db } from './database.ts';

/** Stands between paths; no path holds it. */
const divider = '\n';

/** The folded paths of all files as one text, so that a look through 100,000 of them takes two milliseconds. */
interface PathText {
  ids: number[];
  text: string;
  /** Where each begins. */
  starts: Uint32Array;
  /** Those of which some words begin inside a run. */
  broken: Set<number>;
}

/** Files by what stands in their path or name. The text is made when first asked for, and again once names have changed. */
export function createPathText(db: Db, namesRevision: () => number) {
  const all = db.prepare<[], { id: number; path: string }>('SELECT id, path FROM files');
  const cache = new Map<'file' | 'path', PathText>();
  let state = '';

  function textOf(field: 'file' | 'path'): PathText {
    const now = `${namesRevision()}:${db.pragma('data_version', { simple: true })}`;
    if (now !== state) cache.clear();
    state = now;
    let known = cache.get(field);
    if (!known) {
      known = build(all.all(), field);
      cache.set(field, known);
    }
    return known;
  }

  return {
    /**
     * Ids of the files whose path or file name holds a folded term: at the start of a word, unless `inside`.
     * `unclear`: it stands there, but circled numbers and the like make it hard to tell where words start.
     */
    holding(field: 'file' | 'path', term: string, inside: boolean): { clear: number[]; unclear: number[] } {
      const { ids, text, starts, broken } = textOf(field);
      const clear: number[] = [];
      const unclear: number[] = [];
      for (let at = text.indexOf(term); at >= 0; ) {
        const index = lineAt(starts, at);
        const fits = inside || isWordStart(text, at);
        if (fits) clear.push(ids[index] as number);
        else if (broken.has(index)) unclear.push(ids[index] as number);
        at = text.indexOf(term, fits ? (starts[index + 1] ?? text.length) : at + 1);
      }
      return { clear, unclear };
    },
    ids: () => textOf('path').ids,
  };
}

export type PathIndex = ReturnType<typeof createPathText>;

function build(rows: { id: number; path: string }[], field: 'file' | 'path'): PathText {
  const texts = rows.map(({ path }) =>
    fold(field === 'path' ? path : basename(path)).replaceAll(divider, ' '),
  );
  const starts = new Uint32Array(rows.length);
  let at = 0;
  texts.forEach((text, index) => {
    starts[index] = at;
    at += text.length + 1;
  });
  const broken = new Set(rows.flatMap(({ path }, index) => (hasBreaks(path) ? [index] : [])));
  return { ids: rows.map(({ id }) => id), text: texts.join(divider), starts, broken };
}

/** Index of the last start that is not behind `at`. */
function lineAt(starts: Uint32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
