/** npm run check: every check runs, whatever the others say; a summary ends it. */
import { globSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { layers } from './layer-table.ts';
import { importCycles, layerProblems, type Tree } from './layers.ts';
import { capture } from './process.mjs';
import { forbiddenWords, longFiles, registryHosts } from './words.ts';

interface Outcome {
  name: string;
  problems: string;
}

const root = resolve(import.meta.dirname, '..');
const FOLDERS = 'electron,renderer,shared,build,tests';

function readTree(endings: string): Tree {
  const paths = globSync(`{${FOLDERS}}/**/*.{${endings}}`, { cwd: root }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

async function command(name: string, script: string, args: string[]): Promise<Outcome> {
  const { code, output } = await capture(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
  });
  return { name, problems: code === 0 ? '' : output.trim() || `exit code ${code}` };
}

function types(name: string, project: string): Promise<Outcome> {
  return command(name, 'typescript/bin/tsc', ['-p', project, '--pretty', 'false']);
}

async function look(name: string, find: () => string[]): Promise<Outcome> {
  try {
    return { name, problems: find().join('\n') };
  } catch (error) {
    return { name, problems: error instanceof Error ? error.message : String(error) };
  }
}

/** This checkout's place and the home folder, where they are specific enough to be found in a text. */
function machinePaths(): string[] {
  const general = new Set(['/', tmpdir(), '/home', '/Users', '/root', dirname(homedir())]);
  return [...new Set([dirname(root), homedir()])].filter((path) => !general.has(path));
}

function lengths(tree: Tree): string[] {
  const long = longFiles(tree);
  for (const { path, lines } of long.filter((file) => !file.fails))
    console.log(`warning: ${path} has ${lines} lines`);
  return long
    .filter((file) => file.fails)
    .map(({ path, lines }) => `${path}: ${lines} lines, 500 are the most`);
}

const began = performance.now();
const code = readTree('ts,tsx');
const texts = readTree('ts,tsx,mjs,js,css');
const outcomes = await Promise.all([
  types('types', 'tsconfig.json'),
  types('types of shared (no Node, no DOM)', 'build/tsconfig.shared.json'),
  types('types of renderer (no Node)', 'build/tsconfig.renderer.json'),
  command('lint and format', '@biomejs/biome/bin/biome', ['check', '--max-diagnostics=60', '--colors=off']),
  look('layers', () => layerProblems(code, layers)),
  look('cycles', () => importCycles(code)),
  look('file length', () => lengths(texts)),
  look('words', () => forbiddenWords(texts, machinePaths())),
  look('lock file', () => registryHosts(readFileSync(join(root, 'package-lock.json'), 'utf8'))),
]);

for (const { name, problems } of outcomes) if (problems) console.log(`\n── ${name}\n${problems}`);
console.log('');
for (const { name, problems } of outcomes) console.log(`${problems ? '✗' : '✓'} ${name}`);
const failed = outcomes.filter(({ problems }) => problems).length;
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  failed > 0
    ? `${failed} of ${outcomes.length} checks failed (${seconds} s)`
    : `All checks passed (${seconds} s)`,
);
process.exitCode = failed > 0 ? 1 : 0;
