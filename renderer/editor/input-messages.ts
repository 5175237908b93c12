/** What the editor says about marks, completion and what is pasted. */
export const inputEnglish = {
  'editor.fixAll': { one: 'Fix the one in this note', other: 'Fix all {n} in this note' },
  'editor.nextPlace': 'Next',
} as const;

export const inputChinese: Record<keyof typeof inputEnglish, string> = {
  'editor.fixAll': '修正本篇全部 {n} 处',
  'editor.nextPlace': '下一处',
};
