import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const json = (value: unknown) => JSON.stringify(value);

describe.skipIf(missing('chromium'))('a vault is shown as its Obsidian shows it', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      files: {
        'a.md': '---\nweight: 1\n---\n\n![[b]]\n',
        'b.md': '甲乙\n**丙**丁 one\ntwo\\\nthree\n',
        'net/c.md': '[[a]] [[nowhere]]\n',
        '.obsidian/app.json': json({ strictLineBreaks: true, propertiesInDocument: 'hidden' }),
        '.obsidian/appearance.json': json({ theme: 'obsidian', baseFontSize: 19 }),
        '.obsidian/graph.json': json({
          search: '-path:daily',
          hideUnresolved: true,
          colorGroups: [{ query: 'path:net', color: { a: 1, rgb: 0x2255dd } }],
        }),
      },
    });
  });
  afterAll(() => app?.close());

  test('in its theme and its size of text, until the person chooses another', async () => {
    const look = () =>
      app.page.evaluate(() => {
        const { dataset, style } = document.documentElement;
        return [dataset.theme, style.getPropertyValue('--text-page')];
      });
    expect(await look()).toEqual(['dark', '19px']);
  });

  test('without properties, and with strict line breaks where a note is drawn', async () => {
    await app.open('a.md');
    await app.page.locator('.note-inset', { hasText: '丁' }).waitFor();
    expect(await app.page.locator('.note-inset').innerText()).toContain('甲乙丙丁 one two\nthree');
    expect(await app.page.locator('.properties').count()).toBe(0);
    expect(await app.page.locator('.cm-content').innerText()).not.toContain('weight');
    await app.open('b.md');
    await app.page.keyboard.press('Control+e');
    await app.page.locator('.cm-line', { hasText: '甲乙丙丁 one two' }).waitFor();
    await app.page.keyboard.press('Control+e');
  });

  test('or with properties as their source', async () => {
    app.write('.obsidian/app.json', json({ propertiesInDocument: 'source' }));
    await app.page.reload();
    await app.page.getByRole('tab').first().waitFor();
    await app.open('a.md');
    await expect.poll(() => app.page.locator('.cm-content').innerText()).toContain('weight: 1');
    expect(await app.page.locator('.properties').count()).toBe(0);
  });

  test('its graph as it is filtered and coloured there', async () => {
    await app.page.keyboard.press('Control+Alt+g');
    const group = app.page.locator('.graph-group');
    await group.waitFor();
    expect(await group.locator('input').inputValue()).toBe('path:net');
    expect(await group.locator('.graph-swatch').getAttribute('style')).toContain('--group-6');
  });
});
