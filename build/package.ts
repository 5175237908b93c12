/**
 * Make the installer for this system: `npm run package [-- ELECTRON-BUILDER ARGS]`.
 * electron-builder brings Electron's binary and the tools of each format by itself, from the network.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const root = resolve(import.meta.dirname, '..');
const config = ['--config', 'build/electron-builder.yml'];
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|getaddrinfo/;

const builder = spawn(
  process.execPath,
  [join(root, 'node_modules/electron-builder/cli.js'), ...config, ...process.argv.slice(2)],
  { cwd: root, stdio: ['inherit', 'pipe', 'pipe'] },
);
let offline = false;
const told = [tell(builder.stdout), tell(builder.stderr)];
const [status] = await once(builder, 'close');
await Promise.all(told);
if (status !== 0 && offline) {
  process.stderr.write(
    "\nThe package could not be made: Electron's binary (or a tool of the format) cannot be fetched from here.\n" +
      'Connect to the network, set ELECTRON_MIRROR, or name a folder that holds Electron:\n' +
      '  npm run package -- -c.electronDist=/path/to/electron/dist\n',
  );
}
process.exitCode = status ?? 1;

/** Pass on what is said for people; where a failure came from in the code is for nobody here. */
async function tell(output: Readable): Promise<void> {
  for await (const line of createInterface({ input: output })) {
    offline ||= unreachable.test(line);
    if (!/^\s+at /.test(line)) process.stdout.write(`${line}\n`);
  }
}
