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
