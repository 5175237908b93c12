import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const toml = `+++\r
# by hand\r
title = "A"\r
date = 2025-08-06T00:05:12+08:00 # kept\r
"状态" = '进行中'\r
weight = 3\r
+++\r
\r
body\r
`;

const linesNote =
  '---\n说明: |\n  第一行\n  第二行\nparent: "[[toml]]"\nrelated: ["[[other|别的]]", 文字]\n---\n\nbody\n';
const merged = '---\nbase: &b\n  a: 1\nprod:\n  <<: *b\n  c: 2\n---\n\nbody\n';

describe.skipIf(missing('chromium'))('properties', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      files: {
        'toml.md': toml,
        'types.md': '---\ncount: "12" # c\n---\n\nbody\n',
        'add.md': '---\nweight: 1\n---\n\nbody\n',
        'other.md': '---\n状态: 已完成\ntags: [网络, k8s]\nrating: 5\n---\n',
        'nested.md': '---\nsite:\n  a: 1\n  b: [x, y]\nnoted:\n  a: 1 # why\n---\n\nbody\n',
        'lines.md': linesNote,
        'merged.md': merged,
        'broken.md': '---\na: 1\nb: [x\n---\n\nbody\n',
        '.obsidian/types.json': '{"types":{"截止":"date"}}',
      },
    });
  });
  afterAll(() => app?.close());

  const onDisk = (path: string) => expect.poll(() => app.read(path));
  const row = (name: string) => app.page.locator(`.property-row[data-name="${name}"]`);
  const menu = async (name: string, item: string) => {
    await row(name)
      .getByRole('button', { name: `Property “${name}”` })
      .click();
    await app.page
      .getByRole('menuitem', { name: new RegExp(`^${item}`) })
      .first()
      .click();
  };

  test('move by keyboard, by menu and by dragging, and every other byte stays', async () => {
    await app.open('toml');
    await row('weight').getByRole('textbox', { name: 'weight' }).focus();
    await app.page.keyboard.press('Alt+ArrowUp');
    const moved = toml.replace(/("状态" = '进行中'\r\n)(weight = 3\r\n)/, '$2$1');
    await onDisk('toml.md').toBe(moved);
    await app.page.keyboard.press('Control+z');
    await onDisk('toml.md').toBe(toml);
    await menu('date', 'Move down');
    await onDisk('toml.md').toMatch(/'进行中'\r\ndate = 2025-08-06T00:05:12\+08:00 # kept\r\nweight/);
    await row('date').locator('.property-handle').dragTo(row('状态').locator('.property-name'));
    await onDisk('toml.md').toBe(toml);
    expect(app.faults).toEqual([]);
  });

  test('of values inside one another are written as JSON, and keep what is said in them', async () => {
    await app.open('nested');
    const field = (name: string) => row(name).getByRole('textbox', { name, exact: true });
    await field('site').fill('{"a": 2');
    await row('site').getByText('As JSON').waitFor();
    await field('site').fill('{"a": 2, "b": ["x", {"c": true}]}');
    await field('site').press('Enter');
    await onDisk('nested.md').toMatch(
      /^---\nsite:\n {2}a: 2\n {2}b: ?[\s\S]*c: true[\s\S]*noted:\n {2}a: 1 # why\n---\n/,
    );
    await field('noted').fill('{"a": 2}');
    await field('noted').press('Enter');
    await onDisk('nested.md').toMatch(/noted:\n {2}a: 2 # why\n---\n/);
    await field('noted').fill('[1]');
    await field('noted').press('Enter');
    await app.page.getByText('There are comments or references').waitFor();
    expect(app.read('nested.md')).toContain('a: 2 # why');
    await app.open('types');
    expect(await app.page.getByText('There are comments or references').count()).toBe(0);
  });

  test('change their type, where the value allows it, in one step of undo', async () => {
    await app.open('types');
    await menu('count', 'Number');
    await onDisk('types.md').toBe('---\ncount: 12 # c\n---\n\nbody\n');
    await row('count').locator('.property-handle').click();
    expect(await app.page.getByRole('menuitem', { name: 'Date', exact: true }).isDisabled()).toBe(true);
    await app.page.keyboard.press('Escape');
    await menu('count', 'List');
    await onDisk('types.md').toMatch(/count:\s*(?:# c)?\s*(?:- |\[)"?12/);
    await app.page.locator('.cm-line', { hasText: 'body' }).click();
    await app.page.keyboard.press('Control+z');
    await onDisk('types.md').toBe('---\ncount: 12 # c\n---\n\nbody\n');
    await app.page.keyboard.press('Control+z');
    await onDisk('types.md').toBe('---\ncount: "12" # c\n---\n\nbody\n');
  });

  test('are added with names, types and values of the vault, also by pinyin', async () => {
    await app.open('add');
    const add = async (typed: string, option: string) => {
      await app.page.locator('.note-head').hover();
      await app.page.getByRole('button', { name: 'Add property' }).click();
      await app.page.keyboard.type(typed);
      await app.page.getByRole('option', { name: option, exact: true }).waitFor();
      await app.page.keyboard.press('ArrowDown');
      await app.page.keyboard.press('Enter');
    };
    await add('zhuangt', '状态');
    await onDisk('add.md').toBe('---\nweight: 1\n状态: ""\n---\n\nbody\n');
    // The value comes behind the name.
    const focused = () => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('状态');
    await app.page.keyboard.type('yw');
    await app.page.getByRole('option', { name: '已完成' }).click();
    await onDisk('add.md').toMatch(/^状态: "?已完成"?$/m);
    await app.page.locator('.note-head').hover();
    await app.page.getByRole('button', { name: 'Add property' }).click();
    await app.page.keyboard.type('截止');
    await app.page.keyboard.press('Enter');
    await onDisk('add.md').toMatch(/^截止: \d{4}-\d\d-\d\d$/m);
    await add('tag', 'tags');
    await row('tags').locator('.property-add-value').fill('wl');
    await app.page.getByRole('option', { name: '网络' }).waitFor();
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    await onDisk('add.md').toMatch(/^tags:\s*(?:\[网络\]|- 网络)$/m);
  });

  test('of several lines keep them, and a link leads where it says', async () => {
    await app.open('lines');
    const field = row('说明').getByRole('textbox', { name: '说明', exact: true });
    expect(await field.inputValue()).toBe('第一行\n第二行');
    await field.focus();
    await app.page.keyboard.press('Control+End');
    await app.page.keyboard.press('Enter');
    await app.page.keyboard.type('第三行');
    await app.page.keyboard.press('Control+Enter');
    await onDisk('lines.md').toBe(linesNote.replace('第二行\n', '第二行\n  第三行\n'));
    await field.focus();
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+z');
    await onDisk('lines.md').toBe(linesNote);
    await row('related').getByRole('link', { name: '别的' }).click();
    await app.page.locator('.note-editor[data-path="other.md"]').waitFor();
    await app.open('lines');
    await row('parent').getByRole('button', { name: 'Open toml' }).click();
    await app.page.locator('.note-editor[data-path="toml.md"]').waitFor();
  });

  test('that others refer to, or that refer to others, are left as they are, and it is said why', async () => {
    await app.open('merged');
    const field = row('prod').getByRole('textbox', { name: 'prod', exact: true });
    await field.fill('{"a": 1, "c": 3}');
    await field.press('Enter');
    await app.page.getByText('references (& and *)').waitFor();
    expect(app.read('merged.md')).toBe(merged);
  });

  test('that cannot be read are told of with line and column, and left as they are', async () => {
    await app.open('broken');
    const told = app.page.getByRole('alert');
    await expect.poll(() => told.first().innerText()).toMatch(/Line \d+, column \d+/);
    await app.page.locator('.cm-line', { hasText: 'b: [x' }).waitFor();
    expect(app.read('broken.md')).toBe('---\na: 1\nb: [x\n---\n\nbody\n');
  });
});
