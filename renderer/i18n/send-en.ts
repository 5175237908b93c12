import type { Message } from '../../shared/words/message.ts';

/** English of paragraphs that are sent to topics, and of notes that are made from them. */
export const sendEnglish = {
  'command.send': 'Send this paragraph to a topic…',
  'command.make-note': 'Make a note from this paragraph…',
  'send.title': 'Send a paragraph of “{name}” to a topic',
  'send.make-title': 'Make a note from a paragraph of “{name}”',
  'send.to': 'To which note',
  'send.name': 'Name of the note',
  'send.new': 'New note',
  'send.what': 'The paragraph is',
  'send.move': 'Moved',
  'send.copy': 'Copied',
  'send.embed': 'Shown there too',
  'send.under': 'Under the heading',
  'send.end': 'At its end',
  'send.do-move': 'Move',
  'send.do-copy': 'Copy',
  'send.do-embed': 'Show it there',
  'send.more': 'Actions for this paragraph',
  'notice.sent': 'Sent to {name}',
  'notice.no-paragraph': 'The cursor is in no paragraph.',
} satisfies Record<string, Message>;
