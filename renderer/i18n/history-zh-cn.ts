import type { historyEnglish } from './history-en.ts';
import type { MessageTable } from './messages.ts';

/** What is said about older versions of notes, in Simplified Chinese. */
export const historyChinese: Pick<MessageTable, keyof typeof historyEnglish> = {
  'history.none':
    '还没有更早的版本。每次打开后第一次改动之前、书写时每隔几分钟，以及重命名、恢复、删除改动笔记之前，都会保存一份。',
  'history.reason.edit': '编辑之前',
  'history.reason.rename': '链接随重命名更新之前',
  'history.reason.replace': '在整个库中替换文字之前',
  'history.reason.link': '把提及变成链接之前',
  'history.reason.delete': '删除之前',
  'history.reason.restore': '恢复之前',
  'history.reason.outside': '其他程序写入的内容',
  'history.reason.merge': '合并之前',
  'history.title': '{time} 的版本',
  'history.legend': '恢复后，绿色（+）的内容会回来，红色（−）的内容会去掉。',
  'history.same': '笔记现在与它相同。',
  'history.part': '第 {line} 行',
  'history.restore-part': '恢复这一处',
  'history.restore': '恢复此版本',
  'history.deleted': '已删除的笔记',
  'history.deleted-text': '已经不在库里的笔记，以及它们最后的内容。它们也在回收站里。',
  'history.deleted-none': '保存过版本的笔记都还在。',
  'history.bring-back': '找回',
  'command.history': '显示历史版本',
  'command.deleted': '已删除的笔记…',
  'notice.restored': '已恢复。',
  'notice.brought-back': '“{name}”回来了。',
};
