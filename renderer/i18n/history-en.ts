import type { Message } from '../../shared/words/message.ts';

/** What is said about older versions of notes, in English. */
export const historyEnglish = {
  'history.none':
    'No earlier version yet. One is kept before the first change of a session, every few minutes while you write, and before a rename, a restore or a deletion changes the note.',
  'history.reason.edit': 'Before an edit',
  'history.reason.rename': 'Before links followed a rename',
  'history.reason.replace': 'Before text was replaced in the vault',
  'history.reason.link': 'Before mentions were linked',
  'history.reason.delete': 'Before it was deleted',
  'history.reason.restore': 'Before a restore',
  'history.reason.outside': 'From another program',
  'history.reason.merge': 'Before a merge',
  'history.title': 'Version of {time}',
  'history.legend': 'Restoring brings back what is green (+) and takes away what is red (−).',
  'history.same': 'The note is the same now.',
  'history.part': 'Line {line}',
  'history.restore-part': 'Restore this part',
  'history.restore': 'Restore this version',
  'history.deleted': 'Deleted notes',
  'history.deleted-text': 'Notes that are gone, with their last text. They also wait in the trash.',
  'history.deleted-none': 'No note with a history is gone.',
  'history.bring-back': 'Bring back',
  'command.history': 'Show the history',
  'command.deleted': 'Deleted notes…',
  'notice.restored': 'Restored.',
  'notice.brought-back': '“{name}” is back.',
} satisfies Record<string, Message>;
