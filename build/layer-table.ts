/** Who may import whom: the house's one table of arrows. They all point downward. */

export interface Layer {
  /** Folder or file, relative to the project. The longest one that holds a file is its layer. */
  place: string;
  /** Folders and files that it may import beside its own place. */
  may: readonly string[];
  /** Of those, the ones of which it may import types only. */
  typesOnly?: readonly string[];
  /** npm packages; a trailing `*` stands for anything. */
  packages?: readonly string[];
  /** Node's own modules: none, all but the network, or all. */
  node?: 'none' | 'offline' | 'all';
}

/** Packages without effects, free to use in the pure part. */
const PURE = [
  '@lezer/*',
  'dayjs',
  'dayjs/*',
  'jsonc-parser',
  'minisearch',
  'node-diff3',
  'opencc-js',
  'opencc-js/*',
  'pinyin-pro',
  'smol-toml',
  'valibot',
  'yaml',
];
const REACT = ['react', 'react-dom', 'react-dom/*', 'lucide-react', '@tanstack/*'];
const CODEMIRROR = ['codemirror', '@codemirror/*', '@lezer/*', '@replit/codemirror-vim'];

/** What draws formulas, PDFs and the HTML of notes. */
const DRAWING = ['dompurify', 'katex', 'katex/*', 'pdfjs-dist', 'pdfjs-dist/*'];

const TEXT = 'shared/text';
const ERRORS = 'shared/contract/errors.ts';
const PARTS = ['electron/vault', 'electron/index', 'electron/history', 'electron/publish'];

/** The four over one disk: they never import one another. */
function part(place: string, packages: readonly string[]): Layer {
  return { place, may: ['shared', 'electron/disk'], packages: [...PURE, ...packages], node: 'offline' };
}

export const layers: readonly Layer[] = [
  { place: TEXT, may: [], packages: PURE },
  { place: 'shared/note', may: [TEXT, ERRORS], packages: PURE },
  { place: 'shared/link', may: [TEXT, 'shared/note', ERRORS], packages: PURE },
  { place: 'shared/search', may: [TEXT, 'shared/note', 'shared/link', ERRORS], packages: PURE },
  {
    place: 'shared/hugo',
    may: [TEXT, 'shared/note', 'shared/link', 'shared/search', ERRORS],
    packages: PURE,
  },
  // What the core says to people, in each language: hosts without a window say it too.
  { place: 'shared/words', may: ['shared/search', ERRORS], packages: [] },
  { place: 'shared/contract', may: ['shared'], typesOnly: ['shared'], packages: PURE },
  // SQLite for its locks alone, which end with their process; Node has none.
  { place: 'electron/disk', may: [TEXT, ERRORS], packages: ['better-sqlite3'], node: 'offline' },
  part('electron/vault', ['@parcel/watcher']),
  part('electron/index', ['better-sqlite3']),
  part('electron/history', ['better-sqlite3']),
  part('electron/publish', []),
  {
    place: 'electron/core',
    may: ['shared', 'electron/disk', ...PARTS],
    // The table of emoji is data, and completion is asked for in every host.
    packages: [...PURE, 'emojibase-data/*'],
    node: 'offline',
  },
  {
    place: 'electron/hosts',
    may: ['shared', 'electron/disk', 'electron/core'],
    packages: [...PURE, '@parcel/watcher'],
    node: 'offline',
  },
  // The one place that asks other machines for something: what a person wished to see.
  { place: 'electron/hosts/outside', may: [ERRORS], packages: PURE, node: 'all' },
  {
    place: 'electron/hosts/desktop',
    may: ['shared', 'electron/disk', 'electron/core', 'electron/hosts', 'electron/hosts/outside'],
    packages: [...PURE, 'electron'],
    node: 'offline',
  },
  {
    place: 'electron/hosts/web',
    may: ['shared', 'electron/disk', 'electron/core', 'electron/hosts', 'electron/hosts/outside'],
    packages: [...PURE, 'ws'],
    node: 'all',
  },
  {
    place: 'electron/hosts/cli',
    may: ['shared', 'electron/disk', 'electron/core', 'electron/hosts'],
    packages: PURE,
    node: 'offline',
  },
  { place: 'renderer/i18n', may: ['shared'], packages: ['react'] },
  { place: 'renderer/client', may: ['shared'], packages: ['react', 'valibot'] },
  {
    place: 'renderer/state',
    may: ['shared', 'renderer/client', 'renderer/i18n'],
    packages: ['react', 'valibot'],
  },
  {
    place: 'renderer/ui',
    may: ['shared', 'renderer/client', 'renderer/state', 'renderer/i18n'],
    packages: REACT,
  },
  { place: 'renderer/editor', may: ['shared', 'renderer/client', 'renderer/i18n'], packages: CODEMIRROR },
  {
    place: 'renderer/editor/render',
    may: ['shared', 'renderer/client', 'renderer/editor'],
    packages: [...CODEMIRROR, ...DRAWING],
  },
  {
    place: 'renderer/editor/paste',
    may: ['shared', 'renderer/client', 'renderer/editor'],
    packages: [...CODEMIRROR, 'turndown', '@joplin/turndown-plugin-gfm'],
  },
  { place: 'renderer/graph', may: ['shared'], packages: [] },
  // In a frame of its own, apart from the page.
  { place: 'renderer/diagram', may: ['shared'], typesOnly: ['shared'], packages: ['mermaid'] },
  {
    place: 'renderer/editor/note-editor.tsx',
    may: ['shared', 'renderer/client', 'renderer/i18n', 'renderer/editor'],
    packages: [...CODEMIRROR, 'react'],
  },
  {
    place: 'renderer/editor/page',
    may: ['shared', 'renderer/client', 'renderer/i18n', 'renderer/editor'],
    packages: [...CODEMIRROR, 'react', 'lucide-react'],
  },
  {
    place: 'renderer/views',
    may: [
      'shared',
      'renderer/client',
      'renderer/state',
      'renderer/ui',
      'renderer/i18n',
      'renderer/editor/note-editor.tsx',
      'renderer/graph',
    ],
    packages: [...REACT, 'dompurify'],
  },
  { place: 'renderer', may: ['shared', 'renderer'], packages: REACT },
  { place: 'build', may: ['build', 'package.json'], packages: ['*'], node: 'all' },
  {
    place: 'tests',
    may: ['shared', 'electron', 'renderer', 'build', 'tests', 'package.json'],
    packages: ['*'],
    node: 'all',
  },
];
