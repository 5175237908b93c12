import type { Message } from '../../shared/words/message.ts';

/** Of tabs, menus and what else stands around a page. */
export const windowEnglish = {
  'palette.run': 'run',
  'tabs.reopen': 'Reopen closed tab',
  'tabs.pin': 'Pin',
  'tabs.unpin': 'Unpin',
  'tabs.pinned': 'Pinned',
  'command.pin-tab': 'Pin the tab',
} satisfies Record<string, Message>;
