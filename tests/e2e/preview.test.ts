import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdf, png } from '../fixtures/media.ts';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const files = {
  'Start.md': '开始\n',
  'source.md': '# 源\n\n甲段 ^one\n\n## 节\n\n- [ ] 任务\n\n乙段\n\n## 别\n\n丙段\n',
  'embeds.md':
    '头\n\n![[source#节]]\n\n![[source#^one]]\n\n![[没有]]\n\n![[embeds]]\n\n![[图.png|200]]\n\n![[文.pdf#page=2&height=200]]\n\n![远](https://attacker.invalid/a.png)\n\n![近](http://127.0.0.1:9/b.png)\n\n尾\n',
  'deep1.md': '一\n\n![[deep2]]\n',
  'deep2.md': '二\n\n![[deep1]]\n',
  'blocks.md':
    '头\n\n$$\nx^2\n$$\n\n行内 $y_1$ 与 $\\frac{$ 完\n\n```mermaid\nflowchart LR\n  A --> source\n  class source internal-link\n```\n\n```query\n乙段\n```\n\n```query\n乙 (丙\n```\n\n```ts\nconst a = 1;\n```\n\n尾[^1]\n\n[^1]: 脚注 **文**\n',
  'callouts.md': '头\n\n> [!tip]- 折\n> 藏着\n\n> [!WARNING]\n> > [!bug] 里\n> > 深\n\n尾\n',
  'long-formulas.md': '头\n\n段里 $$\nE = mc^2\n$$ 后面 $a\n+b$ 跨行\n\n> 引 $$\n> q^3\n> $$ 用\n\n尾\n',
  'quoted.md': '头\n\n- 项文\n  > 引文\n  > ```\n  > code\n  > ```\n\n尾\n',
  'html.md': '头\n\n<div style="color: rgb(1, 2, 3)">块 <b>粗</b></div>\n\n行 <kbd>K</kbd> 内\n\n尾\n',
  'sizes.md':
    '头\n\n![[图.png]]\n\n![宽](宽%20图.png)\n\n![[图.png|100]]\n\n![[线.svg]]\n\n![[shown]]\n\n尾\n',
  'shown.md': '![[高.png]]\n',
  '图.png': png(400, 200),
  '宽 图.png': png(1800, 300),
  '高.png': png(50, 90),
  '线.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1"/></svg>',
  '文.pdf': pdf(3),
};

