/** The settings, in the built window. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { openTestWindow } from '../fixtures/window.ts';

async function openSettings(files: Record<string, string>) {
  const window = await openTestWindow({ files: { 'Note.md': '# Note\n\nText.\n', ...files } });
  onTestFinished(async () => {
    await window.close();
    expect(window.complaints).toEqual([]);
  });
  await window.page.keyboard.press('Control+,');
  const view = window.page.getByRole('region', { name: 'Settings' });
  const field = (name: string) => view.getByRole('textbox', { name, exact: true });
  await field('Daily notes').waitFor();
  return { ...window, view, field };
}

describe.skipIf(missing('chromium'))('the settings', () => {
  it('refuse a folder that no note could be made in, and keep what was typed', async () => {
    const { page, view, field, exists, read } = await openSettings({});
    await field('Daily notes').fill('../out');
    await page.keyboard.press('Enter');
    await view.getByRole('alert').getByText('../out cannot be used').waitFor();
    expect(await field('Daily notes').inputValue()).toBe('../out');
    expect(exists('.commonplace/settings.json')).toBe(false);
    await page.keyboard.press('Escape');
    await view.getByRole('alert').waitFor({ state: 'detached' });
    expect(await field('Daily notes').inputValue()).toBe('');
    await field('Names of daily notes').fill('[day] D');
    await page.keyboard.press('Control+w');
    await expect.poll(() => exists('.commonplace/settings.json')).toBe(true);
    expect(JSON.parse(read('.commonplace/settings.json'))).toEqual({ daily: { format: '[day] D' } });
  });

  it('show what holds, and what another program makes of it', async () => {
    const { page, view, field, write } = await openSettings({
      'x.zip': 'x',
      '.obsidian/app.json': '{"attachmentFolderPath": "./img"}',
      '.obsidian/appearance.json': '{"theme": "obsidian", "baseFontSize": 19, "accentColor": "#8a5cf5"}',
    });
    const root = page.locator('html');
    expect(await field('Attachments').getAttribute('placeholder')).toBe('./img');
    expect(await view.getByRole('combobox', { name: 'Size of the text' }).inputValue()).toBe('19');
    expect(await root.getAttribute('style')).toContain('--accent: #');
    const zip = page.getByRole('tree').getByText('x.zip');
    expect(await zip.count()).toBe(0);
    write({
      '.obsidian/app.json': '{"attachmentFolderPath": "files", "showUnsupportedFiles": true}',
      '.obsidian/appearance.json': '{"theme": "moonstone"}',
      '.commonplace/settings.json': '{"daily": {"folder": "log"}}',
    });
    await zip.waitFor();
    await expect.poll(() => root.getAttribute('data-theme')).toBe('light');
    expect(await root.getAttribute('style')).not.toContain('--accent: #');
    await expect.poll(() => field('Attachments').getAttribute('placeholder')).toBe('files');
    await expect.poll(() => field('Daily notes').inputValue()).toBe('log');
  });
});
