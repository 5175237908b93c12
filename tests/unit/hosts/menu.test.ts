import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { acceleratorOf, menuTemplate, spellingTemplate } from '../../../electron/hosts/desktop/menu.ts';

const entries = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? entries(item.submenu) : [])]);
const labels = (locale: string) => entries(menuTemplate(locale, 'linux', () => {})).map(({ label }) => label);

describe('menuTemplate', () => {
  it('speaks the language of the system', () => {
    expect(labels('zh-CN')).toContain('新建笔记');
    expect(labels('en-GB')).toContain('New Note');
    expect(labels('fr')).toContain('New Note');
    expect(labels('zh-TW').join('')).not.toMatch(/[a-z]/);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('has the standard roles on %s', (platform) => {
    const roles = entries(menuTemplate('en', platform, () => {})).map(({ role }) => role);
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll', 'togglefullscreen']),
    );
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'quit');
  });

  it('shows the keys that the commands have, and none where they have none', () => {
    const shown = (keys?: Record<string, string>) =>
      Object.fromEntries(
        entries(menuTemplate('en', 'linux', () => {}, keys)).map(({ label, accelerator }) => [
          label,
          accelerator,
        ]),
      );
    expect(shown()).toMatchObject({ 'New Note': 'CmdOrCtrl+N', Graph: 'CmdOrCtrl+Alt+G' });
    const other = shown({
      'note.new': 'Mod+Alt+ArrowUp',
      'note.daily': 'Mod+Shift+D',
      'graph.open': 'Mod+€',
    });
    expect(other).toMatchObject({ 'New Note': 'CmdOrCtrl+Alt+Up', "Today's Note": 'CmdOrCtrl+Shift+D' });
    expect([other['Go to Note…'], other.Graph]).toEqual([undefined, undefined]);
  });

  it.each([
    ['Mod++', 'CmdOrCtrl+Plus'],
    ['Mod+Alt+.', 'CmdOrCtrl+Alt+.'],
    ['Ctrl+Shift+Enter', 'Ctrl+Shift+Return'],
    ['F12', 'F12'],
    ['Mod+é', undefined],
  ])('writes %s as %s', (chord, accelerator) => {
    expect(acceleratorOf(chord)).toBe(accelerator);
  });

  it('leaves the keys of the app to the page', () => {
    const chosen: string[] = [];
    const commands = entries(menuTemplate('en', 'linux', (id) => chosen.push(id))).filter(
      ({ click }) => click,
    );
    for (const item of commands) {
      expect(item.registerAccelerator).toBe(false);
      item.click?.({} as never, undefined, {} as never);
    }
    expect(new Set(chosen).size).toBe(commands.length);
  });
});

describe('spellingTemplate', () => {
  it('offers the words that may have been meant, and to learn the one that stands there', () => {
    const done: string[] = [];
    const acts = { replace: (word: string) => done.push(word), learn: () => done.push('learnt') };
    const items = spellingTemplate('zh-CN', ['cluster', 'clutter'], acts);
    expect(items.map(({ label, type }) => label ?? type)).toEqual([
      'cluster',
      'clutter',
      'separator',
      '添加到词典',
    ]);
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(done).toEqual(['cluster', 'clutter', 'learnt']);
  });

  it('says so where there are none', () => {
    const [first] = spellingTemplate('en', [], { replace() {}, learn() {} });
    expect(first).toEqual({ label: 'No Suggestions', enabled: false });
  });
});
