/** Text that could not be saved, over the death of the window, in the built app. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

describe.skipIf(missing('chromium'))('text that could not be saved', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      files: { 'Start.md': '# Start\n', 'sub/diary.md': 'dear\n', 'sub/second.md': 'two\n' },
    });
  });
  afterAll(async () => {
    const { faults } = app;
    await app.close();
    expect(faults).toEqual([]);
  });

  const content = () => app.page.locator('.cm-content');
  const away = () => `${app.vault}.away`;
  async function type(text: string) {
    await content().click();
    await app.page.keyboard.press('Control+End');
    await app.page.keyboard.type(text);
  }
  /** Longer than it takes to be put aside. */
  const putAside = () => app.page.waitForTimeout(1_500);

  it('while the folder is away: it is there when the note is opened again, and saved once the folder is back', async () => {
    await app.open('diary');
    renameSync(app.vault, away());
    await type('words for a lost folder');
    await app.page.getByText('Kept here until it can be saved').waitFor();
    await putAside();
    renameSync(away(), app.vault);
    expect(app.read('sub/diary.md')).toBe('dear\n');
    await app.crash();
    await content().getByText('words for a lost folder').waitFor();
    await expect.poll(() => app.read('sub/diary.md')).toBe('dear\nwords for a lost folder');
  });

  it('of a note that is not open: it is offered, and brought back', async () => {
    await app.open('second');
    rmSync(join(app.vault, 'sub'), { recursive: true });
    await app.page.getByText('The file is no longer there').waitFor();
    await type('words for a lost file');
    await putAside();
    await app.open('Start');
    // The tab in front is kept a little later.
    await app.page.waitForTimeout(800);
    await app.crash();
    const banner = app.page.getByText('Text that could not be saved is kept for 1 note: second');
    await banner.waitFor();
    await app.page.getByRole('button', { name: 'Bring it back' }).click();
    await content().getByText('words for a lost file').waitFor();
    await app.page.getByRole('button', { name: 'Save it again' }).click();
    await expect.poll(() => existsSync(join(app.vault, 'sub/second.md'))).toBe(true);
    expect(app.read('sub/second.md')).toBe('two\nwords for a lost file');
    await banner.waitFor({ state: 'detached' });
  });
});
