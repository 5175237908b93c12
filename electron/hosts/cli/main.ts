/** The command line: one process, one command. */
import { UsageError } from './exit-code.ts';
import { report } from './report.ts';
import { languageOf, run } from './run.ts';

/** Resolves when the person or the system asks this process to end; the second time it ends at once. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}

const { env, stdout, stderr } = process;
const around = { argv: process.argv.slice(2), env, cwd: process.cwd(), stdout, stderr, interrupted };

stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop early: `commonplace links | head`.
  if (error.code === 'EPIPE') process.exit();
  const full = new UsageError('error.output', { message: error.message }, 'no-space');
  process.exit(report(full, { ...around, argv: [], language: languageOf(around) }));
});

process.exitCode = await run(around);
