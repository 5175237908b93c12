import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
let page: Page;

const day = '开头。\n\n今天看 OVN 的逻辑流。\n\n- 一条\n- 另一条 OVN\n';

beforeAll(async () => {
  app = await startApp({
    language: 'zh-CN',
    files: { 'OVN.md': '# OVN\n\n## 笔记\n\n旧的。\n', 'k3s.md': '', '2025-08-04.md': day },
  });
  page = app.page;
});

afterAll(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const dialog = () => page.getByRole('dialog');

async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await dialog().getByRole('combobox').fill(name);
  await dialog().getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

async function undo(): Promise<void> {
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => app.read('2025-08-04.md')).toBe(day);
}

describe('a paragraph goes to a topic', () => {
  test('from the page of the topic, under one of its headings, and back by one undo', async () => {
    await app.open('OVN');
    await command('查看时间线');
    const entry = page.locator('.entry', { hasText: '逻辑流' });
    await entry.getByRole('button', { name: '这一段的更多操作' }).click();
    await page.getByRole('menuitem', { name: '把这一段送到主题' }).click();
    await dialog().getByRole('option', { name: 'OVN', selected: true }).waitFor();
    await dialog().getByRole('combobox', { name: '放在哪个标题下' }).fill('笔记');
    await dialog().getByText('今天看 OVN 的逻辑流').first().waitFor();
    await dialog().getByRole('button', { name: '移过去' }).click();
    await expect
      .poll(() => app.read('OVN.md'))
      .toMatch(/## 笔记\n\n旧的。\n\n今天看 OVN 的逻辑流。 \^\w{6}\n/);
    await expect.poll(() => app.read('2025-08-04.md')).toMatch(/\[\[OVN#\^\w{6}\]\]\n\n- 一条/);
    await undo();
    await expect.poll(() => app.read('OVN.md')).toBe('# OVN\n\n## 笔记\n\n旧的。\n');
  });

  test('from the editor it becomes a note of its own, what was just typed with it', async () => {
    await app.open('2025-08-04');
    await page.locator('.cm-line', { hasText: '另一条' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('，刚写的');
    await command('用这一段新建笔记');
    await dialog().getByRole('textbox', { name: '笔记名' }).fill('流表');
    await dialog().getByRole('option', { name: '流表 新笔记', selected: true }).waitFor();
    await dialog().getByRole('radio', { name: '嵌入' }).check({ force: true });
    await dialog().getByRole('button', { name: '移过去' }).click();
    await expect.poll(() => app.read('2025-08-04.md')).toMatch(/- 一条\n- !\[\[流表#\^\w{6}\]\]\n/);
    await expect.poll(() => app.read('流表.md')).toMatch(/^- 另一条 OVN，刚写的 \^\w{6}\n$/);
    await page.locator('.note-editor', { hasText: '刚写的' }).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => app.read('2025-08-04.md')).toContain('- 另一条 OVN，刚写的\n');
    app.write('2025-08-04.md', day);
  });

  test('from beside a note that it speaks of it is shown there too, and stays', async () => {
    await app.open('OVN');
    const place = page.locator('.card-item', { hasText: '逻辑流' });
    await place.hover();
    await place.getByRole('button', { name: '这一段的更多操作' }).click();
    await page.getByRole('menuitem', { name: '把这一段送到主题' }).click();
    await dialog().getByRole('radio', { name: '在那边也显示' }).check({ force: true });
    await dialog().getByRole('button', { name: '在那边显示' }).click();
    await expect.poll(() => app.read('OVN.md')).toMatch(/旧的。\n\n!\[\[2025-08-04#\^\w{6}\]\]\n$/);
    await expect.poll(() => app.read('2025-08-04.md')).toMatch(/今天看 OVN 的逻辑流。 \^\w{6}\n/);
    await undo();
  });

  test('a paragraph that has changed meanwhile is not taken for another', async () => {
    await app.open('OVN');
    await command('查看时间线');
    const entry = page.locator('.entry', { hasText: '逻辑流' });
    await entry.getByRole('button', { name: '这一段的更多操作' }).click();
    await page.getByRole('menuitem', { name: '把这一段送到主题' }).click();
    const move = dialog().getByRole('button', { name: '移过去' });
    await expect.poll(() => move.isEnabled()).toBe(true);
    app.write('2025-08-04.md', `新的一段。\n\n${day}`);
    await dialog().getByText('文件在此期间有改动').waitFor();
    expect(await move.isEnabled()).toBe(false);
    await dialog().getByRole('button', { name: '取消' }).click();
  });
});
