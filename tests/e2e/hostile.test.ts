import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hostileNames, hostileNotes, hostileTexts } from '../fixtures/hostile.ts';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const notes = hostileNotes(24);

describe.skipIf(missing('chromium'))('hostile notes, under the policy that people have', () => {
  let app: App;
  const foreign: string[] = [];
  const dialogs: string[] = [];
  /** What the policy of the page itself had to refuse: nothing of a note comes so far. */
  const refusals: string[] = [];

  beforeAll(async () => {
    const names = hostileNames.map((name) => [name, `# ${name}\n\n正文\n`]);
    const links = hostileNames.map((name) => `[[${name}]] ![[${name.replace(/\.md$/, '')}]]`).join('\n\n');
    const embedding = [...notes.keys()].map((name) => `![[${name.replace(/\.md$/, '')}]]`).join('\n\n');
    const linking = [...notes.keys()].map((name) => `[[${name.replace(/\.md$/, '')}]]`).join('\n');
    app = await startApp({
      files: {
        'hostile-links.md': linking,
        ...Object.fromEntries([...notes, ...names]),
        'hostile-all.md': embedding,
        'names.md': links,
      },
    });
    app.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const own = new URL(app.page.url()).origin;
    const isForeign = (url: string) => !url.startsWith(`${own}/`) && !/^(?:data|blob):/.test(url);
    const inDiagrams = (url: string) => url.startsWith(`${own}/diagram.html`);
    app.page.context().on('request', (request) => {
      if (isForeign(request.url()) && !inDiagrams(request.frame().url())) foreign.push(request.url());
    });
    // Mermaid tries to load what a diagram names; the policy of its frame stops that before it leaves.
    app.page.context().on('requestfinished', (request) => {
      if (isForeign(request.url())) foreign.push(`left: ${request.url()}`);
    });
    app.page.context().on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      if (isForeign(request.url()) && why !== 'csp') foreign.push(`left: ${request.url()} ${why}`);
    });
    // Mermaid's frame has a policy of its own, whose refusals are its business.
    await app.page.exposeFunction('refused', (text: string) => refusals.push(text));
    await app.page.evaluate(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        (Reflect.get(window, 'refused') as (text: string) => void)(
          `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
        );
      });
    });
    app.page.on('popup', (popup) => {
      foreign.push(`popup ${popup.url()}`);
      void popup.close();
    });
    app.page.on('framenavigated', (frame) => {
      if (frame === app.page.mainFrame() || !frame.url().endsWith('/diagram.html')) foreign.push(frame.url());
    });
  });
  afterAll(() => app?.close());
  beforeEach(() => {
    for (const list of [foreign, dialogs, refusals]) list.length = 0;
  });

  /** Everything of the note comes into sight, and the pointer over it; what is drawn late is waited for. */
  const lookThrough = (page: Page) =>
    page.locator('.note-scroll').evaluate(async (scroller) => {
      let drawn = 0;
      const observer = new MutationObserver(() => drawn++);
      observer.observe(scroller, { childList: true, subtree: true });
      async function still(): Promise<void> {
        for (let quiet = 0, frames = 0; quiet < 3 && frames < 60; frames++) {
          const before = drawn;
          await new Promise(requestAnimationFrame);
          quiet = drawn === before ? quiet + 1 : 0;
        }
      }
      for (let step = 0, top = -1; step < 40 && scroller.scrollTop !== top; step++) {
        await still();
        for (const node of scroller.querySelectorAll('.cm-content *')) {
          for (const type of ['pointerenter', 'mouseover', 'focusin'])
            node.dispatchEvent(new Event(type, { bubbles: true }));
        }
        top = scroller.scrollTop;
        scroller.scrollBy(0, 700);
      }
      await still();
      observer.disconnect();
    });

  async function nothingRan(page: Page, where: string): Promise<void> {
    const frames = await Promise.all(
      page
        .frames()
        .map((frame) => frame.evaluate(() => String(Reflect.get(window, 'ran'))).catch(() => 'undefined')),
    );
    const elements = await page.evaluate(() => ({
      running: document.querySelectorAll(
        '.note-editor :is(script, object, embed, frame, iframe, base, meta, link, form, svg script, [onerror], [onload], [onclick])',
      ).length,
      addresses: [...document.querySelectorAll<HTMLAnchorElement>('.note-editor [href]')]
        .map((node) => node.getAttribute('href') ?? '')
        .filter((href) => !/^(?:https?|mailto):/.test(href)),
    }));
    expect({ where, frames: new Set(frames), ...elements, dialogs, foreign, refusals }).toEqual({
      where,
      frames: new Set(['undefined']),
      running: 0,
      addresses: [],
      dialogs: [],
      foreign: [],
      refusals: [],
    });
  }

  test('there are many of them', () => {
    expect(hostileTexts.length).toBeGreaterThan(200);
  });

  test.each([...notes.keys()])('%s', { timeout: 60_000 }, async (name) => {
    const { page } = app;
    await app.open(name.replace(/\.md$/, ''));
    await lookThrough(page);
    await nothingRan(page, 'live preview');
    if (name.startsWith('hostile-cells')) {
      // Each is looked at as the source of its cell, and drawn again as the cursor goes on.
      await page.locator('.note-scroll').evaluate((box) => box.scrollTo(0, 0));
      await page.locator('.note-grid th').first().click();
      for (let row = 0; row < 4 * 24; row++) await page.keyboard.press('ArrowDown');
      await nothingRan(page, 'cells that are edited');
    }
    await page.keyboard.press('Control+e');
    await page.locator('.note-editor[data-mode=reading]').waitFor();
    await lookThrough(page);
    await nothingRan(page, 'reading view');
    await app.command('源码');
    await page.locator('.note-editor[data-mode=source]').waitFor();
    await lookThrough(page);
    await nothingRan(page, 'source mode');
    await app.command('源码');
    await page.locator('.note-editor[data-mode=live]').waitFor();
  });

  test('each of them in the preview of a link', { timeout: 120_000 }, async () => {
    const { page } = app;
    await app.open('hostile-links');
    await page.locator('.cm-line').first().click();
    await page.keyboard.press('Control+Home');
    for (const name of notes.keys()) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Alt+F12');
      const preview = page.locator('.note-preview');
      await preview.locator('.note-inset-title', { hasText: name.replace(/\.md$/, '') }).waitFor();
      await preview.evaluate((root) => {
        for (const node of root.querySelectorAll('*')) node.scrollIntoView();
      });
      await nothingRan(page, `preview of ${name}`);
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
    }
  });

  test('all of them embedded in one note', { timeout: 120_000 }, async () => {
    await app.open('hostile-all');
    await lookThrough(app.page);
    await nothingRan(app.page, 'embeds');
  });

  test('files that are called so: in links, embeds, the explorer and the switcher', async () => {
    const { page } = app;
    await app.open('names');
    await lookThrough(page);
    await page.keyboard.press('Control+o');
    await page.getByRole('dialog').getByRole('combobox').fill('window.ran');
    await page
      .getByRole('option')
      .nth(hostileNames.length - 1)
      .waitFor();
    await nothingRan(page, 'names');
    await page.keyboard.press('Escape');
  });
});
