import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSettings } from '../../../electron/vault/settings.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const editorOf = (files: Record<string, string>) => openSettings(tempFolder(files)).read().editor;

describe('what .obsidian says of the editor', () => {
  test.each([
    ['nothing', {}, null],
    ['live preview', { livePreview: true }, 'live'],
    ['source', { livePreview: false }, 'source'],
    ['reading, however it is edited', { livePreview: false, defaultViewMode: 'preview' }, 'reading'],
    ['editing', { defaultViewMode: 'source' }, null],
  ])('%s', (_name, app, mode) => {
    expect(editorOf({ '.obsidian/app.json': JSON.stringify(app) }).mode).toBe(mode);
  });

  test('keys, as chords; what is no list of keys is left out', () => {
    const file = {
      'editor:toggle-bold': [{ modifiers: ['Shift', 'Mod'], key: 'B' }, { key: 'F5' }],
      'switcher:open': [],
      'app:go-back': [{ modifiers: ['Mod'], key: ' ' }, { modifiers: ['Mod'] }, 7],
      odd: { key: 'A' },
    };
    expect(editorOf({ '.obsidian/hotkeys.json': JSON.stringify(file) }).hotkeys).toEqual({
      'editor:toggle-bold': ['Mod+Shift+B', 'F5'],
      'switcher:open': [],
      'app:go-back': ['Mod+Space'],
    });
    expect(editorOf({ '.obsidian/hotkeys.json': '[1]' }).hotkeys).toEqual({});
  });
});

test('what another program writes into the files is there at the next reading, however soon and of whatever size', () => {
  const dir = tempFolder({ '.obsidian/app.json': '{"tabSize": 2}' });
  const file = join(dir, '.obsidian/app.json');
  const settings = openSettings(dir);
  const seen = () => settings.read().editor.tabSize;
  expect(seen()).toBe(2);
  for (const size of [3, 4, 5, 6]) {
    writeFileSync(file, `{"tabSize": ${size}}`);
    expect(seen()).toBe(size);
  }
  utimesSync(file, new Date(2020, 1, 1), new Date(2020, 1, 1));
  expect(seen()).toBe(6);
  rmSync(file);
  expect(seen()).toBeNull();
  writeFileSync(file, '{"tabSize": 7}');
  expect(seen()).toBe(7);
});
