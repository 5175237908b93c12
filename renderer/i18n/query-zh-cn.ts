import type { MessageTable } from './messages.ts';
import type { queryEnglish } from './query-en.ts';

/** Simplified Chinese of what can be wrong with a query. */
export const queryChinese: Pick<MessageTable, keyof typeof queryEnglish> = {
  'query.empty': '查询是空的',
  'query.too-long': '查询超过了 {most} 个字符',
  'query.too-deep': '括号套得太深',
  'query.before-or': 'OR 前面没有内容',
  'query.after-or': 'OR 后面没有内容',
  'query.brackets': '括号里没有内容',
  'query.unexpected': '这里不该有 {sign}',
  'query.open': '缺少对应的 {sign}',
  'query.quote': '缺少后一个引号',
  'query.after': '{operator} 后面没有内容',
  'query.inside': '{operator} 不能放在 {within} 里',
  'query.tag': 'tag: 后面要写标签名',
  'query.note': '{operator} 后面要写笔记名',
  'query.date': '{operator} 后面要写日期，如 2025-08-01、2025-08 或 last-week',
  'query.alone': '{operator} 单独使用，后面不接内容',
  'query.nothing': '这里没有能搜索的字符',
  'query.slash': '正则表达式缺少后一个 /',
  'query.regex': '正则表达式有误：{why}',
  'query.regex-group': '正则表达式有误：( 没有闭合',
  'query.regex-close': '正则表达式有误：多了一个 )',
  'query.regex-class': '正则表达式有误：[ 没有闭合',
  'query.regex-repeat': '正则表达式有误：没有可重复的内容',
  'query.regex-range': '正则表达式有误：范围的顺序反了',
  'query.regex-escape': '正则表达式有误：\\ 后面没有这样的符号',
  'query.endless': '这个正则表达式可能永远算不完',
  'query.slow': '这个正则表达式在一篇笔记上用时太久，已停止',
  'query.replace-one': '一次只能替换一个文本：词组请加引号',
  'query.replace-none': '这个查询里没有可以替换的文本',
};
