import type { MessageTable } from './messages.ts';
import type { sendEnglish } from './send-en.ts';

/** Simplified Chinese of paragraphs that are sent to topics, and of notes that are made from them. */
export const sendChinese: Pick<MessageTable, keyof typeof sendEnglish> = {
  'command.send': '把这一段送到主题…',
  'command.make-note': '用这一段新建笔记…',
  'send.title': '把“{name}”的一段送到主题',
  'send.make-title': '用“{name}”的一段新建笔记',
  'send.to': '送到哪一篇',
  'send.name': '笔记名',
  'send.new': '新笔记',
  'send.what': '这一段',
  'send.move': '移过去',
  'send.copy': '复制过去',
  'send.embed': '在那边也显示',
  'send.under': '放在哪个标题下',
  'send.end': '放在末尾',
  'send.do-move': '移过去',
  'send.do-copy': '复制过去',
  'send.do-embed': '在那边显示',
  'send.more': '这一段的更多操作',
  'notice.sent': '已送到 {name}',
  'notice.no-paragraph': '光标不在段落里。',
};
