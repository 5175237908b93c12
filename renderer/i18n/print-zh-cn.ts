import type { printEnglish } from './print-en.ts';

export const printChinese: Record<keyof typeof printEnglish, string> = {
  'note.print': '打印',
  'note.export-html': '导出为 HTML',
  'note.export-pdf': '导出为 PDF',
};
