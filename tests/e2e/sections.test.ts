import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const text = '# 甲\n\na\n\n## 甲一\n\na1\n\n## 甲二\n\na2\n\n# 乙\n\nb\n';
const turned = '# 甲\n\na\n\n## 甲二\n\na2\n\n## 甲一\n\na1\n\n# 乙\n\nb\n';

describe.skipIf(missing('chromium'))('sections and undo', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      files: {
        'sections.md': text,
        'undo.md': '第一行\n\n第二行\n',
        'other.md': '别的\n',
        'long.md': `${Array.from({ length: 200 }, (_, n) => `段落 ${n}，有**粗体**和[[other]]\n`).join('\n')}`,
        'tasks.md': '- [ ] 一\n- [x] 二\n\n> [!note]- 折起\n> 里面\n',
      },
    });
  });
  afterAll(() => app?.close());

  const onDisk = (path: string) => expect.poll(() => app.read(path));
  const heading = (name: string) => app.page.locator('.outline-row', { hasText: name });
  const line = (words: string) => app.page.locator('.cm-line', { hasText: words }).first();

  test('a section moves by dragging it in the outline, and back with undo', async () => {
    await app.open('sections');
    await app.page.getByRole('tab', { name: 'Outline' }).click();
    await heading('甲二').dragTo(heading('甲一'), { targetPosition: { x: 40, y: 3 } });
    await onDisk('sections.md').toBe(turned);
    await line('a2').click();
    await app.page.keyboard.press('Control+z');
    await onDisk('sections.md').toBe(text);
    await heading('甲')
      .first()
      .dragTo(heading('乙'), { targetPosition: { x: 40, y: 24 } });
    await onDisk('sections.md').toBe('# 乙\n\nb\n\n# 甲\n\na\n\n## 甲一\n\na1\n\n## 甲二\n\na2\n');
    await app.page.keyboard.press('Control+z');
    await line('a2').click();
    await app.page.keyboard.press('Control+z');
    await onDisk('sections.md').toBe(text);
  });

  test('a section moves, and changes its level, by keyboard', async () => {
    await line('a2').click();
    await app.page.keyboard.press('Control+Alt+Shift+ArrowUp');
    await onDisk('sections.md').toBe(turned);
    await app.page.keyboard.type('!');
    await onDisk('sections.md').toMatch(/## 甲二\n\n(?:!a2|a2!|a!2)\n/);
    await app.page.keyboard.press('Control+z');
    await app.page.keyboard.press('Control+z');
    await onDisk('sections.md').toBe(text);
    await heading('甲二').click();
    await app.page.getByRole('listbox', { name: 'Outline' }).focus();
    await app.page.keyboard.press('Alt+ArrowUp');
    await onDisk('sections.md').toBe(turned);
    await app.page.keyboard.press('Alt+ArrowRight');
    await onDisk('sections.md').toMatch(/^#{2,3} 甲[一二]$/m);
    expect(app.faults).toEqual([]);
  });

  test('undo survives the closing of a tab, and takes what came from the disk back in one step', async () => {
    await app.open('undo');
    await line('第一行').click();
    await app.page.keyboard.press('End');
    await app.page.keyboard.type('甲');
    await onDisk('undo.md').toMatch(/第一行甲/);
    await app.page.keyboard.press('Control+t');
    await app.open('other');
    // Whoever comes to a tab by keys is in its text.
    await app.page.keyboard.press('Control+PageUp');
    await app.page.locator('.note-editor[data-path="undo.md"] .cm-content:focus').waitFor();
    await app.page.keyboard.press('Control+w');
    await expect.poll(() => app.page.getByRole('tab', { name: 'undo' }).count()).toBe(0);
    await app.open('undo');
    app.write('undo.md', '第一行甲\n\n外面改了第二行\n\n又加一行\n');
    await line('又加一行').waitFor();
    await line('第一行').click();
    await app.page.keyboard.press('Control+z');
    await onDisk('undo.md').toBe('第一行甲\n\n第二行\n');
    await app.page.keyboard.press('Control+z');
    await onDisk('undo.md').toBe('第一行\n\n第二行\n');
    await app.page.keyboard.press('Control+y');
    await app.page.keyboard.press('Control+y');
    await onDisk('undo.md').toBe('第一行甲\n\n外面改了第二行\n\n又加一行\n');
  });

  test('reading view keeps the place, and turns tasks over', async () => {
    await app.open('long');
    await app.page.locator('.note-scroll').evaluate((box) => box.scrollTo({ top: 3000 }));
    await app.page.waitForTimeout(300);
    const topLine = () =>
      app.page.evaluate(() => {
        const box = document.querySelector('.note-scroll')?.getBoundingClientRect();
        const lines = [...document.querySelectorAll('.cm-line')];
        const top = lines.find(
          (each) => each.textContent && each.getBoundingClientRect().bottom > (box?.top ?? 0) + 40,
        );
        return Number(/段落 (\d+)/.exec(top?.textContent ?? '')?.[1]);
      });
    const before = await topLine();
    expect(before).toBeGreaterThan(20);
    await app.page.keyboard.press('Control+e');
    await app.page.waitForTimeout(300);
    expect(Math.abs((await topLine()) - before)).toBeLessThanOrEqual(2);
    await app.page.keyboard.press('Control+e');
    await app.open('tasks');
    await app.page.keyboard.press('Control+e');
    await app.page.locator('.note-task').first().click();
    await onDisk('tasks.md').toMatch(/^- \[x\] 一$/m);
    await app.page.keyboard.press('Control+e');
  });

  test('a note that another program takes away is not lost by undo', async () => {
    await app.open('other');
    await line('别的').click();
    await app.page.keyboard.type('写');
    await onDisk('other.md').toMatch(/写/);
    rmSync(join(app.vault, 'other.md'));
    await app.page.getByText('The file is no longer there').waitFor();
    await line('别的').click();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => line('别的').innerText()).toBe('别的');
  });
});
