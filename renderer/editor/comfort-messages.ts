/** What the editor says about folding, finding and the preview of links. */
export const comfortEnglish = {
  'editor.fold': 'Fold',
  'editor.unfold': 'Unfold',
  'editor.foldedLines': { one: '{n} folded line', other: '{n} folded lines' },
} as const;

export const comfortChinese: Record<keyof typeof comfortEnglish, string> = {
  'editor.fold': '折叠',
  'editor.unfold': '展开',
  'editor.foldedLines': '已折叠 {n} 行',
};
