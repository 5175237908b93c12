import { parseArgs } from 'node:util';

export const sections = [
  'engine',
  'search',
  'ranking',
  'discovery',
  'export',
  'scan',
  'graph',
  'editor',
] as const;
export type Section = (typeof sections)[number];

/** Those that change nothing in a vault. */
const unchanging: ReadonlySet<Section> = new Set(['search', 'ranking', 'discovery', 'scan', 'graph']);

export interface Wishes {
  sections: Section[];
  /** Sizes of the generated vaults, in notes. */
  sizes: number[];
  /** Where generated vaults are kept. */
  keep: string | undefined;
}

export const usage = `npm run bench [-- engine|search|ranking|discovery|export|scan|graph|editor] [--notes 1000,10000] [--keep FOLDER]

  engine    opening, edits, memory, size of the index
  search    full-text search
  ranking   the order of hits, by judged queries over the real vaults
  discovery topics without a note, by a judged list over the real vaults
  export    a Hugo export: its plan, first and again, and the export itself
  scan      what one note costs the processor on its way into the index
  graph     what joins notes, arranging them, and frames in Chromium
  editor    typing, opening and scrolling in Chromium, beside CodeMirror alone
  --notes   sizes of the generated vaults (default: 1000,10000); 0 leaves only the real ones.
            100000 can take half an hour
  --keep    folder that generated vaults are left in with their indexes, and taken from the next time
            (for search, ranking, discovery, scan and graph, which change nothing in them)`;

/** Read the arguments. Throws an `Error` with a line for the person. */
export function readWishes(args: readonly string[]): Wishes {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { notes: { type: 'string' }, keep: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !isSection(name));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}"`);
  const chosen = positionals.filter(isSection);
  const wanted = chosen.length > 0 ? chosen : [...sections];
  const changing = wanted.find((section) => !unchanging.has(section));
  if (values.keep && changing) throw new Error(`What "${changing}" leaves cannot be kept`);
  return {
    sections: wanted,
    sizes: readSizes(values.notes ?? '1000,10000'),
    keep: values.keep,
  };
}

function readSizes(list: string): number[] {
  const sizes = list.split(',').map(Number);
  const bad = sizes.some((size) => !Number.isInteger(size) || size < 0 || size > 1_000_000);
  if (bad) throw new Error(`--notes takes numbers such as 1000,10000; "${list}" is none`);
  return sizes.filter((size) => size > 0).sort((a, b) => a - b);
}

function isSection(name: string): name is Section {
  return sections.some((section) => section === name);
}
