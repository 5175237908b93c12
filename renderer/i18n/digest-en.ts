import type { Message } from '../../shared/words/message.ts';

/** English of the digest of a week or a month. */
export const digestEnglish = {
  'command.digest': 'Digest of a week or month…',
  'digest.title': 'Digest',
  'digest.span': 'Of which time',
  'digest.week': 'Week',
  'digest.month': 'Month',
  'digest.before.week': 'The week before',
  'digest.before.month': 'The month before',
  'digest.after.week': 'The week after',
  'digest.after.month': 'The month after',
  'digest.day': 'Go to a day',
  'digest.name': 'Digest {span}',
  'digest.post': 'As a post: with a date, and a draft',
  'digest.found': {
    one: '{n} paragraph about {topics}',
    other: '{n} paragraphs about {topics}',
  },
  'digest.topics': { one: '{n} topic', other: '{n} topics' },
  'digest.none': 'Nothing about a topic is dated in this time.',
  'digest.create': 'Make the note',
} satisfies Record<string, Message>;
