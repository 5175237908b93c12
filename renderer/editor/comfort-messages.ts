/** What the editor says about folding, finding and the preview of links. */
export const comfortEnglish = {
  'editor.fold': 'Fold',
  'editor.preview': 'Preview of {name}',
  'editor.previewEdit': 'Edit',
  'editor.previewDone': 'Done',
  'editor.unfold': 'Unfold',
  'editor.foldedLines': { one: '{n} folded line', other: '{n} folded lines' },
  'editor.search.wordSign': 'Word',
  'editor.search.withinSign': 'Selection',
  'editor.search.within': 'Only in the selection',
  'editor.search.showReplace': 'Replace what is found',
  'editor.search.none': 'No matches',
  'editor.search.invalid': 'Not a valid expression',
} as const;

export const comfortChinese: Record<keyof typeof comfortEnglish, string> = {
  'editor.fold': '折叠',
  'editor.preview': '预览 {name}',
  'editor.previewEdit': '编辑',
  'editor.previewDone': '完成',
  'editor.unfold': '展开',
  'editor.foldedLines': '已折叠 {n} 行',
  'editor.search.wordSign': '整词',
  'editor.search.withinSign': '选区',
  'editor.search.within': '只在选区内查找',
  'editor.search.showReplace': '替换找到的文字',
  'editor.search.none': '没有匹配',
  'editor.search.invalid': '表达式有误',
};
