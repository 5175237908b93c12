import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const writer = join(import.meta.dirname, '../../fixtures/writer.ts');

function run(...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let trouble = '';
    child.stderr.on('data', (text) => {
      trouble += text;
    });
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(trouble))));
  });
}

test('processes that write one note at once lose no line of one another', async () => {
  const dir = tempFolder({ 'a.md': '' });
  const dataDir = tempFolder();
  // The index is there, so that the processes begin together.
  const { core } = await openCore(dir, { dataDir });
  await core.dispose();
  const [names, count] = [['app', 'cli', 'cron'], 120];
  await Promise.all(names.map((name) => run(dir, dataDir, 'a.md', name, String(count))));
  const lines = readFileSync(join(dir, 'a.md'), 'utf8').trimEnd().split('\n');
  const wanted = names.flatMap((name) => Array.from({ length: count }, (_, line) => `${name} ${line}`));
  expect(lines.toSorted()).toEqual(wanted.toSorted());
}, 180_000);
