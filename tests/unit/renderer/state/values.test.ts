import { expect, test, vi } from 'vitest';
import { readAppearance, themeToShow } from '../../../../renderer/state/appearance.ts';
import type { DocumentState } from '../../../../renderer/state/documents.ts';
import { forgetDocument, isUnsaved, setDocument } from '../../../../renderer/state/documents.ts';
import { createNotices } from '../../../../renderer/state/notices.ts';
import { settingChange, settingText } from '../../../../renderer/state/setting-values.ts';
import { createStore } from '../../../../renderer/state/store.ts';

test('a store tells of changes, and of nothing else', () => {
  const store = createStore(1);
  const heard = vi.fn();
  const off = store.subscribe(heard);
  store.set(1);
  store.set((value) => value + 1);
  off();
  store.set(5);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(store.get()).toBe(5);
});

test.each<[unknown, string]>([
  [{ theme: 'dark' }, 'dark'],
  [{ theme: 'purple' }, 'system'],
  [null, 'system'],
  ['x', 'system'],
])('appearance of %j', (json, theme) => {
  expect(readAppearance(json).theme).toBe(theme);
});

test('one value that is none costs no other one', () => {
  const kept = { theme: 'dark', textSize: 99, hotkeys: { 'note.new': 'Mod+N' }, vim: true, later: 1 };
  expect(readAppearance(kept)).toEqual({ ...readAppearance({}), theme: 'dark', vim: true });
});

test.each([
  ['system', true, 'dark'],
  ['system', false, 'light'],
  ['light', true, 'light'],
  ['dark', false, 'dark'],
] as const)('theme %s on a dark (%s) system is %s', (theme, dark, expected) => {
  expect(themeToShow(theme, dark)).toBe(expected);
});

test('settings are read and changed within their section', () => {
  const settings = { daily: { folder: 'log', template: 't' }, links: 'odd' };
  expect(settingText(settings, 'daily', 'folder')).toBe('log');
  expect(settingText(settings, 'links', 'format')).toBe('');
  expect(settingChange(settings, 'daily', 'folder', 'x')).toEqual({ daily: { folder: 'x', template: 't' } });
  expect(settingChange(settings, 'daily', 'folder', undefined)).toEqual({ daily: { template: 't' } });
  expect(settingChange(settings, 'daily', 'template', '')).toEqual({
    daily: { folder: 'log', template: '' },
  });
  expect(settingChange(settings, 'links', 'format', 'x')).toEqual({ links: { format: 'x' } });
});

test('only the newest notices stay', () => {
  const notices = createNotices();
  for (let count = 0; count < 5; count++) notices.say('notice.copied');
  const shown = notices.store.get();
  expect(shown).toHaveLength(3);
  notices.dismiss(shown[0]?.id ?? 0);
  expect(notices.store.get()).toHaveLength(2);
});

test('documents by path, and whether they could lose something', () => {
  const state = (status: DocumentState['status']): DocumentState => ({
    status,
    words: 0,
    characters: 0,
    selected: undefined,
    format: undefined,
    draft: false,
    headings: [],
    line: 1,
    brokenEmphasis: 0,
  });
  const documents = createStore<ReadonlyMap<string, DocumentState>>(new Map());
  setDocument(documents, 'a.md', state('dirty'));
  expect(isUnsaved(documents.get().get('a.md'))).toBe(true);
  setDocument(documents, 'a.md', state('saved'));
  expect(isUnsaved(documents.get().get('a.md'))).toBe(false);
  forgetDocument(documents, 'a.md');
  expect(documents.get().size).toBe(0);
  expect(
    ['conflict', 'offline', 'missing', 'error', 'saving'].every((each) => isUnsaved(state(each as 'error'))),
  ).toBe(true);
});
