import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';
import { createTyping, type Typing } from './typing.ts';

const pinyin = ['n', 'ni', "ni'h", "ni'hao"];

const ime = `# 题目

段落字。

前**粗体**后

看[链接](OVN.md)吧

见[[OVN]]呢

- 列表

用OVN跑

尾
`;

const files = {
  'ime.md': ime,
  'OVN.md': '正文。\n',
  'words.md': '研究生命起源，用k3s集群\n\n第二段文字\n',
  'marks.md': '甲\n',
  'bold.md': '把**北向数据库（NB）**中的\n\n又**南向（SB）**里\n\n## **北（N）**中\n',
  'breaks.md': `头\n\n> \n\n${Array.from({ length: 30 }, (_, index) => `${'字'.repeat(index + 20)}[[OVN]]、**粗**，${'字'.repeat(40)}\n`).join('\n')}`,
  'space.md': '---\ntitle: 用k3s\n---\n用k3s跑OVN的\n\n`用k3s` [用k3s](OVN.md)\n',
};

describe.skipIf(missing('chromium'))('Chinese', () => {
  let app: App;
  let typing: Typing;

  beforeAll(async () => {
    app = await startApp({ files });
    typing = await createTyping(app);
  });
  afterAll(() => app?.close());
  beforeEach(() => app.page.keyboard.press('Escape'));

  const press = async (...keys: string[]) => {
    for (const key of keys) await app.page.keyboard.press(key);
  };

  describe('an input method', () => {
    beforeEach(async () => {
      app.write('ime.md', ime);
      await app.open('ime');
      await expect.poll(() => typing.content().innerText()).not.toContain('你好');
      await app.page.locator('.note-mention', { hasText: 'OVN' }).waitFor();
    });

    const places: [string, () => Promise<void>, string][] = [
      ['in a heading', () => typing.cursorAt('题目', 1), '# 题你好目'],
      ['in a paragraph', () => typing.cursorAt('段落', 2), '段落你好字。'],
      ['in bold', () => typing.cursorAt('粗体', 1), '前**粗你好体**后'],
      ['at the start of a list item', () => typing.cursorAt('列表', 0), '- 你好列表'],
      ['before a mention', () => typing.cursorAt('用', 1), '用你好OVN跑'],
      ['after a mention', () => typing.cursorAt('跑', 0), '用OVN你好跑'],
      [
        'in the text of a link',
        async () => {
          await typing.cursorAt('吧', 1);
          await app.page.waitForTimeout(100);
          await press(...Array.from('](OVN.md)接吧', () => 'ArrowLeft'));
        },
        '看[链你好接](OVN.md)吧',
      ],
      [
        'in a wikilink',
        async () => {
          await typing.cursorAt('呢', 1);
          await app.page.waitForTimeout(100);
          await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
        },
        '见[[OV你好N]]呢',
      ],
    ];

    test.each(places)('%s', async (_name, go, expected) => {
      await go();
      await typing.step('n');
      await app.page.evaluate(() => Object.assign(globalThis, { composed: getSelection()?.anchorNode }));
      for (const text of pinyin.slice(1)) await typing.step(text);
      const same = await app.page.evaluate(
        () => (globalThis as { composed?: Node }).composed === getSelection()?.anchorNode,
      );
      expect(same, 'the text that is composed was drawn anew').toBe(true);
      await typing.compose(["ni'hao"], '你好');
      await typing.onDisk('ime.md').toBe(ime.replace(expected.replace('你好', ''), expected));
    });

    test.each(places)('taken back %s, it leaves nothing', async (_name, go) => {
      await go();
      await typing.compose(pinyin, undefined);
      await app.page.keyboard.type('x');
      await typing.onDisk('ime.md').toContain('x');
      expect(app.read('ime.md').replace('x', '')).toBe(ime);
      expect(await typing.content().innerText()).not.toContain('ni');
    });

    test('its Enter, Escape and digits pass by the suggestions', async () => {
      await typing.cursorAt('尾', 1);
      await app.page.keyboard.type('[[O');
      const list = app.page.locator('.cm-tooltip-autocomplete');
      await list.waitFor();
      await app.page.waitForTimeout(150);
      await typing.step('n');
      for (const [key, code] of [['Enter'], ['1', 'Digit1'], ['Tab'], ['ArrowDown']] as const)
        await typing.imeKey(key, code);
      await typing.compose(["ni'hao"], '你好');
      await typing.onDisk('ime.md').toContain('尾[[O你好]]\n');
      await typing.step('n');
      await typing.imeKey('Escape');
      await typing.compose(["ni'hao"], '好');
      await typing.onDisk('ime.md').toContain('尾[[O你好好]]\n');
    });

    test('a change on disk meanwhile waits, and both are there in the end', async () => {
      await typing.cursorAt('粗体', 1);
      await typing.step('ni');
      app.write('ime.md', ime.replace('尾', '尾巴').replace('段落字', '外面段落字'));
      await app.page.waitForTimeout(1200);
      expect(await typing.content().innerText()).not.toContain('外面');
      await typing.compose(["ni'hao"], '你好');
      await typing
        .onDisk('ime.md')
        .toBe(ime.replace('尾', '尾巴').replace('段落字', '外面段落字').replace('粗体', '粗你好体'));
      expect(await typing.content().innerText()).toContain('外面');
    });
  });

  describe('words', () => {
    beforeEach(async () => {
      await typing.openWith('words.md', files['words.md']);
    });

    test.each([
      ['研究', 1, '研究'],
      ['命起', 0, '生命'],
      ['k3s', 2, 'k3s'],
      ['集群', 1, '集群'],
    ])('a double click on %s', async (text, offset, word) => {
      const { x, y } = await typing.pointAt(text, offset);
      await app.page.mouse.dblclick(x + 3, y);
      expect(await typing.selected()).toBe(word);
    });

    test.each(['live', 'source'])('are stepped over and selected in %s mode', async (mode) => {
      if (mode === 'source') await command('源码');
      await app.page.locator(`.note-editor[data-mode=${mode}]`).waitFor();
      await typing.cursorAt('研究', 0);
      await press('Home', 'Control+ArrowRight', 'Control+Shift+ArrowRight');
      expect(await typing.selected()).toBe('生命');
      await press('End', 'Control+Shift+ArrowLeft');
      expect(await typing.selected()).toBe('集群');
      await press('Control+Shift+ArrowLeft');
      expect(await typing.selected()).toBe('k3s集群');
      await press('Home', 'Shift+End');
      expect(await typing.selected()).toBe('研究生命起源，用k3s集群');
      if (mode === 'source') await command('源码');
    });

    test('are counted in what is selected', async () => {
      await typing.cursorAt('研究', 0);
      await press('Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight');
      await app.page.getByText('已选 6 字 · 6 词').waitFor();
      await press('Shift+End');
      await app.page.getByText('已选 13 字 · 10 词').waitFor();
      await press('ArrowLeft');
      await app.page.getByText(/^18 字/).waitFor();
    });

    test('are deleted one at a time', async () => {
      await typing.cursorAt('集群', 2);
      await press('Control+Backspace', 'Control+Backspace');
      await typing.onDisk('words.md').toBe('研究生命起源，用\n\n第二段文字\n');
      await press('Home', 'Control+Delete');
      await typing.onDisk('words.md').toBe('生命起源，用\n\n第二段文字\n');
    });
  });

  test('no line begins with a comma, also where the marks before it are hidden; a line of marks alone has its height', async () => {
    await app.open('breaks');
    await typing.cursorAt('头', 1);
    const lines = typing.content().locator(':scope > .cm-line');
    const beginWithComma = () =>
      lines.evaluateAll((all) =>
        all.flatMap((line) => {
          const range = document.createRange();
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const found: string[] = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (const { index } of (node.nodeValue ?? '').matchAll(/[、，]/g)) {
              range.setStart(node, index);
              range.setEnd(node, index + 1);
              if (range.getBoundingClientRect().left - line.getBoundingClientRect().left < 8)
                found.push(line.textContent ?? '');
            }
          }
          return found;
        }),
      );
    expect(await typing.content().locator('.note-link').count()).toBeGreaterThan(5);
    expect(await beginWithComma()).toEqual([]);
    const [first, quote] = await Promise.all([lines.nth(0), lines.nth(2)].map((line) => line.boundingBox()));
    expect(quote?.height).toBe(first?.height);
  });

  describe('full-width marks', () => {
    beforeAll(() => app.open('marks'));

    test('become those of Markdown, and one undo brings them back', async () => {
      await typing.cursorAt('甲', 1);
      await press('Enter');
      await typing.commit('用·ls·');
      await typing.onDisk('marks.md').toBe('甲\n用`ls`\n');
      await press('Control+z');
      await typing.onDisk('marks.md').toBe('甲\n用·ls·\n');
      await press('Enter', 'Enter');
      await typing.commit('》');
      await app.page.keyboard.type(' 引');
      await typing.onDisk('marks.md').toBe('甲\n用·ls·\n\n> 引\n');
    });

    test('do so before another key can come', async () => {
      await typing.cursorAt('引', 1);
      await press('Enter', 'Enter');
      // All in one task, as from a machine that is slower than the fingers.
      await app.page.evaluate(async () => {
        for (const character of '快·ls·尾') {
          document.execCommand('insertText', false, character);
          for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        }
      });
      await typing.onDisk('marks.md').toContain('快`ls`尾\n');
    });

    test('stay what they are where the settings say so', async () => {
      await press('Control+,');
      await app.page.getByRole('switch', { name: '全角符号' }).click();
      await app.open('marks');
      await typing.cursorAt('尾', 1);
      await press('Enter', 'Enter');
      await typing.commit('￥x￥');
      await typing.onDisk('marks.md').toContain('￥x￥');
      await press('Control+,');
      await app.page.getByRole('switch', { name: '全角符号' }).click();
    });
  });

  const command = (name: string) => app.command(name);

  test('bold that Hugo will not show is gone through and mended by keyboard', async () => {
    await app.open('bold');
    await app.page.getByText('3 处粗体').waitFor();
    await typing.cursorAt('把', 0);
    await press('Control+.');
    const offer = app.page.locator('.note-popup[role=dialog]');
    await offer.waitFor();
    await press('Control+.', 'Enter');
    await typing.onDisk('bold.md').toBe(files['bold.md'].replace('（SB）**', '（SB）**&#8203;'));
    await press('Control+z', 'Control+.', 'Escape');
    await offer.waitFor({ state: 'detached' });
    await press('Control+.', 'ArrowRight', 'Enter');
    const mended =
      '把**北向数据库（NB）**&#8203;中的\n\n又**南向（SB）**&#8203;里\n\n## **北（N）\u200b**中\n';
    await typing.onDisk('bold.md').toBe(mended);
    await press('Control+z');
    await typing.onDisk('bold.md').toBe(files['bold.md']);
    await command('修正所有');
    await typing.onDisk('bold.md').toBe(mended);
  });

  test('space between Chinese and Latin is put in and taken out by command', async () => {
    await app.open('space');
    await command('中英文之间加空格');
    const spaced = files['space.md'].replace('用k3s跑OVN的', '用 k3s 跑 OVN 的');
    await typing.onDisk('space.md').toBe(spaced);
    await command('去掉中英文之间的空格');
    await typing.onDisk('space.md').toBe(files['space.md']);
    await command('去掉中英文之间的空格');
    await app.page.getByText('没有需要改动的地方').waitFor();
  });

  test('the page broke no rule on the way', () => {
    expect(app.faults).toEqual([]);
  });
});
