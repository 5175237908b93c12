/** What a probe can be asked to measure, and what it answers. All times in milliseconds, sizes in bytes. */

export interface Jobs {
  /** Open the vault and take it in. */
  open: { wish: object; answer: OpenTimes };
  search: { wish: { queries: string[]; repeats: number }; answer: SearchTimes };
  edit: { wish: { edits: number }; answer: EditTimes };
  export: { wish: { site: string }; answer: ExportTimes };
}

export type JobName = keyof Jobs;

/** Where a probe works. */
export interface Ground {
  vaultDir: string;
  dataDir: string;
}

export interface OpenTimes {
  /** Until the first folder was listed. */
  answered: number;
  /** Until the whole tree was known. */
  tree: number;
  /** Until links, tags, names and outlines were. */
  facts: number;
  /** Until all text was in the index. */
  text: number;
  /** Until mentions and terms were, and with them everything. */
  all: number;
  /** Resident memory of the process at the end, and at its most. */
  memory: number;
  memoryPeak: number;
  indexSize: number;
}

export interface SearchTimes {
  /** One row a query, one entry a repeat. */
  times: number[][];
  totals: number[];
}

export interface EditTimes {
  /** The same text by a bare safe write: no hash, no index. */
  bare: number[];
  /** `note.write` alone. */
  write: number[];
  /** `note.write` and then `backlink.list` of the note newly linked to, mentions included. */
  backlinks: number[];
}

export interface ExportTimes {
  first: number;
  second: number;
  /** Files that the plan would write. */
  files: number;
}
