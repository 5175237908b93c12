import type { MessageKey } from '../i18n/messages.ts';

/** Something a person can ask for by name, from the palette, a menu or a key. */
export interface Command {
  id: string;
  title: MessageKey;
  /** Chords such as `Mod+Shift+F`; the first is the one shown. `Mod` is Ctrl, or Cmd on a Mac. */
  keys?: readonly string[];
  /** The keys that it comes with, where a person may have chosen others. */
  usual?: readonly string[];
  /** Whether it makes sense now; without it, always. */
  when?(): boolean;
  /** For what is on or off: whether it is on. */
  on?(): boolean;
  /** Reached by its key or a button, not worth a line in the palette. */
  hidden?: boolean;
  /** Its keys count only while the person is in the text of a note; held down, they go on. */
  inText?: boolean;
  run(): void;
}

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

interface Chord {
  mod: boolean;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  key: string;
}

export function parseChord(chord: string): Chord {
  const { parts, key } = splitChord(chord);
  return {
    mod: parts.includes('Mod'),
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: key.toLowerCase(),
  };
}

/** The modifiers of a chord and its key, which may be `+` itself. */
function splitChord(chord: string): { parts: string[]; key: string } {
  const end = chord.lastIndexOf('+', chord.length - 2);
  return { parts: chord.slice(0, Math.max(0, end)).split('+'), key: chord.slice(end + 1) };
}

/** Whether a key press is the chord. A letter is also known by its place on the keyboard, for layouts without it. */
export function pressMatches(press: KeyPress, chord: string, mac: boolean): boolean {
  const want = parseChord(chord);
  const ctrl = want.ctrl || (want.mod && !mac);
  const meta = want.mod && mac;
  if (press.ctrlKey !== ctrl || press.metaKey !== meta) return false;
  if (press.shiftKey !== want.shift || press.altKey !== want.alt) return false;
  if (press.key.toLowerCase() === want.key) return true;
  const foreign = press.key.length !== 1 || press.key > '\u007f';
  if (/^[a-z]$/.test(want.key)) return foreign && press.code === `Key${want.key.toUpperCase()}`;
  // With Shift or Alt, or for an input method, a key gives another sign than the one that names it.
  const other = press.shiftKey || press.altKey || foreign;
  return other && signAt(press.code)?.toLowerCase() === want.key;
}

const signPlaces: Record<string, string> = {
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Slash: '/',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  Minus: '-',
  Equal: '=',
  Backquote: '`',
  Space: 'Space',
};

/** The sign or digit that a place on the keyboard is known by. */
export function signAt(code: string): string | undefined {
  return signPlaces[code] ?? /^Digit(\d)$/.exec(code)?.[1];
}

const macSigns: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥' };
const keySigns: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Backslash: '\\',
  Comma: ',',
};

/** A chord for people: `Ctrl Shift F`, or `⇧⌘F` on a Mac. */
export function showChord(chord: string, mac: boolean): string {
  const { parts, key: name } = splitChord(chord);
  const key = keySigns[name] ?? name;
  if (!mac) return [...parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)), key].join(' ').trim();
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const signs = order.filter((name) => parts.includes(name)).map((name) => macSigns[name]);
  return [...signs, key].join('');
}

/** The command that a key press asks for, if it may run now. */
export function commandForPress(
  commands: readonly Command[],
  press: KeyPress,
  mac: boolean,
  inText = true,
): Command | undefined {
  return commands.find(
    (command) =>
      (inText || !command.inText) &&
      command.keys?.some((chord) => pressMatches(press, chord, mac)) &&
      (command.when?.() ?? true),
  );
}
