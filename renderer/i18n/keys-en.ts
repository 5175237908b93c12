import type { Message } from '../../shared/words/message.ts';

/** What is said about the keys of commands, in English. */
export const keysEnglish = {
  'keys.search': 'Search by name or key',
  'keys.reset-all': 'Reset all',
  'keys.none': 'No command is called so.',
  'keys.add': 'Add a key to “{name}”',
  'keys.remove': 'Remove {key} from “{name}”',
  'keys.reset': 'Reset “{name}”',
  'keys.press': 'Press the keys…',
  'keys.plain': 'With {mod}, Alt or F1–F12',
  'keys.shared': '⚠ Also: {names}',
  'keys.taken': 'Taken from: {names}',
} satisfies Record<string, Message>;
