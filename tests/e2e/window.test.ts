/** The window, as it is built, in a real browser over a real core. */
import { renameSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { inputMethod } from '../fixtures/window.ts';
import { withWindow } from './with-window.ts';

const post = `+++
date = '2025-08-06T00:05:12+08:00'
draft = true
title = '学习一个东西最快的东西还是文档'
+++
解决容器起不来的问题，k3s内置的containerd有时候会出现幽灵镜像的问题。

差不多把[[cloudpods]]的文档全部读了一遍，要被OVS和OVN的关系搞晕了。

## OVN 命令

\`ovn-northd\`：把**北向数据库（Northbound DB）**中定义的配置转换。
`;

const files = {
  'Welcome.md': '# Welcome\n\nSee [[OVN]].\n',
  'posts/学习一个东西.md': post,
  'daily/2025-08-05.md': '# 2025-08-05\n\n两个机房之间没有用 OVN，用了 istio。\n',
  'daily/2025-08-07.md': '# 2025-08-07\n\n昨天写的[[学习一个东西]]里提到的幽灵镜像，今天又遇到一次。\n',
  'topics/OVN.md': '---\naliases: [开放虚拟网络]\n---\nOpen Virtual Network.\n',
  'topics/k3s.md': 'Small Kubernetes.\n',
  'topics/cloudpods.md': 'Clouds over [[OVN]].\n',
};

const noBrowser = missing('chromium');

const pageTitle = (page: Page) =>
  page.locator('.note-editor').getByText('学习一个东西最快的东西还是文档').first();
const tree = (page: Page) => page.getByRole('tree', { name: 'Files' });

/** Type a word, and Ctrl+S after it, in one breath: whether the note is on its way before any other timer. */
function savedByKey(page: Page, word: string): Promise<boolean> {
  return page.evaluate((word) => {
    const { send } = WebSocket.prototype;
    let sent = false;
    WebSocket.prototype.send = function (data) {
      sent ||= String(data).includes('"note.write"');
      return send.call(this, data);
    };
    document.execCommand('insertText', false, word);
    return new Promise<boolean>((resolve) => {
      setTimeout(() => {
        const key = { key: 's', code: 'KeyS', ctrlKey: true, bubbles: true, cancelable: true };
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
        setTimeout(() => {
          WebSocket.prototype.send = send;
          resolve(sent);
        });
      });
    });
  }, word);
}

async function switchTo(page: Page, name: string, key = 'Enter'): Promise<void> {
  await page.keyboard.press('Control+o');
  await page.keyboard.type(name);
  await page.keyboard.press(key);
  await page.locator('dialog.palette').waitFor({ state: 'detached' });
}

describe.skipIf(noBrowser)('opening and writing', () => {
  const opened = withWindow({ files });

  it('opens the note of welcome, with nothing in front', async () => {
    const { page } = opened();
    await page.getByRole('tab', { name: 'Welcome', selected: true }).waitFor();
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await tree(page).getByText('posts').waitFor();
  });

  it('opens the first note on Ctrl+O, a name and Enter, typed at once', async () => {
    const { page } = opened();
    await switchTo(page, '学习一个');
    await pageTitle(page).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
  });

  it('counts the note, and warns of bold that Hugo will not show', async () => {
    const status = opened().page.locator('.status-line');
    await status.getByText(/\d+ characters · \d+ words/).waitFor();
    await status.getByText('1 bold place will not show in Hugo').waitFor();
    await status.getByText('TOML').waitFor();
  });

  it('saves by itself what is typed', async () => {
    const vault = opened();
    const { page } = vault;
    await page.keyboard.press('Control+End');
    await page.keyboard.type('一句新的话。');
    await page.locator('.status-line').getByText('Unsaved changes').waitFor();
    await expect.poll(() => vault.read('posts/学习一个东西.md')).toContain('一句新的话。');
    await page.locator('.status-line').getByText('Saved').waitFor();
  });

  it('opens in a new tab with Ctrl+Enter, and goes back and forward over tabs', async () => {
    const { page } = opened();
    await switchTo(page, 'k3s', 'Control+Enter');
    await page.getByRole('tab', { name: 'k3s', selected: true }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('tab', { name: '学习一个东西', selected: true }).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByRole('tab', { name: 'k3s', selected: true }).waitFor();
  });

  it('offers the note that was looked at before, though others were changed since', async () => {
    const vault = opened();
    const { page } = vault;
    vault.write({ 'topics/later.md': 'Changed last.\n' });
    await page.keyboard.press('Control+o');
    const options = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
    await expect.poll(() => options.allInnerTexts().then((all) => all.join('\n'))).toContain('later');
    expect(await options.first().innerText()).toContain('学习一个东西');
    await page.keyboard.press('Escape');
  });

  it('shows the reading view with Ctrl+E, and goes back', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+e');
    await page.locator('.note-editor[data-mode="reading"]').waitFor();
    await page.keyboard.press('Control+e');
    await page.locator('.note-editor[data-mode="live"]').waitFor();
  });

  it('makes a note where nothing fits', async () => {
    const vault = opened();
    const { page } = vault;
    await page.keyboard.press('Control+o');
    await page.keyboard.type('全新的主题');
    await page.getByRole('option', { name: 'Create “全新的主题”' }).click();
    await page.getByRole('tab', { name: '全新的主题', selected: true }).waitFor();
    await expect.poll(() => vault.exists('topics/全新的主题.md')).toBe(true);
  });

  it('makes a note with Ctrl+N, beside the one in front, ready for writing', async () => {
    const vault = opened();
    const { page } = vault;
    await page.keyboard.press('Control+n');
    await page.getByRole('tab', { name: 'Untitled', selected: true }).waitFor();
    await page.locator('.note-editor[data-path="topics/Untitled.md"] .cm-content:focus').waitFor();
    await page.keyboard.type('first words');
    await expect
      .poll(() => vault.exists('topics/Untitled.md') && vault.read('topics/Untitled.md'))
      .toContain('first');
  });

  it('runs a command by its name, and shows its key', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+p');
    await page.keyboard.type('dark');
    await page.getByRole('option', { name: 'Dark theme', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+p');
    expect(await page.getByRole('option', { name: 'New note' }).textContent()).toContain('Ctrl N');
    await page.keyboard.press('Escape');
  });

  it('is the same after a reload: tabs, theme, folders', async () => {
    const { page } = opened();
    const tabs = await page.getByRole('tab').allTextContents();
    await page.waitForTimeout(700);
    await page.reload();
    await page.getByRole('tab', { name: 'Untitled', selected: true }).waitFor();
    expect(await page.getByRole('tab').allTextContents()).toEqual(tabs);
    await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
  });
});

describe.skipIf(noBrowser)('links, mentions and topics', () => {
  const opened = withWindow({ files });

  it('lists backlinks with their place, and opens there', async () => {
    const { page } = opened();
    await switchTo(page, '学习一个');
    const card = page.locator('.card').filter({ hasText: 'daily / 2025-08-07' });
    await card.getByText('幽灵镜像').waitFor();
    expect(await card.locator('mark').textContent()).toBe('学习一个东西');
    await card.locator('.card-text').click();
    await page.getByRole('tab', { name: '2025-08-07', selected: true }).waitFor();
  });

  it('links a mention with one click, and takes it back with another', async () => {
    const vault = opened();
    const { page } = vault;
    await switchTo(page, 'OVN');
    const card = page.locator('.card').filter({ hasText: 'daily / 2025-08-05' });
    await card.getByRole('button', { name: 'Link', exact: true }).click();
    await expect.poll(() => vault.read('daily/2025-08-05.md')).toContain('没有用 [[OVN]]，');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => vault.read('daily/2025-08-05.md')).toContain('没有用 OVN，');
    await card.getByRole('button', { name: 'Link', exact: true }).waitFor();
  });

  it('leaves a place alone that is not meant', async () => {
    const { page } = opened();
    const card = page.locator('.card').filter({ hasText: 'daily / 2025-08-05' });
    const putAside = async () => {
      await card.getByRole('button', { name: 'Not this one' }).click();
      await card.waitFor({ state: 'detached' });
    };
    await putAside();
    const notice = page.locator('.notice').filter({ hasText: 'This place is left alone' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    await card.waitFor();
    await putAside();
  });

  it('shows the timeline of a topic, newest first', async () => {
    const { page } = opened();
    await page.getByRole('listbox', { name: 'Topics' }).getByText('OVN').click();
    await page.getByRole('heading', { name: 'OVN', level: 1 }).waitFor();
    await page.locator('.entry').filter({ hasText: '关系搞晕了' }).waitFor();
    const months = await page.locator('.timeline-month').allTextContents();
    expect(months.at(-1)).toBe('August 2025');
  });

  it('links every mention after a preview', async () => {
    const vault = opened();
    const { page } = vault;
    await page.getByRole('button', { name: 'Link all…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('posts/学习一个东西').waitFor();
    await dialog.getByRole('button', { name: /^Link \d+ lines?$/ }).click();
    await expect.poll(() => vault.read('posts/学习一个东西.md')).toContain('OVS和[[OVN]]的');
    expect(vault.read('posts/学习一个东西.md')).toContain('`ovn-northd`');
  });

  it('goes to a heading of the outline', async () => {
    const { page } = opened();
    await switchTo(page, '学习一个');
    await page.getByRole('tab', { name: 'Outline' }).click();
    const heading = page.getByRole('listbox', { name: 'Outline' }).getByText('命令');
    await heading.click();
    await page.locator('.outline-row[data-selected="true"]').waitFor();
  });

  it('renames the heading at the cursor by a command', async () => {
    const vault = opened();
    const { page } = vault;
    await page.keyboard.press('Control+p');
    await page.keyboard.type('rename heading');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('命令一览');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect.poll(() => vault.read('posts/学习一个东西.md')).toContain('## 命令一览\n');
    await page.getByRole('listbox', { name: 'Outline' }).getByText('命令一览').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => vault.read('posts/学习一个东西.md')).not.toContain('## 命令一览\n');
  });
});

describe.skipIf(noBrowser)('the files', () => {
  const opened = withWindow({ files });

  it('are walked with the keyboard', async () => {
    const { page } = opened();
    await tree(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('t');
    await page.keyboard.press('ArrowRight');
    await tree(page).getByText('cloudpods').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'cloudpods', selected: true }).waitFor();
  });

  it('are renamed with F2, and links follow', async () => {
    const vault = opened();
    const { page } = vault;
    await tree(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('t');
    await page.keyboard.type('opics', { delay: 20 });
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    const name = (await page.locator('.list-item[data-active="true"] .truncate').first().textContent()) ?? '';
    expect(name).toBe('OVN');
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Name of the note' }).fill('Open Virtual Network');
    await page.keyboard.press('Enter');
    await expect.poll(() => vault.read('Welcome.md')).toContain('[[Open Virtual Network]]');
    await page.getByText(/^Renamed; \d links? followed/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => vault.read('Welcome.md')).toContain('[[OVN]]');
  });

  it('show what came to the disk, and what went', async () => {
    const vault = opened();
    const { page } = vault;
    vault.write({ 'aa-new.md': 'x' });
    await tree(page).getByText('aa-new').waitFor();
    renameSync(vault.at('aa-new.md'), vault.at('bb-new.md'));
    await tree(page).getByText('bb-new').waitFor();
    await tree(page).getByText('aa-new').waitFor({ state: 'detached' });
  });

  it('go to the trash, their tab with them, and come back', async () => {
    const vault = opened();
    const { page } = vault;
    await switchTo(page, 'bb-new');
    await tree(page).getByText('bb-new').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('“bb-new.md” is in the trash.').waitFor();
    expect(vault.exists('bb-new.md')).toBe(false);
    expect(await page.getByRole('tab', { name: 'bb-new' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => vault.exists('bb-new.md')).toBe(true);
  });

  it('move when they are dragged onto a folder', async () => {
    const vault = opened();
    const { page } = vault;
    await tree(page)
      .getByText('bb-new')
      .dragTo(tree(page).getByText('posts', { exact: true }));
    await expect.poll(() => vault.exists('posts/bb-new.md')).toBe(true);
  });

  it('get a new note where it is asked for', async () => {
    const vault = opened();
    const { page } = vault;
    await tree(page).getByText('daily', { exact: true }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'New note here' }).click();
    await page.getByRole('textbox', { name: 'Name of the note' }).fill('新的一天');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: '新的一天', selected: true }).waitFor();
    expect(vault.exists('daily/新的一天.md')).toBe(true);
  });
});

describe.skipIf(noBrowser)('searching', () => {
  const opened = withWindow({ files });
  const box = (page: Page) => page.getByRole('textbox', { name: 'Search the vault' });

  it('finds Chinese inside a sentence, and marks it', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('灵镜');
    await page.getByText('2 notes').waitFor();
    expect(await page.locator('.search-match mark').allTextContents()).toEqual(['灵镜', '灵镜']);
    await page.locator('.search-match').filter({ hasText: '今天又遇到' }).click();
    await page.getByRole('tab', { name: '2025-08-07', selected: true }).waitFor();
  });

  it('asks nothing while an input method is composing', async () => {
    const { page } = opened();
    await box(page).fill('');
    await expect.poll(() => page.locator('.search-note').count()).toBe(0);
    await box(page).focus();
    const ime = await inputMethod(page);
    await ime.compose('y', 'you', 'you ling');
    await page.waitForTimeout(400);
    expect(await box(page).inputValue()).toBe('you ling');
    expect(await page.locator('.search-note').count()).toBe(0);
    await ime.commit('幽灵');
    await page.getByText('2 notes').waitFor();
  });

  it('says where a query cannot be read', async () => {
    const { page } = opened();
    await box(page).fill('ovn (k3s');
    await page.getByText('This query cannot be read:').waitFor();
    expect(await page.locator('.query-error-text u').count()).toBe(1);
  });

  it('says when there is nothing', async () => {
    const { page } = opened();
    await box(page).fill('没有的词');
    await page.getByText('No note holds “没有的词”.').waitFor();
  });

  it('keeps the palette open while composing, and picks with Enter after it', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+k');
    const ime = await inputMethod(page);
    await ime.compose('x', 'xue xi');
    expect(await page.getByRole('option', { name: /Create/ }).count()).toBe(0);
    await ime.commit('学习');
    await page.getByRole('option', { name: /^学习一个东西/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await pageTitle(page).waitFor();
  });

  it('finds notes by pinyin in the one box, and the text of notes', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('xuexi');
    await page.getByRole('option', { name: /学习一个东西.*pinyin/ }).waitFor();
    await page.getByRole('combobox').fill('istio');
    await page.getByRole('option', { name: /用了 istio/ }).click();
    await page.getByRole('tab', { name: '2025-08-05', selected: true }).waitFor();
  });
});

describe.skipIf(noBrowser)('by keyboard', () => {
  const mentions = Object.fromEntries(
    ['08-01', '08-02', '08-03'].map((day) => [
      `daily/2025-${day}.md`,
      `今天看了 containerd 的源码，用了 istio。\n`,
    ]),
  );
  const opened = withWindow({ files: { ...files, ...mentions } });

  it('goes from the search box through the results, and back to the note', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('containerd');
    await page.getByText('4 notes').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('search-match');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
  });

  it('finds in the note with Ctrl+F, wherever the focus is', async () => {
    const { page } = opened();
    await page.getByRole('button', { name: 'Files', exact: true }).click();
    await tree(page).focus();
    await page.keyboard.press('Control+f');
    await page.locator('.cm-search').waitFor();
    await page.keyboard.press('Escape');
  });

  it('saves now with Ctrl+S', async () => {
    const vault = opened();
    const { page } = vault;
    await switchTo(page, 'k3s');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
    await page.keyboard.press('Control+End');
    // It saves itself in the end, so that the key has to be quicker than any clock tells.
    expect(await savedByKey(page, ' now')).toBe(true);
    await expect.poll(() => vault.read('topics/k3s.md')).toContain('now');
  });

  it('makes a note of a term that has none, and links what mentions it', async () => {
    const vault = opened();
    const { page } = vault;
    await page.getByRole('listbox', { name: 'Topics' }).getByText('containerd').click();
    await page.getByRole('button', { name: 'Create and link mentions…' }).click();
    await page.getByRole('button', { name: /^Link \d+ lines$/ }).click();
    await expect.poll(() => vault.read('daily/2025-08-02.md')).toContain('[[containerd]]');
    expect(vault.exists('topics/containerd.md')).toBe(true);
  });

  it('offers what can be done with a page in a menu, which arrows walk', async () => {
    const { page } = opened();
    await switchTo(page, 'k3s');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Show its timeline' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'k3s', level: 1 }).waitFor();
  });
});
