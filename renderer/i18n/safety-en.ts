import type { Message } from './message.ts';

/** What is said about text that could not be saved, in English. */
export const safetyEnglish = {
  'unsaved.waiting': {
    one: 'Text that could not be saved is kept for {n} note: {names}',
    other: 'Text that could not be saved is kept for {n} notes: {names}',
  },
  'unsaved.open': 'Bring it back',
  'unsaved.discard': 'Put it away',
  'unsaved.discarded': 'Put away. The history of the note has it.',
  'unsaved.kept': 'The history could not take it, so it stays where it is.',
  'history.reason.replaced': 'Before another program changed it',
} satisfies Record<string, Message>;
