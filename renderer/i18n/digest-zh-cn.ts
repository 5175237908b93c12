import type { digestEnglish } from './digest-en.ts';
import type { MessageTable } from './messages.ts';

/** Simplified Chinese of the digest of a week or a month. */
export const digestChinese: Pick<MessageTable, keyof typeof digestEnglish> = {
  'command.digest': '汇总一周或一月…',
  'digest.title': '汇总',
  'digest.span': '哪段时间',
  'digest.week': '周',
  'digest.month': '月',
  'digest.before.week': '前一周',
  'digest.before.month': '前一月',
  'digest.after.week': '后一周',
  'digest.after.month': '后一月',
  'digest.day': '转到某一天',
  'digest.name': '汇总 {span}',
  'digest.post': '作为文章：带日期，先是草稿',
  'digest.found': '{topics}，{n} 段',
  'digest.topics': '{n} 个主题',
  'digest.none': '这段时间里没有写到主题的段落。',
  'digest.create': '建笔记',
};
