import type { Message } from '../../shared/words/message.ts';

/** Of tabs, menus and what else stands around a page. */
export const windowEnglish = {
  'palette.run': 'run',
  'tabs.reopen': 'Reopen closed tab',
  'tabs.pin': 'Pin',
  'tabs.unpin': 'Unpin',
  'tabs.pinned': 'Pinned',
  'command.pin-tab': 'Pin the tab',
  'notice.deleted-many': { one: '{n} thing is in the trash.', other: '{n} things are in the trash.' },
  'notice.moved-alone': 'Moved.',
  'notice.renamed-alone': 'Renamed.',
  'notice.moved-many': { one: '{n} thing moved.', other: '{n} things moved.' },
  'explorer.delete-many': { one: 'Delete {n} thing?', other: 'Delete {n} things?' },
  'explorer.delete-many-text': 'They go to the trash, with all that is in the folders among them.',
  'explorer.move-many': { one: 'Move {n} thing', other: 'Move {n} things' },
  'explorer.things': { one: '{n} thing', other: '{n} things' },
  'explorer.open-tabs': 'Open in new tabs',
  'link.open': 'Open',
  'link.copy-address': 'Copy address',
  'link.make': 'Create the note',
  'link.make-tab': 'Create it in a new tab',
} satisfies Record<string, Message>;
