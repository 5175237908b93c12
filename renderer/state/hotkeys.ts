import { type Command, type KeyPress, parseChord, signAt } from './commands.ts';

/** Chords of commands, by id: what a person chose, or what another editor says. An empty list: no key. */
export type Hotkeys = Readonly<Record<string, readonly string[]>>;

/** What Obsidian calls commands that we have too. */
const ours: Record<string, string> = {
  'app:go-back': 'go.back',
  'app:go-forward': 'go.forward',
  'app:open-settings': 'settings.open',
  'app:toggle-left-sidebar': 'pane.left',
  'app:toggle-right-sidebar': 'pane.right',
  'app:delete-file': 'note.delete',
  'backlink:open': 'pane.links',
  'command-palette:open': 'palette.commands',
  'daily-notes': 'note.daily',
  'editor:add-cursor-above': 'cursor.above',
  'editor:add-cursor-below': 'cursor.below',
  'editor:cycle-list-checklist': 'task.cycle',
  'editor:delete-paragraph': 'line.delete',
  'editor:follow-link': 'link.open',
  'editor:fold-all': 'fold.all',
  'editor:insert-link': 'format.link',
  'editor:open-link-in-new-leaf': 'link.open-tab',
  'editor:open-link-in-new-split': 'link.open-beside',
  'editor:open-search': 'note.find',
  'editor:open-search-replace': 'find.replace',
  'editor:rename-heading': 'heading.rename',
  'editor:save-file': 'note.save',
  'editor:set-heading-0': 'heading.0',
  'editor:set-heading-1': 'heading.1',
  'editor:set-heading-2': 'heading.2',
  'editor:set-heading-3': 'heading.3',
  'editor:set-heading-4': 'heading.4',
  'editor:set-heading-5': 'heading.5',
  'editor:set-heading-6': 'heading.6',
  'editor:swap-line-down': 'line.down',
  'editor:swap-line-up': 'line.up',
  'editor:toggle-blockquote': 'list.quote',
  'editor:toggle-bold': 'format.bold',
  'editor:toggle-bullet-list': 'list.bullet',
  'editor:toggle-checklist-status': 'task.toggle',
  'editor:toggle-code': 'format.code',
  'editor:toggle-comments': 'format.comment',
  'editor:toggle-fold': 'fold.toggle',
  'editor:toggle-highlight': 'format.highlight',
  'editor:toggle-italics': 'format.italic',
  'editor:toggle-numbered-list': 'list.number',
  'editor:toggle-source': 'note.source',
  'editor:toggle-spellcheck': 'writing.spellcheck',
  'editor:toggle-strikethrough': 'format.strike',
  'editor:unfold-all': 'fold.none',
  'file-explorer:move-file': 'note.move',
  'file-explorer:new-file': 'note.new',
  'global-search:open': 'search.open',
  'graph:open': 'graph.open',
  'markdown:toggle-preview': 'note.reading',
  'note-composer:extract-heading': 'note.extract-section',
  'note-composer:merge-file': 'note.merge',
  'note-composer:split-file': 'note.extract',
  'outline:open': 'pane.outline',
  'switcher:open': 'palette.notes',
  'theme:use-dark': 'theme.dark',
  'theme:use-light': 'theme.light',
  'workspace:close': 'tab.close',
  'workspace:edit-file-title': 'note.rename',
  'workspace:export-pdf': 'note.export-pdf',
  'workspace:new-tab': 'tab.new',
  'workspace:next-tab': 'tab.next',
  'workspace:previous-tab': 'tab.previous',
};

/**
 * The keys of an Obsidian vault, by our ids; commands that we have not are left out, and so are keys that write or move:
 * with a vault from elsewhere nobody could type any more.
 */
export function fromObsidian(chords: Hotkeys): Hotkeys {
  return Object.fromEntries(
    Object.entries(chords).flatMap(([id, all]) => {
      const keys = all.filter((chord) => !isPlain(chord));
      // An empty list takes the keys away, and only where it was meant to.
      return Object.hasOwn(ours, id) && (keys.length > 0 || all.length === 0) ? [[ours[id], keys]] : [];
    }),
  );
}

function isPlain(chord: string): boolean {
  const { mod, ctrl, alt, key } = parseChord(chord);
  return !mod && !ctrl && !alt && !/^f\d+$/.test(key);
}

/**
 * The commands with the keys that count: those chosen here, else the vault's, else our own. A key that was given to
 * another command is taken from those that have it only by default.
 */
export function withHotkeys(commands: readonly Command[], chosen: Hotkeys, vault: Hotkeys): Command[] {
  const own = (id: string) => chosen[id] ?? vault[id];
  const taken = new Set(commands.flatMap(({ id }) => own(id) ?? []).map(canonical));
  return commands.map((command) => {
    const keys = own(command.id) ?? command.keys?.filter((chord) => !taken.has(canonical(chord))) ?? [];
    const { keys: usual, ...rest } = command;
    return { ...rest, ...(usual && { usual }), ...(keys.length > 0 && { keys }) };
  });
}

/** Other commands that have a chord too. */
export function sharing(commands: readonly Command[], id: string, chord: string): Command[] {
  return commands.filter((command) => command.id !== id && holds(command.keys, chord));
}

/** Commands that come with a chord and have lost it. */
export function losing(commands: readonly Command[], id: string, chord: string): Command[] {
  return commands.filter(
    ({ id: other, keys, usual }) => other !== id && holds(usual, chord) && !holds(keys, chord),
  );
}

function holds(keys: readonly string[] | undefined, chord: string): boolean {
  return keys?.some((key) => canonical(key) === canonical(chord)) ?? false;
}

const order = ['Mod', 'Ctrl', 'Alt', 'Shift'];

function canonical(chord: string): string {
  const parts = chord.split('+');
  // The key may be `+` itself.
  const key = chord.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  return [...order.filter((name) => parts.includes(name)), key.toLowerCase()].join('+');
}

const modifiers = /^(?:Control|Shift|Alt|Meta|AltGraph|CapsLock|Fn|OS|Dead|Process|Unidentified)$/;
/**
 * The chord of a key that was pressed; undefined while only modifiers are down, and `plain` for a key that writes or
 * moves and so cannot stand for a command.
 */
export function chordOf(press: KeyPress, mac: boolean): string | 'plain' | undefined {
  if (modifiers.test(press.key)) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = keyName(press);
  if (!mod && !press.altKey && !(mac && press.ctrlKey) && !/^F\d+$/.test(key)) return 'plain';
  const held = [
    mod && 'Mod',
    mac && press.ctrlKey && 'Ctrl',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
  ];
  return [...held.filter((name) => name !== false), key].join('+');
}

/** A letter or a sign by its place, since Shift, Alt and other layouts write something else there. */
function keyName({ key, code }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key([A-Z])$/.exec(code)?.[1] ?? signAt(code) ?? key;
}
