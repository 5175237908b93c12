import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** A hugo that can be run. */
export interface Hugo {
  file: string;
  /** As it says itself, such as `0.111.3`. */
  version: string;
  /** Major and minor. */
  numbers: readonly [number, number];
}

export interface HugoRun {
  /** Exit code 0. */
  ok: boolean;
  /** Lines that say what went wrong, in order. */
  errors: string[];
  warnings: string[];
}

/**
 * Find the hugo that a target asks for.
 * @param wanted `auto` (from PATH), `none`, or the path of one, relative to `base`
 */
export async function findHugo(wanted: string, base: string): Promise<Hugo | undefined> {
  if (wanted === 'none' || wanted === 'embedded') return undefined;
  const file = wanted === 'auto' ? fromPath() : resolve(base, wanted);
  if (file === undefined || !existsSync(file)) return undefined;
  const said = await run(file, ['version'], process.cwd(), undefined);
  const match = /v(\d+)\.(\d+)(?:\.\d+)?/.exec(said.stdout);
  if (!match) return undefined;
  return { file, version: match[0].slice(1), numbers: [Number(match[1]), Number(match[2])] };
}

/** Build a site into `destination`. Nothing is written inside `dir` but what Hugo keeps in `resources/`. */
export async function buildSite(
  hugo: Hugo,
  dir: string,
  destination: string,
  options: { drafts?: boolean; signal?: AbortSignal | undefined } = {},
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
  const { code, stdout, stderr } = await run(hugo.file, args, dir, options.signal);
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  return {
    ok: code === 0,
    errors: lines.filter((line) => /^(ERROR|Error:|error:|fatal|panic)/.test(line)).map(withoutTime),
    warnings: lines.filter((line) => /^WARN/.test(line)).map(withoutTime),
  };
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
