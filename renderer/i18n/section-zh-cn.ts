import type { sectionEnglish } from './section-en.ts';

export const sectionChinese: Record<keyof typeof sectionEnglish, string> = {
  'section.up': '上移这一节',
  'section.down': '下移这一节',
  'section.raise': '整节升一级',
  'section.lower': '整节降一级',
};
