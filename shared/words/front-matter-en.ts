/** What is wrong with the properties of a note, in plain words. */
export const frontMatterEnglish = {
  'front-matter.quote': 'a quotation mark has no partner on its line',
  'front-matter.behind': 'something stands behind the value: put all of it in quotation marks',
  'front-matter.colon':
    'a colon with a space in a value, or a line indented too far: put the value in quotation marks',
  'front-matter.line': 'a line without a name and a value: write name: value, with a space behind the colon',
  'front-matter.equals':
    'a line without a name and a value: write name = value; a name of other letters than a–z, in quotation marks',
  'front-matter.twice': 'a name stands twice',
  'front-matter.tab': 'a tab at the beginning of a line: use spaces',
  'front-matter.indent': 'lines of one list or table begin at different places',
  'front-matter.bracket': 'a bracket or a comma of a list is missing, or is one too many',
  'front-matter.start': 'a value cannot begin with {name}: put it in quotation marks',
  'front-matter.escape': 'a backslash that means nothing: write \\\\',
  'front-matter.value': 'not a value: put text in quotation marks',
  'front-matter.number':
    'neither a number nor a date: write it like 2025-08-06, or put it in quotation marks',
  'front-matter.date': 'there is no such date or time',
  'front-matter.ends': 'one line holds two values, or text behind a value',
  'front-matter.comment': 'JSON has no comments',
  'front-matter.deep': 'nested too deeply',
  'front-matter.no-end': 'they have no end: the closing line is missing',
  'front-matter.large': 'too much of it',
  'front-matter.list': 'they have to be lines of names and values',
  'front-matter.name': 'a name has to be plain text',
  'front-matter.others':
    'Other properties would change with it, as where they refer to it with *: edit it in source mode.',
} as const;
