import type { digestEnglish } from './digest-en.ts';
import type { MessageTable } from './messages.ts';

/** Simplified Chinese of the digest of a week or a month. */
export const digestChinese: Pick<MessageTable, keyof typeof digestEnglish> = {
  'command.digest': '汇总一周或一月…',
  'digest.title': '汇总',
  'digest.span': '哪段时间',
  'digest.this-week': '本周',
  'digest.last-week': '上周',
  'digest.this-month': '本月',
  'digest.last-month': '上月',
  'digest.name': '汇总 {span}',
  'digest.post': '作为文章：带日期，先是草稿',
  'digest.found': '{topics}，{n} 段',
  'digest.topics': '{n} 个主题',
  'digest.none': '这段时间里没有写到主题的段落。',
  'digest.create': '建笔记',
};
