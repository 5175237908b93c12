import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const external = ['better-sqlite3', '@parcel/watcher'];

/**
 * Bundle the probe and the threads that it starts as the app is bundled, and return the probe's file: from their sources
 * these take half a second to start, which nobody who opens a vault waits for.
 */
export async function buildProbe(): Promise<string> {
  // Below the project, where native packages are found.
  const outDir = join(root, 'dist', 'bench');
  await build({
    configFile: false,
    envDir: false,
    root,
    logLevel: 'warn',
    resolve: { external },
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          probe: 'tests/bench/probe.ts',
          'note-worker': 'electron/core/note-worker.ts',
          'walk-worker': 'electron/core/walk-worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
  return join(outDir, 'probe.js');
}
