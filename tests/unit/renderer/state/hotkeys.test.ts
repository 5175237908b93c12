import { describe, expect, test } from 'vitest';
import { type Command, pressMatches } from '../../../../renderer/state/commands.ts';
import { chordOf, fromObsidian, losing, sharing, withHotkeys } from '../../../../renderer/state/hotkeys.ts';

const run = () => undefined;
const commands: Command[] = [
  { id: 'format.bold', title: 'command.bold', keys: ['Mod+B'], run },
  { id: 'format.italic', title: 'command.italic', keys: ['Mod+I'], run },
  { id: 'list.task', title: 'command.list-task', run },
];

const keysOf = (list: readonly Command[]) => Object.fromEntries(list.map(({ id, keys }) => [id, keys ?? []]));

describe('the keys that count', () => {
  test.each<[string, Record<string, string[]>, Record<string, string[]>, Record<string, string[]>]>([
    ['our own', {}, {}, {}],
    ['a chosen one', { 'list.task': ['Mod+J'] }, {}, { 'list.task': ['Mod+J'] }],
    ['none, where it was taken away', { 'format.bold': [] }, {}, { 'format.bold': [] }],
    ['the vault’s', {}, { 'format.bold': ['F5'] }, { 'format.bold': ['F5'] }],
    [
      'a chosen one before the vault’s',
      { 'format.bold': ['F6'] },
      { 'format.bold': ['F5'] },
      { 'format.bold': ['F6'] },
    ],
    [
      'not where another command got them',
      { 'list.task': ['Mod+b'] },
      {},
      { 'list.task': ['Mod+b'], 'format.bold': [] },
    ],
    [
      'twice, where both were chosen',
      { 'list.task': ['Mod+B'], 'format.bold': ['Mod+B'] },
      {},
      { 'list.task': ['Mod+B'], 'format.bold': ['Mod+B'] },
    ],
  ])('%s', (_name, chosen, vault, changes) => {
    expect(keysOf(withHotkeys(commands, chosen, vault))).toEqual({ ...keysOf(commands), ...changes });
  });

  test('others that share one are told', () => {
    const list = withHotkeys(commands, { 'list.task': ['Mod+B'], 'format.bold': ['Mod+B'] }, {});
    expect(sharing(list, 'list.task', 'Mod+B').map(({ id }) => id)).toEqual(['format.bold']);
    expect(sharing(list, 'list.task', 'Mod+I').map(({ id }) => id)).toEqual(['format.italic']);
  });

  test('and those that have lost one by it', () => {
    const list = withHotkeys(commands, { 'list.task': ['Mod+B'] }, {});
    expect(sharing(list, 'list.task', 'Mod+B')).toEqual([]);
    expect(losing(list, 'list.task', 'Mod+B').map(({ id }) => id)).toEqual(['format.bold']);
  });

  test('Obsidian’s commands are ours by other names, and some we have not', () => {
    expect(fromObsidian({ 'editor:toggle-bold': ['Mod+B'], 'switcher:open': [], 'x:y': ['F1'] })).toEqual({
      'format.bold': ['Mod+B'],
      'palette.notes': [],
    });
  });

  test('a vault takes no key that writes or moves, and none by a name that is no command', () => {
    const chords = {
      'editor:toggle-bold': ['a', 'Shift+E', 'Enter', 'Mod+B', 'F5', 'Alt++'],
      'editor:save-file': ['s'],
      constructor: ['Mod+C'],
    };
    expect(fromObsidian(chords)).toEqual({ 'format.bold': ['Mod+B', 'F5', 'Alt++'] });
  });
});

describe('a key that is pressed for a command', () => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  test.each([
    [{ ...none, key: 'k', code: 'KeyK', ctrlKey: true }, false, 'Mod+K'],
    [{ ...none, key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }, false, 'Mod+Shift+K'],
    [{ ...none, key: '˚', code: 'KeyK', altKey: true }, true, 'Alt+K'],
    [{ ...none, key: 'k', code: 'KeyK', metaKey: true }, true, 'Mod+K'],
    [{ ...none, key: 'Tab', code: 'Tab', ctrlKey: true }, true, 'Ctrl+Tab'],
    [{ ...none, key: '{', code: 'BracketLeft', ctrlKey: true, shiftKey: true }, false, 'Mod+Shift+['],
    [{ ...none, key: '，', code: 'Comma', ctrlKey: true }, false, 'Mod+,'],
    [{ ...none, key: '+', code: 'NumpadAdd', ctrlKey: true }, false, 'Mod++'],
    [{ ...none, key: ' ', code: 'Space', ctrlKey: true, altKey: true }, false, 'Mod+Alt+Space'],
    [{ ...none, key: 'F9', code: 'F9' }, false, 'F9'],
  ])('%j is a chord that it matches', (press, mac, chord) => {
    expect(chordOf(press, mac)).toBe(chord);
    expect(pressMatches(press, chord, mac)).toBe(true);
  });

  test.each([
    ['only a modifier', { ...none, key: 'Control', code: 'ControlLeft', ctrlKey: true }, undefined],
    ['a letter that would be typed', { ...none, key: 'k', code: 'KeyK' }, 'plain'],
    ['a capital', { ...none, key: 'K', code: 'KeyK', shiftKey: true }, 'plain'],
  ])('%s is none', (_name, press, expected) => {
    expect(chordOf(press, false)).toBe(expected);
  });
});
