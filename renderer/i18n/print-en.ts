/** Ways of a note out of the window. */
export const printEnglish = {
  'note.print': 'Print',
  'note.export-html': 'Export as HTML',
  'note.export-pdf': 'Export as PDF',
};
