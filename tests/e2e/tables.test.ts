import type { CDPSession, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const services = `前文。

| 名称 | port | note |
|:-----|-----:|------|
| k3s  | 6443 | **轻量** [[OVN\\|网络]] |
| etcd | 2379 |

后文。
`;

const listed = `- 第一项

  | 名 | port |
  |:---|-----:|
  | k3s | 6443 |

- | a | b |
  |---|---|
  | 1 | 2 |
1. 里
   | x | y |
   |---|---|
   | 3 | 4 |
2. | m | n |
   |---|---|
   | 5 | 6 |
`;

/** A table of 12,000 cells; the fifth of each forty rows takes several lines on the page. */
const long = `# 长\n\n| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n${Array.from(
  { length: 3000 },
  (_, row) =>
    `| ${row} 甲 | ${row % 40 === 5 ? '很长的一格 long '.repeat(12) : '**乙**'} | c\\|d | [[quoted]] |\n`,
).join('')}\n尾。\n`;

describe.skipIf(missing('chromium'))('tables', () => {
  let app: App;
  let cdp: CDPSession;
  const names = [
    'found',
    'typing',
    'keys',
    'menu',
    'paste',
    'composing',
    'remote',
    'undo',
    'source',
    'reading',
  ];

  beforeAll(async () => {
    const copies = Object.fromEntries(names.map((name) => [`${name}.md`, services]));
    app = await startApp({
      language: 'en',
      files: {
        ...copies,
        'OVN.md': '# OVN\n',
        'new.md': '甲\n\n\n\n乙\n',
        'listed.md': listed,
        'asked.md': '- 一\n  \n\n> [!note] 题\n> \n',
        'long.md': long,
        'wide.md': `# 宽\n\n|${' 很长的一列 |'.repeat(24)}\n|${' --- |'.repeat(24)}\n|${' 值 |'.repeat(24)}\n`,
        'quoted.md': '> [!note] 表\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n尾。\n',
      },
    });
    cdp = await app.page.context().newCDPSession(app.page);
  });
  afterAll(() => app?.close());
  beforeEach(() => app.page.keyboard.press('Escape'));

  const onDisk = (path: string) => expect.poll(() => app.read(path));
  const cell = (row: number, column: number): Locator =>
    app.page.locator(`.note-grid tr:nth-child(${row + 1}) > :nth-child(${column + 1}) .note-cell`);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => app.page.keyboard.press(key)), Promise.resolve());
  const type = (text: string) => app.page.keyboard.type(text);
  const row = (path: string, index: number) => expect.poll(() => app.read(path).split('\n')[2 + index]);

  async function compose(steps: string[], commit: string): Promise<void> {
    for (const text of steps) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await app.page.waitForTimeout(30);
    }
    await cdp.send('Input.insertText', { text: commit });
    await app.page.waitForTimeout(120);
  }

  async function paste(text: string, html?: string): Promise<void> {
    await app.page.evaluate(
      ([text, html]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        if (html) clipboardData.setData('text/html', html);
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
      },
      [text, html] as const,
    );
  }

  test('are drawn, with marks and links in their cells, and edited where they are', async () => {
    await app.open('typing');
    expect(await cell(1, 2).innerText()).toBe('轻量 网络');
    expect(await cell(0, 1).evaluate((box) => getComputedStyle(box).textAlign)).toBe('end');
    await cell(1, 2).locator('.note-link').waitFor();
    await cell(1, 0).click();
    await press('End');
    await type(' a|b');
    await row('typing.md', 2).toBe('| k3s a\\|b  | 6443 | **轻量** [[OVN\\|网络]] |');
    await press('Shift+Enter');
    await type('第二行');
    await row('typing.md', 2).toBe('| k3s a\\|b<br>第二行  | 6443 | **轻量** [[OVN\\|网络]] |');
    await cell(2, 1).click();
    expect(await cell(1, 0).innerText()).toBe('k3s a|b\n第二行');
    expect(app.faults).toEqual([]);
  });

  test('follow the keys: Tab, Enter and arrows, into the table and out of it', async () => {
    await app.open('keys');
    await app.page.locator('.cm-line', { hasText: '前文' }).click();
    await press('ArrowDown', 'ArrowDown');
    await type('A');
    await row('keys.md', 0).toBe('| 名称A | port | note |');
    await press('Tab');
    await type('P');
    await press('Tab', 'Tab', 'ArrowRight');
    await type('x');
    await press('Enter');
    await type('y');
    await row('keys.md', 3).toBe('| etcdy | 2379 |');
    await press('Tab', 'Tab');
    await type('补上');
    await row('keys.md', 3).toBe('| etcdy | 2379 | 补上 |');
    await press('Tab');
    await type('新行');
    await row('keys.md', 4).toBe('| 新行     |      |      |');
    await press('Shift+Tab');
    await type('z');
    await row('keys.md', 3).toBe('| etcdy | 2379 | z |');
    expect(app.read('keys.md').split('\n').slice(2, 5)).toEqual([
      '| 名称A | P | note |',
      '|:-----|-----:|------|',
      '| k3sx  | 6443 | **轻量** [[OVN\\|网络]] |',
    ]);
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await type('下');
    await onDisk('keys.md').toMatch(/\n\n下?后文/);
  });

  test('have a menu for rows, columns and alignment', async () => {
    await app.open('menu');
    const pick = async (name: string) => {
      await cell(1, 1).click({ button: 'right' });
      await app.page.getByRole('menuitem', { name, exact: true }).click();
    };
    await pick('Insert row below');
    await row('menu.md', 3).toBe('|      |      |      |');
    await pick('Move row down');
    await row('menu.md', 3).toMatch(/k3s/);
    await app.page.keyboard.press('Control+z');
    await row('menu.md', 2).toMatch(/k3s/);
    await pick('Move column left');
    await row('menu.md', 0).toBe('| port | 名称 | note |');
    await pick('Align column centre');
    await row('menu.md', 1).toBe('|-----:|:-----:|------|');
    await pick('Delete column');
    await row('menu.md', 0).toBe('| port | note |');
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z');
    await onDisk('menu.md').toBe(services);
  });

  test('take what is pasted from a spreadsheet or a page', async () => {
    await app.open('paste');
    await cell(2, 1).click();
    await paste('1\ta|b\r\n2\t"c\nd"\r\n');
    await row('paste.md', 3).toBe('| etcd | 1 | a\\|b |');
    await row('paste.md', 4).toBe('|  | 2 | c<br>d |');
    await press('Control+z');
    await onDisk('paste.md').toBe(services);
    await app.open('new');
    await app.page.locator('.cm-line').nth(2).click();
    await paste(
      'x',
      '<meta><table><tr><th>名</th><th>n</th></tr><tr><td>a|b<script>document.title=1</script></td><td>2</td></tr></table>',
    );
    await onDisk('new.md').toBe('甲\n\n| 名   | n   |\n| ---- | --- |\n| a\\|b | 2   |\n\n乙\n');
    await cell(1, 1).waitFor();
    expect(app.faults).toEqual([]);
  });

  test('compose Chinese in a cell, in the middle of a word, and cancel', async () => {
    await app.open('composing');
    await cell(1, 0).click();
    await press('Home', 'ArrowRight');
    await compose(['n', 'ni', 'ni h', 'ni hao'], '你好');
    await row('composing.md', 2).toBe('| k你好3s  | 6443 | **轻量** [[OVN\\|网络]] |');
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    await compose(['z', 'zh', 'zhong'], '中');
    await row('composing.md', 3).toBe('| etcd | 2379 | 中 |');
    await press('Control+z', 'Control+z');
    await onDisk('composing.md').toBe(services);
  });

  test('keep both where the file changes while a cell is edited', async () => {
    await app.open('remote');
    await cell(1, 0).click();
    await press('End');
    await cdp.send('Input.imeSetComposition', { text: 'zhong', selectionStart: 5, selectionEnd: 5 });
    app.write('remote.md', services.replace('2379', '2380').replace('前文', '外面改了'));
    await app.page.waitForTimeout(600);
    await cdp.send('Input.insertText', { text: '中' });
    await onDisk('remote.md').toBe(
      services.replace('2379', '2380').replace('前文', '外面改了').replace('k3s', 'k3s中'),
    );
    await type('文');
    await row('remote.md', 2).toMatch(/k3s中文 /);
    expect(await cell(2, 1).innerText()).toBe('2380');
  });

  test('undo in the note’s own history, cell by cell', async () => {
    await app.open('undo');
    await app.page.locator('.cm-line', { hasText: '后文' }).click();
    await type('写');
    await cell(1, 0).click();
    await type('一');
    await cell(2, 0).click();
    await type('二');
    await onDisk('undo.md').toMatch(/一[\s\S]*二[\s\S]*写/);
    await press('Control+z');
    await onDisk('undo.md').not.toMatch(/二/);
    await press('Control+z');
    await onDisk('undo.md').not.toMatch(/一/);
    await press('Control+z');
    await onDisk('undo.md').toBe(services);
    await press('Control+y', 'Control+y', 'Control+y');
    await onDisk('undo.md').toMatch(/一[\s\S]*二[\s\S]*写/);
  });

  test('show what is looked for in their cells, and go there', async () => {
    await app.open('found');
    await app.page.locator('.cm-line', { hasText: '前文' }).click();
    await press('Control+f');
    await type('k3s');
    const matches = app.page.locator('.note-grid .cm-searchMatch');
    await expect.poll(() => matches.allInnerTexts()).toEqual(['k3s']);
    await press('Enter');
    await app.page.locator('.note-cell .cm-editor').waitFor();
    await press('Escape');
    await type('找到');
    await row('found.md', 2).toMatch(/^\| 找到 +\|/);
    expect(await matches.count()).toBe(0);
  });

  test('show their source on demand, until the cursor leaves', async () => {
    await app.open('source');
    await cell(1, 1).click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'Edit table as source' }).click();
    await app.page.locator('.cm-line', { hasText: '|:-----|-----:|------|' }).waitFor();
    await type('9');
    await row('source.md', 2).toMatch(/\| 96443 \|/);
    await app.page.locator('.cm-line', { hasText: '前文' }).click();
    await cell(1, 1).waitFor();
  });

  test('are drawn where they are only read, and in a callout', async () => {
    await app.open('reading');
    await press('Control+e');
    await cell(1, 2).getByText('网络').click();
    await app.page.locator('.note-editor[data-path="OVN.md"]').waitFor();
    await app.open('quoted');
    await cell(1, 1).click();
    await type('改');
    await onDisk('quoted.md').toMatch(/^> \| 1 \| (?:2改|改2) \|$/m);
  });

  test('stand in lists, also where an item begins with one, and keep the indent of their rows', async () => {
    app.write('listed.md', listed);
    await app.open('listed');
    await expect.poll(() => app.page.locator('.note-grid').first().locator('tr').count()).toBe(2);
    const grid = (index: number) => app.page.locator('.note-grid').nth(index);
    await expect.poll(() => app.page.locator('.note-grid').count()).toBe(4);
    await grid(0).locator('td').first().click();
    await press('End');
    await compose(['z', 'zh', 'zhong'], '中');
    await press('Enter');
    await type('新');
    await onDisk('listed.md').toContain('  | k3s中 | 6443 |\n  | 新   |      |\n');
    await grid(1).locator('th').first().click();
    await press('End');
    await compose(['w', 'wen'], '文');
    await press('Tab', 'Tab', 'Tab', 'Tab');
    await type('行');
    await onDisk('listed.md').toContain('- | a文 | b |\n  |---|---|\n  | 1 | 2 |\n  | 行  |   |\n');
    // Its button for a row reaches out of the line, over the one below.
    const button = app.page.locator('.cm-line .note-table-add-row').first();
    await grid(1).hover();
    const whole = await button.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const at = [top + 1, bottom - 0.5].map((y) => document.elementFromPoint((left + right) / 2, y));
      return at.every((found) => found?.closest('button') === element);
    });
    expect(whole).toBe(true);
    await press('ArrowDown');
    await press('ArrowDown');
    await type('头');
    await onDisk('listed.md').toMatch(/\n1\. 里\n {3}\| (?:头x|x头) \| y \|\n/);
    await press('ArrowDown', 'ArrowDown');
    await type('邻');
    await onDisk('listed.md').toMatch(/\n2\. \| (?:邻m|m邻) \| n \|\n/);
    await press('ArrowUp');
    await type('回');
    await onDisk('listed.md').toMatch(/\n {3}\| (?:回3|3回) \| 4 \|\n/);
    await press('Escape', 'Control+e');
    expect((await grid(1).innerText()).split(/\s+/)).toEqual(['a文', 'b', '1', '2', '行', '']);
    await press('Control+e');
    expect(app.faults).toEqual([]);
  });

  test('are put where the cursor is: in the item, in the callout', async () => {
    await app.open('asked');
    await app.page.locator('.cm-line').nth(1).click();
    await press('End');
    await app.command('Insert table');
    await type('头');
    await onDisk('asked.md').toContain(
      '- 一\n\n  | 头    |     |\n  | --- | --- |\n  |     |     |\n\n> [!note]',
    );
    await app.page.locator('.cm-line').last().click();
    await press('ArrowUp', 'End');
    await paste('1\t2\r\n3\t4\r\n');
    await onDisk('asked.md').toContain(
      '> [!note] 题\n>\n> | 1   | 2   |\n> | --- | --- |\n> | 3   | 4   |\n',
    );
  });

  test('are drawn where they are very long, row by row as they come into view, and lose nothing', async () => {
    await app.open('long');
    const rows = app.page.locator('.note-grid tr');
    await expect.poll(() => rows.count()).toBe(3001);
    const filled = () => app.page.locator('.note-grid td').count();
    expect(await filled()).toBeLessThan(1000);
    const scroller = app.page.locator('.note-scroll').first();
    /** Rows in sight that have no cells, in the very frame that a step is painted in. */
    const blanks = (top: number) =>
      scroller.evaluate(async (box, top) => {
        box.scrollTop = top;
        await new Promise(requestAnimationFrame);
        const inSight = [...document.querySelectorAll<HTMLTableRowElement>('.note-grid tr')].filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 100 && top < innerHeight - 40;
        });
        return [inSight.length > 5, inSight.filter((row) => row.cells.length === 0).length];
      }, top);
    for (const top of [2000, 60_000, 90_000, 30_000]) expect(await blanks(top)).toEqual([true, 0]);
    const grid = app.page.locator('.note-grid');
    const tooWide = () =>
      grid.evaluate(
        (grid) =>
          grid.getBoundingClientRect().right -
          (grid.closest('.cm-content')?.getBoundingClientRect().right ?? 0),
      );
    await expect.poll(tooWide).toBeLessThanOrEqual(1);
    const before = await grid.evaluate((grid) => grid.clientWidth);
    await app.page.setViewportSize({ width: 820, height: 900 });
    await expect.poll(() => grid.evaluate((grid) => grid.clientWidth)).toBeLessThan(before);
    await expect.poll(tooWide).toBeLessThanOrEqual(1);
    await app.page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => grid.evaluate((grid) => grid.clientWidth)).toBe(before);
    expect(await filled()).toBeLessThan(3000);
    await app.page.mouse.click(460, 450);
    const start = Number(/^(\d+) 甲/.exec(await app.page.locator('tr:has(.cm-focused)').innerText())?.[1]);
    expect(start).toBeGreaterThan(500);
    await press('Shift+Tab', 'End');
    await type('改');
    for (let step = 0; step < 50; step++) await press('Enter');
    await type('到');
    await press('Tab', 'Tab');
    await type('x|y');
    await onDisk('long.md').toBe(
      long
        .replace(`| ${start} 甲 |`, `| ${start} 甲改 |`)
        .replace(
          new RegExp(`\\| ${start + 50} 甲 (\\|[^\\n]*\\|) c\\\\\\|d \\|`),
          `| ${start + 50} 甲到 $1 x\\|y |`,
        ),
    );
    const focused = app.page.locator('td:focus-within');
    expect(await focused.evaluate((box) => box.getBoundingClientRect().bottom < innerHeight)).toBe(true);
    await press('Escape');
    await type('尾');
    await onDisk('long.md').toMatch(/\n尾?\n?尾?尾。?/);
    expect(app.faults).toEqual([]);
  });

  test('that are wider than the page scroll by themselves, and leave the text its width', async () => {
    await app.open('wide');
    await cell(1, 0).waitFor();
    const widths = await app.page.locator('.note-grid-scroll').evaluate((scroller) => {
      const page = scroller.closest('.note-scroll');
      return [scroller.scrollWidth > scroller.clientWidth, page && page.scrollWidth <= page.clientWidth];
    });
    expect(widths).toEqual([true, true]);
    // No column is squeezed: what is short stands in one line.
    const heights = await app.page
      .locator('.note-grid tr')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect((heights[0] ?? 0) - (heights[1] ?? 0)).toBeLessThan(8);
  });

  test('are made, and changed, by commands', async () => {
    const command = async (name: string) => {
      await app.command(name);
      await app.page.waitForTimeout(150);
    };
    await app.open('OVN');
    await app.page.locator('.cm-line').last().click();
    await command('Insert table');
    await type('头');
    await onDisk('OVN.md').toBe('# OVN\n\n| 头    |     |\n| --- | --- |\n|     |     |\n');
    await command('Insert column left');
    await onDisk('OVN.md').toMatch(/\n\| {5}\| 头 {4}\| {5}\|\n/);
    await type('左');
    await command('Format table source');
    await onDisk('OVN.md').toBe('# OVN\n\n| 左  | 头  |     |\n| --- | --- | --- |\n|     |     |     |\n');
    await command('Delete table');
    await onDisk('OVN.md').toBe('# OVN\n\n\n');
  });

  test('do not turn up under the hands of one who types one', async () => {
    await app.open('new');
    await app.page.locator('.cm-line', { hasText: '乙' }).click();
    await press('End', 'Enter', 'Enter');
    await type('| a | b |\n| - | - |\n| 1 | 2');
    await onDisk('new.md').toMatch(/乙\n\n\| a \| b \|\n\| - \| - \|\n\| 1 \| 2/);
    expect(await app.page.locator('.note-table').count()).toBe(1);
    await app.page.locator('.cm-line', { hasText: '甲' }).click();
    await expect.poll(() => app.page.locator('.note-table').count()).toBe(2);
  });
});
