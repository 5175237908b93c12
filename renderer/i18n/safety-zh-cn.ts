import type { MessageTable } from './messages.ts';
import type { safetyEnglish } from './safety-en.ts';

/** What is said about text that could not be saved, in Simplified Chinese. */
export const safetyChinese: Pick<MessageTable, keyof typeof safetyEnglish> = {
  'unsaved.waiting': '有 {n} 篇笔记的文字上次没能保存，已为你留着：{names}',
  'unsaved.open': '找回来',
  'unsaved.discard': '收起',
  'unsaved.discarded': '已收起，笔记的历史里还有。',
  'unsaved.kept': '历史没能收下，文字仍留在原处。',
  'rename.links-title': '指向“{name}”的链接',
  'rename.links-text': '有 {n} 个链接写的是旧位置。按本笔记库的设置，链接是否随之更新由你决定。',
  'rename.links-leave': '链接保持原样',
  'rename.links-follow': '更新链接',
  'notice.undoing': '正在撤销……',
  'notice.at-work': '正在处理“{name}”……',
  'history.reason.replaced': '被其他程序改动之前',
};
