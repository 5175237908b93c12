import type { CDPSession } from 'playwright-core';
import { expect } from 'vitest';
import type { App } from './app.ts';

/** A person at the text of the open note: with a pointer, and with an input method. */
export async function createTyping(app: App) {
  const { page } = app;
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const content = () => page.locator('.cm-content:not(.note-cell-text)');

  /** Where `text` first stands on the page, `offset` characters into it, in two frames on end: what is drawn late moves it. */
  async function pointAt(text: string, offset: number): Promise<{ x: number; y: number }> {
    let last: { x: number; y: number } | undefined;
    await expect
      .poll(async () => {
        const before = last;
        last = await pointNow(text, offset);
        return last !== undefined && before?.x === last.x && before.y === last.y;
      })
      .toBe(true);
    if (!last) throw new Error(`${text} is not on the page`);
    return last;
  }

  function pointNow(text: string, offset: number): Promise<{ x: number; y: number } | undefined> {
    return content().evaluate(
      async (root, [text, offset]) => {
        await new Promise(requestAnimationFrame);
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.nodeValue?.indexOf(text) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at + offset);
          range.setEnd(node, at + offset);
          const rect = range.getBoundingClientRect();
          return { x: rect.left, y: rect.top + rect.height / 2 };
        }
        return undefined;
      },
      [text, offset] as const,
    );
  }

  /** The text that the open note's editor holds; its page shows only a part of it. */
  const held = () =>
    content().evaluate((root) => {
      const { cmTile } = root as unknown as { cmTile: { view: { state: { doc: unknown } } } };
      return String(cmTile.view.state.doc);
    });
  const holds = (text: string) => expect.poll(held).toBe(text);

  async function step(text: string): Promise<void> {
    const { length } = text;
    await cdp.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
    await page.waitForTimeout(30);
  }

  return {
    content,
    pointAt,
    step,
    onDisk: (path: string) => expect.poll(() => app.read(path)),
    /** Wait until the open note's editor has what another program, or the core, wrote. */
    holds,
    /** Show a note with a text that another program wrote, whatever was done to it before. */
    async openWith(path: string, text: string): Promise<void> {
      const shown = app.page.locator(`.note-editor[data-path="${path}"] .cm-content`);
      if ((await shown.count()) > 0) await expect.poll(() => app.read(path)).toBe(await held());
      app.write(path, text);
      await app.open(path.replace('.md', ''));
      await holds(text);
    },
    async cursorAt(text: string, offset: number): Promise<void> {
      const { x, y } = await pointAt(text, offset);
      await page.mouse.click(x, y);
    },
    /** The steps of a composition, then what it commits; undefined takes it back. */
    async compose(steps: readonly string[], commit: string | undefined): Promise<void> {
      for (const text of steps) await step(text);
      if (commit === undefined) await step('');
      else await cdp.send('Input.insertText', { text: commit });
      await page.waitForTimeout(120);
    },
    /** Text as an input method commits it without a composition: punctuation. */
    async commit(text: string): Promise<void> {
      for (const char of text) {
        await cdp.send('Input.insertText', { text: char });
        await page.waitForTimeout(30);
      }
    },
    /** A key that goes to the input method, as Chromium reports it. */
    async imeKey(key: string, code = key): Promise<void> {
      const event = { key, code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    /** What is selected, as the page has it. */
    selected: () => page.evaluate(() => getSelection()?.toString() ?? ''),
  };
}

export type Typing = Awaited<ReturnType<typeof createTyping>>;
