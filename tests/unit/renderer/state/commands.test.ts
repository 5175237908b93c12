import { describe, expect, test } from 'vitest';
import {
  type Command,
  commandForPress,
  type KeyPress,
  pressMatches,
  showChord,
} from '../../../../renderer/state/commands.ts';

/** `C`trl, `M`eta, `S`hift, `A`lt before a key: `CS-f`. */
function press(text: string, code = ''): KeyPress {
  const [mods, key] = text.includes('-') ? (text.split(/-(.*)/s) as [string, string]) : ['', text];
  return {
    key,
    code,
    ctrlKey: mods.includes('C'),
    metaKey: mods.includes('M'),
    shiftKey: mods.includes('S'),
    altKey: mods.includes('A'),
  };
}

describe('a press is a chord', () => {
  test.each<[KeyPress, string, boolean, boolean]>([
    [press('C-o'), 'Mod+O', false, true],
    [press('M-o'), 'Mod+O', true, true],
    [press('C-o'), 'Mod+O', true, false],
    [press('CS-F'), 'Mod+Shift+F', false, true],
    [press('C-f'), 'Mod+Shift+F', false, false],
    [press('CS-f'), 'Mod+F', false, false],
    [press('CA-o'), 'Mod+O', false, false],
    [press('A-ArrowLeft'), 'Alt+ArrowLeft', false, true],
    [press('C-Tab'), 'Ctrl+Tab', true, true],
    [press('C-,'), 'Mod+,', false, true],
    [press('C-щ', 'KeyO'), 'Mod+O', false, true],
    [press('C-ㅐ', 'KeyO'), 'Mod+O', false, true],
    [press('C-s', 'KeyO'), 'Mod+O', false, false],
    [press('C-Process', 'KeyP'), 'Mod+P', false, true],
  ])('%j %s (mac %s)', (key, chord, mac, expected) => {
    expect(pressMatches(key, chord, mac)).toBe(expected);
  });
});

test.each([
  ['Mod+Shift+F', false, 'Ctrl Shift F'],
  ['Mod+Shift+F', true, '⇧⌘F'],
  ['Alt+ArrowLeft', false, 'Alt ←'],
  ['Ctrl+Tab', true, '⌃Tab'],
])('%s for people (mac %s) is %s', (chord, mac, expected) => {
  expect(showChord(chord, mac)).toBe(expected);
});

test('the first command of a key that may run now', () => {
  const command = (id: string, when: boolean): Command => ({
    id,
    title: 'action.retry',
    keys: ['Mod+E'],
    when: () => when,
    run: () => {},
  });
  expect(commandForPress([command('a', false), command('b', true)], press('C-e'), false)?.id).toBe('b');
  expect(commandForPress([command('a', false)], press('C-e'), false)).toBeUndefined();
});
