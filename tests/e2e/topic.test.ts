import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await startApp({
    language: 'en',
    files: {
      'OVN.md': '# OVN\n',
      'diary/2025-08-04.md': 'First OVN of the day.\n\nSecond, [[OVN]], as a link.\n',
      'posts/one.md': 'A post about OVN，看 istio 的网络。\n',
    },
  });
  page = app.page;
  await page.locator('.explorer-topics').getByText('OVN', { exact: true }).click();
  await entries().first().waitFor();
});

afterAll(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const entries = () => page.locator('.entry');
const filter = (name: string) => page.getByRole('button', { name, exact: false });
const shown = () => expect.poll(() => entries().count());

describe('the page of a topic', () => {
  test('is narrowed to what is linked, and to a folder, and widened again', async () => {
    await shown().toBe(3);
    await page.getByRole('button', { name: 'Linked 1', exact: true }).click();
    await shown().toBe(1);
    await filter('Folder').click();
    await page.getByRole('menuitem', { name: 'posts' }).click();
    await page.getByText('Nothing here fits this filter.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await shown().toBe(3);
    await filter('Folder').click();
    await page.getByRole('menuitem', { name: 'diary 2' }).click();
    await shown().toBe(2);
    // Counts tell what is shown, not what there is elsewhere.
    await page.getByRole('button', { name: 'Unlinked 1', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Linked 1', exact: true }).click();
    await page.locator('.filter-menu').click();
    await page.getByRole('menuitem', { name: 'posts 0' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.locator('.filter-menu').click();
    await page.getByRole('menuitem', { name: 'Every folder' }).click();
    await shown().toBe(3);
  });

  test('what may be a topic too stands beside it, and can be made one', async () => {
    const maybe = page.getByRole('listbox', { name: 'May also be topics' });
    await maybe.getByRole('option', { name: 'istio 1 together' }).click();
    await page.getByRole('dialog', { name: 'A note for “istio”?' }).getByText('Cancel').click();
  });

  test('a name can be put aside, and counted again where it was', async () => {
    const first = entries().filter({ hasText: 'A post about' });
    await first.getByRole('button', { name: 'Actions for this paragraph' }).click();
    await page.getByRole('menuitem', { name: 'Never for the name “OVN”' }).click();
    await shown().toBe(1);
    await page.getByRole('button', { name: '1 put aside' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Count again' }).click();
    await page.getByRole('dialog').getByText('Nothing is put aside.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await shown().toBe(3);
  });

  test('its name is marked in the text of notes, unless the person has it otherwise', async () => {
    await app.open('one');
    const mark = page.locator('.note-mention', { hasText: 'OVN' });
    await mark.waitFor();
    await page.keyboard.press('Control+,');
    const setting = page.getByRole('switch', { name: 'Mark topics in the text' });
    await setting.uncheck();
    await app.open('one');
    await page.locator('.cm-line', { hasText: 'A post about' }).waitFor();
    await expect.poll(() => mark.count()).toBe(0);
    await page.keyboard.press('Control+,');
    await setting.check();
    await app.open('one');
    await mark.waitFor();
  });

  test('what was written in any week or month becomes a note, or a draft of a post', async () => {
    await app.command('digest');
    const dialog = page.getByRole('dialog', { name: 'Digest' });
    expect(await dialog.getByRole('button', { name: 'The week after' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Go to a day').fill('2025-08-13');
    await dialog.getByText('2025-08-11 – 2025-08-17', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'The week before' }).click();
    await dialog.getByText('2025-08-04 – 2025-08-10', { exact: true }).waitFor();
    await dialog.getByText('2 paragraphs about 1 topic').waitFor();
    await dialog.getByRole('radio', { name: 'Month' }).check({ force: true });
    await dialog.getByText('2025-08', { exact: true }).waitFor();
    await dialog.getByRole('checkbox', { name: 'As a post: with a date, and a draft' }).check();
    await dialog.getByText('draft').first().waitFor();
    await dialog.getByRole('button', { name: 'Make the note' }).click();
    await page.locator('.note-editor[data-path="Digest 2025-08.md"]').waitFor();
    const text = app.read('Digest 2025-08.md');
    expect(text).toMatch(/^\+\+\+\n(?:.*\n)*?draft = true\n(?:.*\n)*?\+\+\+\n/);
    expect(text).toContain('> First OVN of the day.');
  });
});
