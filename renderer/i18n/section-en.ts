/** Moving sections, by command and in the outline. */
export const sectionEnglish = {
  'section.up': 'Move section up',
  'section.down': 'Move section down',
  'section.raise': 'Section: one level up',
  'section.lower': 'Section: one level down',
};
