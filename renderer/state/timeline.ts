/** The timeline of a topic: what of it to show, in which rows, and its chart. */
import type { Result } from '../../shared/contract/api.ts';
import { dirname } from '../../shared/text/path.ts';

export type Entry = Result<'topic.read'>['entries'][number];
export type TimelineFilter = 'all' | 'unlinked' | 'linked' | 'code' | 'year' | 'published';

/** What entries are told apart by that they do not say themselves. */
export interface Surroundings {
  /** `YYYY-MM-DD` */
  today: string;
  /** Whether a note is on the blog. */
  published(path: string): boolean;
}

/** What of a timeline is shown. */
export interface Narrowing {
  filter: TimelineFilter;
  /** A prefix of the dates to keep: a year or a month. */
  period: string;
  /** The folder of the notes to keep, those below it included; undefined for all. */
  folder: string | undefined;
}

export const everything: Narrowing = { filter: 'all', period: '', folder: undefined };

export type TimelineRow =
  | { kind: 'month'; key: string; month: string }
  | {
      kind: 'entry';
      key: string;
      entry: Entry;
      /** The date is shown once for a run of entries of one day. */
      newDay: boolean;
      /** So is the note. */
      newNote: boolean;
    };

export function isUnlinked(entry: Entry): boolean {
  return entry.marks.some((mark) => !mark.linked);
}

export function filterEntries(
  entries: readonly Entry[],
  { filter, period, folder }: Narrowing,
  { today, published }: Surroundings,
): Entry[] {
  return entries.filter((entry) => {
    if (!entry.date.startsWith(period)) return false;
    if (folder !== undefined && !`${dirname(entry.source)}/`.startsWith(folder === '' ? '/' : `${folder}/`))
      return false;
    if (filter === 'unlinked') return isUnlinked(entry);
    if (filter === 'linked') return entry.linked;
    if (filter === 'code') return entry.code;
    if (filter === 'published') return published(entry.source);
    return filter === 'all' || entry.date.slice(0, 4) === today.slice(0, 4);
  });
}

/**
 * The folders that entries are in, those of most entries first: a place to narrow to, where there is more than one. One
 * that holds nothing but another folder says no more than that; the top counts its own notes.
 */
export function entryFolders(entries: readonly Entry[]): string[] {
  const counts = new Map<string, number>();
  for (const { source } of entries) {
    let folder = dirname(source);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
    while (folder.includes('/')) {
      folder = dirname(folder);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  const all = [...counts].map(([folder, count]) => ({ folder, count }));
  return all
    .filter(
      ({ folder, count }) =>
        folder === '' || !all.some((one) => one.count === count && dirname(one.folder) === folder),
    )
    .sort((a, b) => b.count - a.count || (a.folder < b.folder ? -1 : 1))
    .map(({ folder }) => folder);
}

export function timelineRows(entries: readonly Entry[]): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let last: Entry | undefined;
  for (const entry of entries) {
    const month = entry.date.slice(0, 7);
    const newMonth = last?.date.slice(0, 7) !== month;
    if (newMonth) rows.push({ kind: 'month', key: `month ${month}`, month });
    rows.push({
      kind: 'entry',
      key: `${entry.source} ${entry.from}`,
      entry,
      newDay: newMonth || last?.date !== entry.date,
      newNote: newMonth || last?.source !== entry.source,
    });
    last = entry;
  }
  return rows;
}

export interface Bar {
  /** `YYYY-MM`, or `YYYY` where months would be too many. */
  period: string;
  count: number;
  /** Of this year. */
  recent: boolean;
}

/** More months than this are drawn as years. */
const mostMonths = 36;
/** A chart of fewer says little: it begins this many months back at the latest. */
const leastMonths = 12;

/** Entries by month, without gaps, up to this month; by year where they go far back. */
export function timelineBars(entries: readonly Entry[], today: string): Bar[] {
  const dates = entries.map((entry) => entry.date);
  if (dates.length === 0) return [];
  const first = dates.reduce((least, date) => (date < least ? date : least));
  const last = dates.reduce((most, date) => (date > most ? date : most), today);
  const months = monthNumber(last) - monthNumber(first) + 1;
  const length = months > mostMonths ? 4 : 7;
  const periods = length === 4 ? years(first, last) : monthsUpTo(last, Math.max(months, leastMonths));
  const counts = new Map<string, number>();
  for (const date of dates) counts.set(date.slice(0, length), (counts.get(date.slice(0, length)) ?? 0) + 1);
  const year = today.slice(0, 4);
  return periods.map((period) => ({
    period,
    count: counts.get(period) ?? 0,
    recent: period.startsWith(year),
  }));
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthsUpTo(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const month = monthNumber(last) - count + 1 + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

function years(first: string, last: string): string[] {
  const from = Number(first.slice(0, 4));
  return Array.from({ length: Number(last.slice(0, 4)) - from + 1 }, (_, index) => `${from + index}`);
}

/** Where topics live in this vault: the folder that most of the given ones share. */
export function topicFolder(topics: readonly { path: string }[]): string {
  const counts = new Map<string, number>();
  for (const { path } of topics) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? '';
}
