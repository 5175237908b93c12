import type { CDPSession } from 'playwright-core';
import { expect } from 'vitest';
import type { App } from './app.ts';

/** A person at the text of the open note: with a pointer, and with an input method. */
export async function createTyping(app: App) {
  const { page } = app;
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const content = () => page.locator('.cm-content');

  /** Where `text` first stands on the page, `offset` characters into it. */
  async function pointAt(text: string, offset: number): Promise<{ x: number; y: number }> {
    const point = await content().evaluate(
      (root, [text, offset]) => {
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
    if (!point) throw new Error(`${text} is not on the page`);
    return point;
  }

  async function step(text: string): Promise<void> {
    const { length } = text;
    await cdp.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
    await page.waitForTimeout(30);
  }

  return {
    content,
    pointAt,
    step,
    onDisk: (path: string) => expect.poll(() => app.read(path), { timeout: 8000 }),
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
