import { type Options, readNumber } from './arguments.ts';
import { OpeningError } from './exit-code.ts';
import type { Say } from './messages.ts';
import type { Output } from './paint.ts';
import { shaped } from './shapes.ts';
import { findVault } from './vault.ts';

interface ServeSurroundings {
  cwd: string;
  stdout: Output;
  stderr: Output;
  interrupted(): Promise<void>;
  dataDir: string;
  stateDir: string;
  say: Say;
}

/** Serve the app to browsers of this machine until the person ends it. Prints the URL alone on a line, or with `--json` as one document; a person at a terminal is told what it is for. */
export async function serveApp(options: Options, around: ServeSurroundings): Promise<void> {
  const { stdout, stderr, dataDir, stateDir, interrupted, say } = around;
  const port = readNumber('port', options.port, 1, 65_535);
  const { startWebHost } = await import('../web/main.ts');
  const start = async () =>
    startWebHost({
      vaultDir: options.last ? undefined : findVault(options.vault, around.cwd),
      dataDir,
      stateDir,
      port,
      open: !options['no-open'],
      print: (url) => void stdout.write(`${options.json ? JSON.stringify(shaped('serve', { url })) : url}\n`),
      warn: (line) => void stderr.write(`${line}\n`),
    });
  const host = await start().catch((error) => {
    throw OpeningError.from(error);
  });
  if (stderr.isTTY) stderr.write(`${say('serve.until')}\n`);
  await interrupted();
  await host.close();
}
