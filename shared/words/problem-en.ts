/** What a check of the vault finds, in English. */
export const problemEnglish = {
  'problem.link-broken': '{name} points to nothing in the vault',
  'problem.fragment-missing': '{name}: {other} has no "{part}"',
  'problem.name-ambiguous': '{name} could mean {n} notes; it is {other}',
  'problem.attachment-orphaned': 'No note links to this attachment',
  'problem.not-utf8': 'The file is not UTF-8 text: it opens read-only',
  'problem.too-large': 'The file is too large to be indexed',
  'problem.no-access': 'The file may not be read',
  'problem.folder': 'The folder may not be read: what lies in it is not in the index',
  'problem.unreadable': 'The file could not be read ({name})',
} as const;
