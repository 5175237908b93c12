import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const noBrowser = missing('chromium');

const files = {
  'docs/docker.md': '# Docker\n\n## 安装镜像\n\ndocker run nginx\n',
  'docs/学习笔记.md': '---\ntags: [容器/docker]\n---\n今天用 docker 跑了虚拟机。\n',
  'daily/2025-08-06.md': '没有别的。\n',
};

describe.skipIf(noBrowser)('search', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ files, language: 'en' });
    await app.page.keyboard.press('Control+Shift+F');
  }, 60_000);
  afterAll(() => app?.close());
  const box = () => app.page.getByRole('textbox', { name: 'Search the vault' });

  it('completes operators and what follows them by the keyboard', async () => {
    await box().fill('');
    await box().pressSequentially('docker pa');
    await app.page.getByRole('option', { name: /^path:/ }).waitFor();
    await app.page.keyboard.press('Tab');
    await app.page.keyboard.type('do');
    await app.page.getByRole('option', { name: /^docs/ }).waitFor();
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    expect(await box().inputValue()).toBe('docker path:docs/ ');
    await app.page.getByText('2 notes').waitFor();
    await app.page.getByText('Notes with “docker…”, and a path with “docs/…”').waitFor();
  });

  it('completes the properties that some note has, and no others', async () => {
    await box().fill('');
    await box().pressSequentially('[');
    await app.page.getByRole('option', { name: /^tags/ }).waitFor();
    expect(await app.page.getByRole('option').count()).toBe(1);
  });

  it('calls what is half written no fault while the list offers how it goes on', async () => {
    await box().fill('');
    await box().pressSequentially('[ta');
    await app.page.getByRole('option', { name: /^tags/ }).waitFor();
    await app.page.locator('.query-error').waitFor({ state: 'attached' });
    expect(await app.page.getByRole('alert').count()).toBe(0);
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('alert').getByText('This query cannot be read:').waitFor();
  });

  it('offers what may have been meant', async () => {
    await box().fill('dokcer');
    await app.page.getByRole('button', { name: 'docker', exact: true }).click();
    await app.page.getByText('2 notes').waitFor();
    expect(await box().inputValue()).toBe('docker');
  });

  it('keeps a search, and asks it again', async () => {
    await app.page.getByRole('button', { name: 'Save this search' }).click();
    await app.page.getByRole('button', { name: 'Do not keep this search' }).waitFor();
    expect(JSON.parse(app.read('.commonplace/settings.json'))).toEqual({ searches: [{ query: 'docker' }] });
    await box().fill('');
    await app.page.getByRole('button', { name: 'docker', exact: true }).first().click();
    await app.page.getByText('2 notes').waitFor();
  });

  it('remembers a search as soon as one goes to what it found', async () => {
    await box().fill('虚拟机');
    await app.page.getByText('1 note', { exact: true }).waitFor();
    await app.page.locator('.search-match').first().click();
    await app.page.locator('.note-editor[data-path="docs/学习笔记.md"]').waitFor();
    await box().fill('');
    await app.page.getByText('Recent searches', { exact: true }).waitFor();
    await app.page.getByRole('button', { name: '虚拟机', exact: true }).click();
    await app.page.getByText('1 note', { exact: true }).waitFor();
    await box().fill('docker');
    await app.page.getByText('2 notes').waitFor();
  });

  it('replaces what is chosen, and takes it back with one click', async () => {
    await app.page.getByRole('button', { name: 'Replace in the vault…' }).click();
    await app.page.getByLabel('Replace with').fill('podman');
    await app.page.getByText('4 places in 2 notes').waitFor();
    await app.page.getByRole('checkbox', { name: /tags:/ }).uncheck();
    await app.page.getByRole('button', { name: 'Replace 3 places' }).click();
    await app.page.getByText('3 places were replaced.').waitFor();
    expect(app.read('docs/docker.md')).toBe('# podman\n\n## 安装镜像\n\npodman run nginx\n');
    expect(app.read('docs/学习笔记.md')).toContain('tags: [容器/docker]\n---\n今天用 podman');
    await app.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => app.read('docs/docker.md')).toBe(files['docs/docker.md']);
  });

  it('goes to a heading of any note, and of the note in front', async () => {
    await app.page.keyboard.press('Control+o');
    await app.page.keyboard.type('#镜像');
    await app.page.getByRole('option', { name: /安装镜像.*docker/ }).click();
    await app.page.getByRole('tab', { name: 'Docker', selected: true }).waitFor();
    await app.page.keyboard.press('Control+o');
    await app.page.keyboard.type('@装');
    await app.page.getByRole('option', { name: /安装镜像/ }).waitFor();
    await app.page.keyboard.press('Escape');
    expect(app.faults).toEqual([]);
  });
});
