import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** Names of the notes that this thread opens from now on; other threads have an `fs` of their own. */
function openedHere(): string[] {
  const opened: string[] = [];
  const { openSync } = fs;
  fs.openSync = (path, ...rest) => {
    if (String(path).endsWith('.md')) opened.push(basename(String(path)));
    return openSync(path, ...rest);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs.openSync = openSync;
    syncBuiltinESMExports();
  });
  return opened;
}

const large = (word: string) => `# ${word}\n\n${'见 [[a]]，说到镜像仓库。\n\n'.repeat(40_000)}`;

test('a very large note is taken apart by another thread, at an opening and when another program writes it', async () => {
  const opened = openedHere();
  const dir = tempFolder({ 'a.md': '一\n', 'large.md': large('甲') });
  const { call, core } = await openCore(dir, { watch: true });
  expect(opened).not.toContain('large.md');
  const changed = new Promise<void>((resolve) => {
    core.events.on('vault.changed', ({ paths }) => paths?.includes('large.md') && resolve());
  });
  writeFileSync(join(dir, 'large.md'), large('乙'));
  await changed;
  await core.settled();
  expect(opened).not.toContain('large.md');
  expect((await call('search.query', { query: '乙' })).total).toBe(1);
  expect((await call('search.query', { query: '甲' })).total).toBe(0);
  writeFileSync(join(dir, 'a.md'), '二\n');
  await expect.poll(async () => (await call('search.query', { query: '二' })).total).toBe(1);
  expect(opened).toContain('a.md');
});
