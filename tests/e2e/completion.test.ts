import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';
import { createTyping, type Typing } from './typing.ts';

const files = {
  'write.md': '甲\n',
  'own.md': '# 我的\n\n一段话。\n\n尾\n',
  'raw.md': '---\ncategory: 运维\n---\n正文\n',
  'net/OVN.md':
    '---\naliases: [开放网络]\ntags: [网络/ovn]\n---\n# 架构\n\n北向数据库很慢。\n\n完 #网络/ovn\n',
  'k3s.md': '---\ncategory: 运维\n---\n轻量。\n\n```go\n```\n',
  'templates/会议.md': '会议：{{title}}\n\n- [ ] 记录\n',
};

describe.skipIf(missing('chromium'))('completion', () => {
  let app: App;
  let typing: Typing;

  beforeAll(async () => {
    app = await startApp({ files });
    typing = await createTyping(app);
  });
  afterAll(() => app?.close());

  const option = (text: string) => app.page.locator('.cm-tooltip-autocomplete li', { hasText: text }).first();

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await app.page.keyboard.press(key);
  }

  /** Type at the end of an emptied note, wait for a suggestion and take it. */
  async function take(typed: string, text: string, key = 'Enter'): Promise<void> {
    await app.page.keyboard.type(typed);
    await option(text).waitFor();
    for (let tries = 0; tries < 30 && !(await option(text).getAttribute('aria-selected')); tries++) {
      await press('ArrowDown');
    }
    await press(key);
    await option(text).waitFor({ state: 'detached' });
  }

  describe('of links', () => {
    beforeEach(async () => {
      await app.open('k3s');
      app.write('write.md', '甲\n');
      await app.open('write');
      await expect.poll(() => typing.content().innerText()).toMatch(/^甲\n*$/);
      await typing.cursorAt('甲', 1);
    });

    test.each([
      ['[[ovn', 'OVN', '甲[[OVN]]\n'],
      ['[[kfwl', '开放网络', '甲[[OVN|开放网络]]\n'],
      ['[[##jg', '架构', '甲[[OVN#架构]]\n'],
    ])('%s', async (typed, text, expected) => {
      await take(typed, text);
      await typing.onDisk('write.md').toBe(expected);
    });

    test('Tab takes one too, and Escape closes', async () => {
      await take('[[k3', 'k3s', 'Tab');
      await typing.onDisk('write.md').toBe('甲[[k3s]]\n');
      await app.page.keyboard.type('[[k3');
      await option('k3s').waitFor();
      await press('Escape');
      await option('k3s').waitFor({ state: 'detached' });
      await typing.onDisk('write.md').toBe('甲[[k3s]][[k3]]\n');
    });

    test('Enter and Tab may come before the suggestions that they are meant for', async () => {
      await app.page.keyboard.type('[[ovn');
      await press('Enter');
      await typing.holds('甲[[OVN]]\n');
      await app.page.keyboard.type('[[ovn');
      await press('Tab');
      await typing.holds('甲[[OVN]][[OVN]]\n');
      await app.page.keyboard.type('[[#zzz');
      await press('Enter');
      await typing.onDisk('write.md').toBe('甲[[OVN]][[OVN]][[#zzz\n]]\n');
    });

    test('a second Enter that comes before them as well breaks the line behind the link', async () => {
      await app.page.keyboard.type('[[ovn');
      // In one go: nothing is found in between.
      await app.page.evaluate(() => {
        const content = document.querySelector('.cm-content:focus');
        for (let times = 0; times < 2; times++) {
          const init = { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true };
          content?.dispatchEvent(new KeyboardEvent('keydown', init));
        }
      });
      await typing.holds('甲[[OVN]]\n\n');
    });

    test('come for what one typed on, where there was nothing for what was typed before', async () => {
      const { page } = app;
      // What the core says of one letter comes when the next one is there, which is as soon as it is asked.
      await page.evaluate(() => {
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (text) {
          const { method, params } = typeof text === 'string' ? JSON.parse(text) : {};
          if (method !== 'complete.tag' || params.query !== 'w') return send.call(this, text);
          document.body.dataset.asked = 'true';
          const late = () => send.call(this, text);
          document.addEventListener('keyup', () => setTimeout(late, 20), { once: true });
        };
      });
      await page.keyboard.type(' #w');
      await page.waitForFunction(() => document.body.dataset.asked);
      await page.keyboard.press('l');
      await option('网络/ovn').waitFor();
    });

    test('the keys wait for them, where those for what was typed before are still shown', async () => {
      const { page } = app;
      await page.keyboard.type(' #网');
      await option('网络/ovn').waitFor();
      await page.evaluate(() => {
        delete document.body.dataset.waits;
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (text) {
          const { method, params } = typeof text === 'string' ? JSON.parse(text) : {};
          if (method !== 'complete.tag' || params.query !== '网络') return send.call(this, text);
          WebSocket.prototype.send = send;
          document.body.dataset.waits = 'true';
          document.addEventListener('answer', () => send.call(this, text), { once: true });
        };
      });
      await page.keyboard.insertText('络');
      await page.waitForFunction(() => document.body.dataset.waits);
      await page.locator('.cm-tooltip-autocomplete-disabled').waitFor();
      // In one go: nothing is found in between, and nothing is waited for too long.
      await page.evaluate(() => {
        const content = document.querySelector('.cm-content:focus');
        for (const [key, keyCode] of [
          ['ArrowDown', 40] as const,
          ['ArrowUp', 38] as const,
          ['Enter', 13] as const,
        ]) {
          content?.dispatchEvent(
            new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }),
          );
        }
        document.dispatchEvent(new Event('answer'));
      });
      await typing.holds('甲 #网络/ovn\n');
    });

    test('a block of another note gets an id there, which the undo of the window takes back', async () => {
      await take('[[^^北向', '北向数据库');
      await typing.onDisk('write.md').toMatch(/^甲\[\[OVN#\^[a-z0-9]{6}\]\]\n$/);
      const id = /\^[a-z0-9]{6}/.exec(app.read('write.md'))?.[0];
      await typing.onDisk('net/OVN.md').toBe(files['net/OVN.md'].replace('很慢。', `很慢。 ${id}`));
      await press('Control+p');
      await app.page.getByRole('dialog').getByRole('combobox').fill('撤销');
      await press('Enter');
      await typing.onDisk('net/OVN.md').toBe(files['net/OVN.md']);
    });

    test('a note that is not there is made, and the text stays here', async () => {
      await take('[[新的/笔记', '新建“新的/笔记”');
      await typing.onDisk('write.md').toBe('甲[[新的/笔记]]\n');
      await expect.poll(() => existsSync(join(app.vault, '新的/笔记.md'))).toBe(true);
      expect(await app.page.locator('.note-editor').getAttribute('data-path')).toBe('write.md');
    });
  });

  test('a block of this very note gets its id in the same step of undo', async () => {
    await app.open('own');
    await typing.cursorAt('尾', 1);
    await take('[[^一', '一段话');
    await typing.onDisk('own.md').toMatch(/^# 我的\n\n一段话。 \^([a-z0-9]{6})\n\n尾\[\[#\^\1\]\]\n$/);
    await press('Control+z');
    await typing.onDisk('own.md').toMatch(/^# 我的\n\n一段话。\n\n尾\[\[\^一\]\]\n$/);
  });

  describe('of everything else', () => {
    beforeEach(async () => {
      await app.open('k3s');
      app.write('write.md', '甲\n\n');
      await app.open('write');
      await expect.poll(() => typing.content().innerText()).toMatch(/^甲\n+$/);
      await typing.cursorAt('甲', 1);
      await press('Control+End');
    });

    test.each([
      ['#wl', '网络/ovn', '甲\n\n#网络/ovn'],
      ['/bg', '表格', '甲\n\n|     |     |\n| --- | --- |\n|     |     |\n'],
      ['/h2', '二级标题', '甲\n\n## '],
      ['/会', '会议', '甲\n\n会议：write\n\n- [ ] 记录'],
      ['```', 'go', '甲\n\n```go\n\n```'],
      [':huojian', '火箭', '甲\n\n🚀'],
      [':rocket', '火箭', '甲\n\n🚀'],
    ])('%s', async (typed, text, expected) => {
      await take(typed, text);
      await typing.onDisk('write.md').toBe(expected);
    });

    test('/ and a link, which goes on by itself', async () => {
      await take('/lianjie', '链接到笔记');
      await option('OVN').waitFor();
      await press('Escape');
      await typing.onDisk('write.md').toBe('甲\n\n[[]]');
    });

    test('nothing in a path, a time or a sentence', async () => {
      await app.page.keyboard.type('/etc/hosts 12:30 http://ab.c a/b');
      await app.page.waitForTimeout(400);
      expect(await app.page.locator('.cm-tooltip-autocomplete').count()).toBe(0);
    });
  });

  test('of properties in raw front matter', async () => {
    await typing.openWith('raw.md', files['raw.md']);
    const source = app.page.locator('.note-editor[data-mode=source]');
    if ((await source.count()) === 0) {
      await press('Control+p');
      await app.page.getByRole('dialog').getByRole('combobox').fill('源码');
      await press('Enter');
    }
    await source.waitFor();
    await typing.cursorAt('运维', 2);
    await press('Enter');
    await take('dr', 'draft');
    await app.page.keyboard.type('t');
    await take('', 'true');
    await press('Enter');
    await app.page.keyboard.type('tags: [');
    await take('wl', '网络/ovn');
    await app.page.keyboard.type(']');
    await typing.onDisk('raw.md').toBe('---\ncategory: 运维\ndraft: true\ntags: [网络/ovn]\n---\n正文\n');
  });

  test('the page broke no rule on the way', () => {
    expect(app.faults).toEqual([]);
  });
});
