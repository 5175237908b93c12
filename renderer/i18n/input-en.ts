import type { Message } from '../../shared/words/message.ts';

/** What is said about typing, formatting and pasting, in English. */
export const inputEnglish = {
  'command.fix-emphasis': 'Next bold that Hugo will not show',
  'command.fix-all-emphasis': 'Fix all bold that Hugo will not show',
  'command.add-spaces': 'Space between Chinese and Latin: add',
  'command.remove-spaces': 'Space between Chinese and Latin: remove',
  'notice.nothing-to-do': 'There was nothing to change.',
  'settings.attachments.name': 'Names of pasted images',
  'settings.attachments.name-help':
    '{{note}}, {{name}}, {{date}} and {{time}} are filled in; {{date:YYYY-MM}} has a format.',
  'settings.meant-marks': 'Full-width marks',
  'settings.meant-marks-help':
    'Typed where Markdown’s are meant, they become those: · a backtick, ￥ a dollar, 》 a quote, 【【 a link.',
  'status.selected': { one: '{n} character selected', other: '{n} characters selected' },
} satisfies Record<string, Message>;
