import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Memory } from './memory.ts';

export interface BuildOptions {
  /** Drafts and posts of the future too. */
  drafts?: boolean;
  signal?: AbortSignal | undefined;
  /** URLs, from the site's root, of pages to hand back. */
  pages?: readonly string[];
}

/** A Hugo that can be run: the person's own, or the one that comes with the app. */
export interface Hugo {
  /** As it says itself, such as `0.111.3`. */
  version: string;
  /** Major and minor. */
  numbers: readonly [number, number];
  embedded: boolean;
  /**
   * Build the site in `dir`. Nothing is written inside it but what Hugo keeps in `resources/`.
   * @param destination a folder for what is built; the embedded Hugo builds in memory
   */
  build(dir: string, destination: string, options: BuildOptions): Promise<HugoRun>;
  /** Where it would put each page of content: its address as Hugo gives it, by the path of its file in `dir`. */
  list?(dir: string, signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

export interface HugoRun {
  /** Exit code 0. */
  ok: boolean;
  /** Lines that say what went wrong, in order. */
  errors: string[];
  warnings: string[];
  /** HTML by URL, of the pages asked for that were built. */
  pages: ReadonlyMap<string, string>;
}

/**
 * Find a hugo among the person's programs.
 * @param wanted `auto` (from PATH), or the path of one, relative to `base`
 */
export async function findHugo(wanted: string, base: string, memory?: Memory): Promise<Hugo | undefined> {
  const file = fileOf(wanted, base);
  if (file === undefined || !existsSync(file)) return undefined;
  const versions = memory?.table('hugo');
  const stamp = hugoStamp(wanted, base);
  const before = versions?.get('version')?.split('\n');
  const known = before?.[0] === stamp ? before[1] : undefined;
  const said = known ?? (await run(file, ['version'], process.cwd(), undefined)).stdout.trim();
  versions?.set('version', `${stamp}\n${said}`);
  const match = /v(\d+)\.(\d+)(?:\.\d+)?/.exec(said);
  if (!match) return undefined;
  return {
    version: match[0].slice(1),
    numbers: [Number(match[1]), Number(match[2])],
    embedded: false,
    build: (dir, destination, options) => buildSite(file, dir, destination, options),
    async list(dir, signal) {
      const { code, stdout } = await run(file, ['list', 'all', '--source', dir], dir, signal);
      return code === 0 ? readList(stdout) : new Map();
    },
  };
}

/** Which hugo would be run, and how its file stands: another one may render otherwise. */
export function hugoStamp(wanted: string, base: string): string {
  const file = /^(?:none|embedded)$/.test(wanted) ? undefined : fileOf(wanted, base);
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return stats ? `${file} ${stats.size} ${stats.mtimeMs}` : '';
}

function fileOf(wanted: string, base: string): string | undefined {
  return wanted === 'auto' ? fromPath() : resolve(base, wanted);
}

async function buildSite(
  file: string,
  dir: string,
  destination: string,
  options: BuildOptions,
): Promise<HugoRun> {
  const all = options.drafts ? ['-D', '-F'] : [];
  const args = [
    '--source',
    dir,
    '--destination',
    destination,
    '--printPathWarnings',
    '--noBuildLock',
    ...all,
  ];
  const { code, stdout, stderr } = await run(file, args, dir, options.signal);
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  return {
    ok: code === 0,
    errors: lines.filter((line) => /^(ERROR|Error:|error:|fatal|panic)/.test(line)).map(withoutTime),
    warnings: lines.filter((line) => /^WARN/.test(line)).map(withoutTime),
    pages: readPages(destination, options.pages ?? []),
  };
}

/** Addresses out of `hugo list all`, a table with commas whose first line names its columns. */
export function readList(text: string): Map<string, string> {
  const [names = [], ...rows] = readTable(text);
  const [path, permalink] = [names.indexOf('path'), names.indexOf('permalink')];
  return new Map(rows.flatMap((row) => (row[permalink] ? [[row[path] ?? '', row[permalink]]] : [])));
}

/** Fields may stand in quotes; then they may hold commas, line ends, and doubled quotes. */
function readTable(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain?.trim() ?? '');
    if (end !== ',' && end !== '') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

function readPages(destination: string, urls: readonly string[]): Map<string, string> {
  const pages = new Map<string, string>();
  for (const url of urls) {
    const file = join(destination, url.endsWith('/') ? `${url}index.html` : url);
    if (existsSync(file)) pages.set(url, readFileSync(file, 'utf8'));
  }
  return pages;
}

function withoutTime(line: string): string {
  return line.replace(/^(ERROR|WARN)\s+\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s+/, '$1 ');
}

function fromPath(): string | undefined {
  const names = process.platform === 'win32' ? ['hugo.exe'] : ['hugo'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (isAbsolute(file) && canRun(file)) return file;
    }
  }
  return undefined;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(file: string, args: string[], cwd: string, signal: AbortSignal | undefined) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const limits = { cwd, signal, maxBuffer: 64 << 20, timeout: 300_000, windowsHide: true };
    execFile(file, args, limits, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      const said = stderr || stdout || !error ? stderr : `Error: ${error.message}`;
      done({ code, stdout, stderr: said });
    });
  });
}
