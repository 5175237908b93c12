/** npm run test:crash [PART OF AN OPERATION'S NAME]: every operation is cut short at many points; a table of what was found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../bench/random.ts';
import { type Column, renderTable } from '../bench/table.ts';
import { buildChildren } from './built.ts';
import { type Budget, type Outcome, runCampaign } from './campaign.ts';
import { operations } from './operations.ts';
import { runPublishCampaign } from './publish-campaign.ts';

const full: Budget = { disk: 24, index: 10, timed: 12, links: 1000 };
const publishPoints = 400;
const seed = Number(process.env.COMMONPLACE_SEED ?? 20250806);

const columns: Column<Outcome>[] = [
  { title: 'operation', align: 'left', cell: (row) => row.operation },
  { title: 'points', cell: (row) => String(row.points) },
  { title: 'killed', cell: (row) => String(row.killed) },
  { title: 'old', cell: (row) => String(row.counts.old) },
  { title: 'new', cell: (row) => String(row.counts.new) },
  { title: 'finished', cell: (row) => String(row.counts.finished) },
  { title: 'failed', cell: (row) => String(row.failures.length) },
  { title: 'seconds', cell: (row) => row.seconds.toFixed(0) },
];

function total(rows: readonly Outcome[]): Outcome {
  const sum = (of: (row: Outcome) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    operation: 'all',
    points: sum((row) => row.points),
    killed: sum((row) => row.killed),
    counts: {
      old: sum((row) => row.counts.old),
      new: sum((row) => row.counts.new),
      finished: sum((row) => row.counts.finished),
    },
    failures: rows.flatMap((row) => row.failures),
    seconds: sum((row) => row.seconds),
  };
}

const part = process.argv[2] ?? '';
const rows: Outcome[] = [];
const folder = mkdtempSync(join(tmpdir(), 'commonplace-crash-'));
const children = await buildChildren();
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
  children.remove();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
for (const operation of operations.filter(({ name }) => name.includes(part))) {
  process.stderr.write(`  ${operation.name}\n`);
  const row = await runCampaign(operation, full, createRandom(seed), join(folder, operation.name), children);
  for (const failure of row.failures) console.log(`${operation.name} ${failure}\n`);
  rows.push(row);
}
if ('publish'.includes(part)) {
  process.stderr.write('  publish\n');
  const row = await runPublishCampaign(publishPoints, createRandom(seed), join(folder, 'publish'), children);
  for (const failure of row.failures) console.log(`publish ${failure}\n`);
  rows.push(row);
}
const sum = total(rows);
const title = `SIGKILL in the middle of work, then the next start (seed ${seed}, ${full.links} backlinks)`;
console.log(renderTable(title, columns, [...rows, sum]));
process.exitCode = sum.failures.length > 0 || sum.points === 0 ? 1 : 0;
