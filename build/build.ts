/** Bundles the app into dist/: the Node parts, the preload, the renderer, and what lies beside them. */
import { chmodSync, copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Output name → source. */
const NODE_ENTRIES = {
  main: 'electron/hosts/desktop/main.ts',
  'cli-main': 'electron/hosts/cli/main.ts',
  'core-worker': 'electron/hosts/core-worker.ts',
  'note-worker': 'electron/core/note-worker.ts',
  'walk-worker': 'electron/core/walk-worker.ts',
  'hugo-engine': 'electron/publish/engine-child.ts',
};
const PRELOAD = 'electron/hosts/desktop/preload.ts';
/** The app's page, and the frame in which diagrams are drawn. */
const RENDERER_PAGES = ['renderer/index.html', 'renderer/diagram.html'];
/** Folders of pdfjs-dist that a PDF may ask for: encodings of CJK text, and fonts that are not in it. */
const PDF_FOLDERS = ['cmaps', 'standard_fonts'];

/** Native packages find their binaries beside themselves; electron is given by the shell. */
const EXTERNAL = ['electron', 'better-sqlite3', '@parcel/watcher'];

const shared: InlineConfig = {
  configFile: false,
  envFile: false,
  root,
  logLevel: 'warn',
  resolve: { external: EXTERNAL },
};

/** All outputs lie flat in dist/, chunks too: `import.meta.dirname` means dist/ in each of them. */
const nodeParts: InlineConfig = {
  ...shared,
  ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
  build: {
    ssr: true,
    outDir: dist,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: NODE_ENTRIES,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
};

/** One CommonJS file: a sandboxed preload can load nothing but electron. */
const preload: InlineConfig = {
  ...shared,
  ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
  build: {
    ssr: true,
    outDir: dist,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { preload: PRELOAD },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

const renderer: InlineConfig = {
  ...shared,
  root: join(root, 'renderer'),
  base: './',
  resolve: {},
  plugins: [react()],
  build: {
    outDir: join(dist, 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // The content security policy allows no inline script and no data: module.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: { input: RENDERER_PAGES.map((page) => join(root, page)) },
  },
};

function missingEntries(): string[] {
  return [...Object.values(NODE_ENTRIES), PRELOAD, ...RENDERER_PAGES].filter(
    (path) => !existsSync(join(root, path)),
  );
}

function copyBeside(): void {
  const launcher = join(dist, 'cli.js');
  copyFileSync(join(root, 'build/launcher.mjs'), launcher);
  chmodSync(launcher, 0o755);
  const starter = join(root, 'electron/core/starter');
  for (const folder of PDF_FOLDERS) {
    const from = join(root, 'node_modules/pdfjs-dist', folder);
    cpSync(from, join(dist, 'renderer/pdf', folder), { recursive: true });
  }
  if (existsSync(starter)) cpSync(starter, join(dist, 'starter'), { recursive: true });
  copyEngine();
}

/** The embedded Hugo: what runs it is ours, and the rest of its package stays away. */
function copyEngine(): void {
  const from = join(root, 'node_modules/@bookshop/hugo-engine/full-hugo-renderer');
  for (const name of ['wasm_exec.js', 'hugo_renderer.wasm.gz']) {
    cpSync(join(from, name), join(dist, 'hugo', name));
  }
}

const missing = missingEntries();
if (missing.length > 0) {
  console.error(
    `Nothing to build: these entry files do not exist:\n${missing.map((path) => `  ${path}`).join('\n')}`,
  );
  process.exitCode = 1;
} else {
  rmSync(dist, { recursive: true, force: true });
  await Promise.all([build(nodeParts), build(preload), build(renderer)]);
  copyBeside();
}
