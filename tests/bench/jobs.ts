/** What a probe can be asked to measure, and what it answers. All times in milliseconds, sizes in bytes. */

export interface Jobs {
  /** Open the vault and take it in. */
  open: { wish: object; answer: OpenTimes };
  switch: { wish: { typed: string[] }; answer: SwitchTimes };
  ranking: { wish: { queries: string[] }; answer: { paths: string[][] } };
  discovery: { wish: { limit: number }; answer: { terms: string[] } };
  search: { wish: { queries: string[]; repeats: number }; answer: SearchTimes };
  live: { wish: LiveWish; answer: LiveTimes };
  watch: { wish: object; answer: { ready: number } };
  export: { wish: { site: string }; answer: ExportTimes };
  render: { wish: { site: string }; answer: RenderTimes };
  exportAgain: { wish: { edit: boolean }; answer: AgainTimes };
  scan: { wish: { repeats: number }; answer: ScanTimes };
  graph: { wish: { repeats: number; steps: number }; answer: GraphTimes };
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
  /** Processor time of all threads until then. */
  cpu: number;
  /** Resident memory of the process at the end, and at its most. */
  memory: number;
  memoryPeak: number;
  indexSize: number;
}

export interface SwitchTimes {
  names: number;
  /** One entry a letter typed. */
  ours: number[];
  fuzzysort: number[];
}

export interface SearchTimes {
  /** Until hits that fill a window are there, ranked and with their places: one row a query, one entry a repeat. */
  times: number[][];
  /** Until the answer is whole: all hits that were asked for, those that are alike, and their count. */
  whole: number[][];
  totals: number[];
}

/** What is done to a vault that is open and settled; it has notes enough for it. */
export interface LiveWish {
  saves: number;
  /** Names that stand in many notes and that no note has. */
  topics: string[];
  /** Notes that link to the one that is renamed. */
  backlinks: number;
  /** Notes that another program changes. */
  outside: number;
}

export interface LiveTimes {
  /** A bare safe write of the same text, as a part of `saved`. */
  bare: number[];
  /** `note.write` until backlinks, mentions and search were answered and agreed. */
  saved: number[];
  /** `note.create` of a topic until its mentions were listed. */
  topic: { time: number; mentions: number }[];
  rename: { time: number; fsync: number } | undefined;
  outside: { time: number; worstCall: number; calls: number } | undefined;
  memory: number;
}

export interface ExportTimes {
  /** The plan of a first export. */
  first: number;
  /** The export itself, every file flushed to disk; what the plan has found out is known. */
  apply: number;
  /** A plan with nothing changed since. */
  unchanged: number;
  /** The plan after an edit of one note, and that note with its page before it; undefined where there is none. */
  edited: number | undefined;
  preview: number | undefined;
  /** Files that the first plan would write. */
  files: number;
  /** Resident memory (bytes) at the end. */
  memory: number;
}

/** One post in the layout of a real blog, by the Hugo that comes with the app. */
export interface RenderTimes {
  /** With the start of the engine. */
  first: number;
  /** After each pause in typing. */
  again: number[];
}

/** The plan of a process that finds what an earlier one found out. */
export interface AgainTimes {
  plan: number;
  /** Resident memory (bytes) after it. */
  memory: number;
}

/** CPU time (ms) of all notes: of reading them, and of each step without it. */
export interface ScanTimes {
  /** With one buffer, decoded. */
  read: number;
  /** Facts, by the scanner and by the grammar. */
  scan: number;
  grammar: number;
  /** For the full text. */
  tokens: number;
  /** Names of all notes, in the prose of each. */
  mentions: number;
  /** For discovery. */
  terms: number;
}

export interface GraphTimes {
  /** What is asked of the core: for the first time, and again with nothing changed. */
  reads: { kind: string; nodes: number; lines: number; first: number; again: number }[];
  /** One step of arranging it, by us and by d3-force. */
  layout: { nodes: number; lines: number; ours: number; d3: number };
}
