/** What the menu of the text offers. */
export const menuEnglish = {
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.pasteAsText': 'Paste as plain text',
  'menu.selectAll': 'Select all',
  'menu.spelling': 'Spelling suggestions',
  'menu.spellingKey': 'Shift+right click',
} as const;
