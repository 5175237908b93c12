import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

declare global {
  interface Window {
    laidOut: number[];
    seen: { stop(): { frames: number; empty: number; shifts: string[] } };
  }
}

const table = '| 名称 | 数量 |\n|:---|---:|\n| OVN | 12 |\n| k3s | 3 |';
const block = (n: number) =>
  `## 小节 ${n}\n\n解决 **容器** 起不来的问题 ${n}，见 [[B]] 与 \`show\`，公式 $E=mc^2$ 和 ==高亮==。\n\n${table}\n\n- 一\n- [ ] 二\n\n> [!tip] 小窍门\n> 看日志\n\n$$\nx^${n}\n$$`;
const text = (from: number) =>
  `# 标题\n\n${Array.from({ length: 8 }, (_, n) => block(from + n)).join('\n\n')}\n`;

describe.skipIf(missing('chromium'))('a note that is opened', () => {
  let app: App;
  beforeAll(async () => {
    const long = `头 OVN\n\n${'很长的一段 with words。\n\n'.repeat(8000)}尾 OVN\n`;
    app = await startApp({
      files: {
        'A.md': text(1),
        'B.md': text(2),
        'C.md': text(3),
        'D.md': text(4),
        'OVN.md': '',
        'long.md': long,
        'longer.md': `${text(1).repeat(1500)}\n## 最后一节\n\n这里**容器。**起不来。\n`,
      },
    });
    await app.open('A');
    // Formulas are laid out from now on.
    await app.page.locator('.katex').first().waitFor();
  });
  afterAll(() => app.close());

  test('takes the place of the one before, with no empty page between and nothing that moves', async () => {
    const { page } = app;
    for (const name of ['B', 'C', 'D', 'B']) {
      await watch(page);
      await page
        .getByRole('treeitem')
        .filter({ hasText: new RegExp(`^${name}$`) })
        .click();
      await page.locator(`.note-editor[data-path="${name}.md"] .cm-line`).first().waitFor();
      // Links, mentions and panels have come by then.
      await page.waitForTimeout(1000);
      const { frames, empty, shifts } = await page.evaluate(() => window.seen.stop());
      expect(frames).toBeGreaterThan(1);
      expect({ name, empty, shifts }).toEqual({ name, empty: 0, shifts: [] });
    }
  });

  test('is put on the page once it is whole, and laid out once', async () => {
    const { page } = app;
    // CodeMirror asks for the fonts last in the making of a view, for which a browser lays out all that it has.
    await page.evaluate(() => {
      const { fonts } = document;
      const ready = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(fonts), 'ready')?.get;
      window.laidOut = [];
      Object.defineProperty(fonts, 'ready', {
        configurable: true,
        get() {
          const text = document.querySelector('.note-text .cm-content');
          if (text) window.laidOut.push(text.getClientRects().length);
          return ready?.call(fonts);
        },
      });
    });
    await page.getByRole('treeitem').filter({ hasText: /^C$/ }).click();
    await page.locator('.note-editor[data-path="C.md"] .cm-line').first().waitFor();
    const boxes = await page.evaluate(() => {
      Reflect.deleteProperty(document.fonts, 'ready');
      return window.laidOut;
    });
    expect(new Set(boxes)).toEqual(new Set([0]));
  });

  test('stays where it is while somebody types', async () => {
    const { page } = app;
    await page.locator('.cm-line', { hasText: '解决' }).first().click();
    await page.keyboard.press('End');
    await page.waitForTimeout(300);
    await watch(page);
    await page.keyboard.type('abc def');
    await page.waitForTimeout(1000);
    expect(await page.evaluate(() => window.seen.stop())).toMatchObject({ empty: 0, shifts: [] });
  });

  test('is told of to its end without a key, however long it is', async () => {
    const { page } = app;
    await app.open('longer');
    await page.locator('.status-line').getByText('1 处粗体在 Hugo 中不会渲染').waitFor();
  });

  test('is looked through for names where it is in sight, when it is long', async () => {
    const { page } = app;
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    let longest = 0;
    cdp.on('Network.webSocketFrameSent', ({ response }) => {
      longest = Math.max(longest, response.payloadData.length);
    });
    await app.open('long');
    await page.locator('.cm-line', { hasText: '头 OVN' }).locator('.note-mention').waitFor();
    await page.locator('.note-scroll').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await page.locator('.cm-line', { hasText: '尾 OVN' }).locator('.note-mention').waitFor();
    expect(longest).toBeGreaterThan(100);
    expect(longest).toBeLessThan(20_000);
    await cdp.detach();
  });
});

/** From now on: frames, those with no text on the page, and the parts of the text that moved by themselves. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const result = { frames: 0, empty: 0, shifts: [] as string[] };
    const take = (entries: PerformanceEntryList) => {
      for (const entry of entries) {
        const { sources } = entry as PerformanceEntry & { sources: { node: Node | null }[] };
        // The cursor moves as one types, and what comes after it on its line.
        const moved = sources.filter(({ node }) => {
          const parent = node?.isConnected ? node.parentElement : undefined;
          return (
            parent?.closest('.note-scroll') && !parent.closest('.cm-layer') && !parent.closest('.cm-line')
          );
        });
        if (moved.length > 0) result.shifts.push(...moved.map(({ node }) => node?.textContent ?? ''));
      }
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'layout-shift' });
    let goes = true;
    // So long the note before stays at least, in milliseconds: a busy machine takes longer, and shows an empty page.
    const patience = 300;
    let clicked = Number.POSITIVE_INFINITY;
    addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
    const look = (now: number) => {
      if (!goes) return;
      result.frames++;
      if (now - clicked < patience && !document.querySelector('.note-scroll .cm-line')) result.empty++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.seen = {
      stop() {
        goes = false;
        take(observer.takeRecords());
        observer.disconnect();
        return result;
      },
    };
  });
}
