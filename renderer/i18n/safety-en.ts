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
  'name.empty': 'A name needs at least one character.',
  'name.dot': '“{name}” cannot be a name here: it begins with a dot. “{offer}” can.',
  'name.control': '“{name}” cannot be a name here: it holds an invisible character. “{offer}” can.',
  'name.character': '“{name}” cannot be a name here: it holds {bad}. “{offer}” can.',
  'name.ending': '“{name}” cannot be a name here: it ends with a dot or a space. “{offer}” can.',
  'name.reserved': '“{name}” cannot be a name here: Windows keeps it for itself. “{offer}” can.',
  'name.long':
    'This name is too long: there is room for 255 bytes, about 85 Chinese characters. “{offer}” would fit.',
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