describe.skipIf(missing('chromium'))('what live preview draws', () => {
  let app: App;
  let cdp: CDPSession;

  beforeAll(async () => {
    app = await startApp({ files });
    cdp = await app.page.context().newCDPSession(app.page);
  });
  afterAll(async () => {
    expect(app?.faults).toEqual([]);
    await app?.close();
  });

  const line = (text: string) => app.page.locator('.cm-content > .cm-line', { hasText: text });
  const cursorLine = () =>
    app.page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent);
  const onDisk = (path: string) => expect.poll(() => app.read(path));

  describe('embeds', () => {
    beforeAll(() => app.open('embeds'));

    test('show a section and a block, and nothing else of their source', async () => {
      const insets = app.page.locator('.cm-content .note-inset');
      await expect.poll(() => insets.nth(0).innerText()).toContain('乙段');
      expect(await insets.nth(0).innerText()).not.toContain('丙段');
      expect(await insets.nth(1).innerText()).toBe('source › one\n甲段');
    });

    test('follow what becomes of their source', async () => {
      app.write('source.md', app.read('source.md').replace('乙段', '乙段改了'));
      await app.page.locator('.note-inset', { hasText: '乙段改了' }).waitFor();
    });

    test('turn a task of the other note over', async () => {
      await app.page.locator('.note-inset .note-task').click();
      await onDisk('source.md').toContain('- [x] 任务');
    });

    test('say what is missing, and do not go round in circles', async () => {
      await app.page.locator('.note-inset', { hasText: '还没有笔记“没有”' }).waitFor();
      await app.page.locator('.note-inset', { hasText: '外层已经显示了这篇笔记' }).waitFor();
    });

    test('an image is dragged to another size, one step of undo', async () => {
      const frame = app.page.locator('.note-image', { has: app.page.locator('img') }).first();
      await frame.scrollIntoViewIfNeeded();
      await frame.hover();
      const box = await frame.locator('.note-image-handle').boundingBox();
      if (!box) throw new Error('No handle');
      await app.page.mouse.move(box.x + 5, box.y + 5);
      await app.page.mouse.down();
      await app.page.mouse.move(box.x + 55, box.y + 20, { steps: 4 });
      await app.page.mouse.up();
      await onDisk('embeds.md').toContain('![[图.png|250]]');
      await line('尾').click();
      await app.page.keyboard.press('Control+z');
      await onDisk('embeds.md').toContain('![[图.png|200]]');
    });

    test('an image does not become wider than its line', async () => {
      const frame = app.page.locator('.note-image', { has: app.page.locator('img') }).first();
      await frame.hover();
      const box = await frame.locator('.note-image-handle').boundingBox();
      if (!box) throw new Error('No handle');
      await app.page.mouse.move(box.x + 5, box.y + 5);
      await app.page.mouse.down();
      await app.page.mouse.move(box.x + 1100, box.y + 20, { steps: 4 });
      await app.page.mouse.up();
      const width = await line('尾').evaluate((one) => one.clientWidth);
      await onDisk('embeds.md').toContain(`![[图.png|${width}]]`);
      await line('尾').click();
      await app.page.keyboard.press('Control+z');
      await onDisk('embeds.md').toContain('![[图.png|200]]');
    });

    test('a page of a PDF, and the next one', async () => {
      const place = app.page.locator('.note-pdf-place');
      await place.scrollIntoViewIfNeeded();
      await app.page.locator('.note-pdf canvas').waitFor();
      expect(await place.innerText()).toBe('2 / 3');
      await app.page.getByRole('button', { name: '下一页' }).click();
      await expect.poll(() => place.innerText()).toBe('3 / 3');
    });

    test('an image of the web is asked for by a click alone, and never of this machine', async () => {
      const far = app.page.locator('.note-image-missing', { hasText: 'attacker.invalid' });
      const near = app.page.locator('.note-image-missing', { hasText: '127.0.0.1' });
      await far.scrollIntoViewIfNeeded();
      await near.getByRole('button', { name: '加载' }).click();
      await near.getByRole('button').first().waitFor({ state: 'detached' });
      // No test reaches the web: what the core would fetch is put in its place.
      await app.page.evaluate(
        (data) => {
          const { send } = WebSocket.prototype;
          WebSocket.prototype.send = function (text) {
            const { id, method } = typeof text === 'string' ? JSON.parse(text) : {};
            if (method !== 'host.fetchImage') return send.call(this, text);
            const answer = { kind: 'result', id, result: { type: 'image/png', data } };
            this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(answer) }));
          };
        },
        Buffer.from(png(30, 20)).toString('base64'),
      );
      await far.getByRole('button', { name: '加载' }).click();
      const image = app.page.getByRole('img', { name: '远' });
      await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(30);
    });

    test('images have their places before they come in', async () => {
      const { page } = app;
      let release = () => {};
      const held = new Promise<void>((go) => {
        release = go;
      });
      await page.route('**/vault/**', async (route) => {
        await held;
        await route.continue();
      });
      await page.reload();
      await page.getByRole('tab').first().waitFor();
      await app.open('sizes');
      await page.locator('.note-inset .note-image').waitFor();
      const loaded = () =>
        page
          .locator('.note-image img')
          .evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);
      const boxes = () =>
        page.locator('.note-image').evaluateAll((all) => all.map((image) => image.getBoundingClientRect()));
      const end = async () => (await line('尾').boundingBox())?.y;
      const before = { boxes: await boxes(), end: await end() };
      expect(await loaded()).toBe(0);
      release();
      await expect.poll(loaded).toBe(5);
      expect({ boxes: await boxes(), end: await end() }).toEqual(before);
      await page.unroute('**/vault/**');
    });

    test('two notes inside one another end', async () => {
      await app.open('deep1');
      await app.page.locator('.note-inset .note-inset', { hasText: '外层已经显示了这篇笔记' }).waitFor();
    });
  });

  describe('blocks', () => {
    beforeAll(() => app.open('blocks'));

    test('formulas are laid out, and a wrong one shows its source', async () => {
      await app.page.locator('.note-block .katex-display').waitFor();
      await app.page.locator('.cm-line .katex', { hasText: 'y' }).waitFor();
      const wrong = app.page.locator('.note-formula-wrong', { hasText: '\\frac{' });
      await expect.poll(() => wrong.getAttribute('title')).toMatch(/^公式有误：\S/);
    });

    test('a diagram is an image with its links over it', async () => {
      await app.page.locator('.note-diagram img').waitFor();
      await app.page.locator('.note-diagram-link').click();
      await app.page.locator('.note-editor[data-path="source.md"]').waitFor();
      await app.open('blocks');
    });

    test('a query lists the notes that match, and follows the vault', async () => {
      await app.page.locator('.note-query-row', { hasText: 'source' }).waitFor();
      app.write('another.md', `这里也有乙段。${'一行很长的话。'.repeat(200)}\n`);
      await app.page.locator('.note-query-row', { hasText: 'another' }).waitFor();
      // A long line of a hit is cut at the edge of the page.
      const [page, query] = await Promise.all(
        ['.cm-content', '.note-query'].map((one) => app.page.locator(one).first().boundingBox()),
      );
      expect(query?.width).toBe(page?.width);
      expect(page?.width).toBeLessThanOrEqual(720);
    });

    test('a query that cannot be read says so and shows where', async () => {
      await app.page.locator('.note-query-wrong', { hasText: '(' }).waitFor();
      await app.page.getByText(/无法搜索。\S/).waitFor();
    });

    test('a block shows its source while the cursor is in it, and what is typed is drawn', async () => {
      await app.page.locator('.note-block .katex-display').click();
      await line('x^2').waitFor();
      await app.page.keyboard.press('ArrowDown');
      await app.page.keyboard.press('End');
      await app.page.keyboard.type('+z');
      await line('尾').click();
      await app.page.locator('.note-block .katex-display', { hasText: 'z' }).waitFor();
      await onDisk('blocks.md').toContain('x^2+z');
    });

    test('nothing changes in the block that an input method composes in', async () => {
      await app.page.locator('.note-block .katex-display').click();
      const source = line('x^2+z');
      await source.click();
      await app.page.keyboard.press('End');
      for (const text of ['n', 'ni', 'ni h']) {
        await cdp.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
        expect(await line('$$').count()).toBe(2);
        expect(await source.innerText()).toContain(text);
      }
      await cdp.send('Input.insertText', { text: '你' });
      await line('尾').click();
      await onDisk('blocks.md').toContain('x^2+z你');
    });

    test('a footnote shows its text, and leads to it and back', async () => {
      await line('头').click();
      await app.page.locator('.note-footnote').first().hover();
      await app.page.locator('.note-footnote-tip', { hasText: '脚注 文' }).waitFor();
      await app.page.locator('.note-footnote').first().click();
      await expect.poll(cursorLine).toContain('脚注');
      await app.page.locator('.note-footnote-mark').click({ modifiers: ['Control'] });
      await expect.poll(cursorLine).toContain('尾');
    });
  });

  test('formulas that go over lines are laid out in their sentence, and are source where the cursor is', async () => {
    await app.open('long-formulas');
    await line('头').click();
    const formula = (tex: string) => app.page.locator(`.cm-content .note-formula[data-tex^="${tex}"] .katex`);
    await formula('E = mc^2').waitFor();
    await formula('a').waitFor();
    await formula('q^3').waitFor();
    expect(await line('段里').innerText()).toMatch(/段里.*后面.*跨行/s);
    await formula('E = mc^2').click();
    await line('E = mc^2').waitFor();
    await app.page.keyboard.press('End');
    await app.page.keyboard.type('x');
    await line('尾').click();
    await onDisk('long-formulas.md').toMatch(/E = mc\^2x|\$\$x/);
    await app.command('阅读视图');
    await formula('q^3').waitFor();
    expect(await app.page.locator('.cm-content').innerText()).not.toContain('$');
    await app.command('阅读视图');
  });

  test('a callout folds and unfolds, without a change of the text', async () => {
    await app.open('callouts');
    const before = app.read('callouts.md');
    expect(await line('藏着').count()).toBe(0);
    await app.page.getByRole('button', { name: '展开' }).click();
    await line('藏着').waitFor();
    await app.page.getByRole('button', { name: '折叠' }).click();
    await line('藏着').waitFor({ state: 'detached' });
    await line('注意').waitFor();
    await line('折').click();
    await app.command('折叠或展开此处');
    await line('藏着').click();
    await app.command('折叠或展开此处');
    await line('藏着').waitFor({ state: 'detached' });
    await app.page.keyboard.press('End');
    expect(app.read('callouts.md')).toBe(before);
  });

  test('a quote in a list stands under the text of its item, and code in it on a ground of its own', async () => {
    await app.open('quoted');
    const item = await line('项文').evaluate((node) => {
      const words = document.createRange();
      words.selectNodeContents(node);
      return [...words.getClientRects()].at(-1)?.left ?? 0;
    });
    const quote = await line('引文').boundingBox();
    expect(Math.abs((quote?.x ?? 0) - item)).toBeLessThan(2);
    const ground = (text: string) => line(text).evaluate((node) => getComputedStyle(node).backgroundImage);
    expect(await ground('code')).not.toBe(await ground('引文'));
  });

  test('HTML is shown with its styles, and as source where the cursor is', async () => {
    await app.open('html');
    const block = app.page.locator('.note-html > div');
    expect(await block.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(1, 2, 3)');
    await block.click();
    await line('<div style').waitFor();
  });
});
