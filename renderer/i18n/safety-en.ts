import type { Message } from '../../shared/words/message.ts';

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
  'rename.links-title': 'Links to “{name}”',
  'rename.links-text': {
    one: '{n} link gives the old place. The settings of this vault leave it to you whether links follow.',
    other: '{n} links give the old place. The settings of this vault leave it to you whether links follow.',
  },
  'rename.links-leave': 'Leave links as they are',
  'rename.links-follow': 'Update links',
  'notice.undoing': 'Undoing…',
  'notice.at-work': 'At work on “{name}”…',
  'history.reason.replaced': 'Before another program changed it',
} satisfies Record<string, Message>;
