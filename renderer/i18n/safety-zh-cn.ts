import type { MessageTable } from './messages.ts';
import type { safetyEnglish } from './safety-en.ts';

/** What is said about text that could not be saved, in Simplified Chinese. */
export const safetyChinese: Pick<MessageTable, keyof typeof safetyEnglish> = {
  'unsaved.waiting': '有 {n} 篇笔记的文字上次没能保存，已为你留着：{names}',
  'unsaved.open': '找回来',
  'unsaved.discard': '收起',
  'unsaved.discarded': '已收起，笔记的历史里还有。',
  'unsaved.kept': '历史没能收下，文字仍留在原处。',
  'history.reason.replaced': '被其他程序改动之前',
};
