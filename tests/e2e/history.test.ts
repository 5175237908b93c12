/** Older versions of a note in the built app: seen, restored in part and as a whole, and a deleted note brought back. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const lines = Array.from({ length: 20 }, (_, n) => `line ${n + 1}`);
const first = `${lines.join('\n')}\n`;
const second = first.replace('line 2\n', 'second\n').replace('line 18\n', 'eighteenth\n');

describe.skipIf(missing('chromium'))('history', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      files: { 'Start.md': '# Start\n', 'diary.md': first, 'other.md': 'see [[diary]]\n' },
    });
  });
  afterAll(async () => {
    const { faults } = app;
    await app.close();
    expect(faults).toEqual([]);
  });

  const panel = () => app.page.getByRole('tabpanel').last();
  const dialog = () => app.page.getByRole('dialog');

  it('says so where there is none', async () => {
    await app.open('diary');
    await app.page.getByRole('tab', { name: 'History' }).click();
    await panel().getByText('No earlier version yet').waitFor();
  });

  it('keeps the text before the first change, and shows what differs from now', async () => {
    const content = app.page.locator('.cm-content');
    await content.click();
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.insertText(second);
    await expect.poll(() => app.read('diary.md')).toBe(second);
    await panel().getByRole('button', { name: 'Before an edit' }).click();
    const parts = dialog().locator('.version-part');
    await expect.poll(() => parts.count()).toBe(2);
    expect(await parts.first().locator('del').allTextContents()).toEqual(['second']);
    expect(await parts.first().locator('ins').allTextContents()).toEqual(['line 2']);
  });

  it('brings back one part, then the whole, in the open note too', async () => {
    await dialog().getByRole('button', { name: 'Restore this part' }).first().click();
    await expect.poll(() => app.read('diary.md')).toBe(first.replace('line 18\n', 'eighteenth\n'));
    await expect.poll(() => dialog().locator('.version-part').count()).toBe(1);
    await dialog().getByRole('button', { name: 'Restore this version' }).click();
    await expect.poll(() => app.read('diary.md')).toBe(first);
    await app.page.locator('.cm-line', { hasText: 'line 18' }).waitFor();
    await panel().getByRole('button', { name: 'Before a restore' }).waitFor();
  });

  it('takes a restore back', async () => {
    await app.page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => app.read('diary.md')).toBe(first.replace('line 18\n', 'eighteenth\n'));
    await app.page.locator('.cm-line', { hasText: 'eighteenth' }).waitFor();
  });

  it('finds a deleted note and brings it back', async () => {
    const { page } = app;
    const file = join(app.vault, 'diary.md');
    await app.command('Delete');
    await expect.poll(() => existsSync(file)).toBe(false);
    await app.command('Deleted notes');
    await dialog().getByText('diary').waitFor();
    await dialog().getByRole('button', { name: 'Bring back' }).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    await dialog().getByText('No note with a history is gone.').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await page.locator('.note-editor[data-path*="diary"] .cm-line', { hasText: 'eighteenth' }).waitFor();
  });
});
