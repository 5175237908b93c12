import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { step } from './progress.mjs';
import { debianPackages, findTool, howToGet, type ToolName, toolNames } from './tools.ts';

/**
 * Install the missing tools where that is allowed (apt-get, as root), and name what is still missing.
 * Tests of a missing tool skip themselves, so this never fails.
 */
export async function installTools(): Promise<ToolName[]> {
  const missing = missingTools();
  if (missing.length === 0) return [];
  if (mayInstall()) await step(`Installing ${missing.join(', ')}`, async () => aptInstall(missing));
  return missingTools();
}

/** Lines that say how to get each of these. */
export function adviceLines(missing: readonly ToolName[]): string {
  return missing.map((name) => `  ${name} is missing: ${howToGet(name)}\n`).join('');
}

function missingTools(): ToolName[] {
  return toolNames.filter((name) => findTool(name) === undefined);
}

/** COMMONPLACE_NO_INSTALL keeps the set-up away from the system's packages. */
function mayInstall(): boolean {
  if (process.env.COMMONPLACE_NO_INSTALL) return false;
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Together first; one by one where that fails, so that one absent package does not cost the others. */
function aptInstall(missing: readonly ToolName[]): void {
  apt(['update', '-q']);
  const packages = debianPackages(missing);
  const install = ['install', '-y', '-q', '--no-install-recommends'];
  if (apt([...install, ...packages])) return;
  for (const name of packages) apt([...install, name]);
}

function apt(args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) process.stderr.write(stderr ?? '');
  return status === 0;
}
