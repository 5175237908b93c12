import type { frontMatterEnglish } from './front-matter-en.ts';

/** What is wrong with the properties of a note, in Simplified Chinese. */
export const frontMatterChinese: Record<keyof typeof frontMatterEnglish, string> = {
  'front-matter.quote': '引号在这一行里没有成对',
  'front-matter.behind': '值后面还有别的字：请把整个值放进引号',
  'front-matter.colon': '值里有冒号加空格，或这一行缩进多了：请给值加引号',
  'front-matter.line': '这一行不是“名称: 值”：冒号后要有空格',
  'front-matter.equals': '这一行不是“名称 = 值”：名称里有中文等字符时要加引号',
  'front-matter.twice': '有两个同名的属性',
  'front-matter.tab': '行首用了制表符：请改用空格',
  'front-matter.indent': '同一列表或表格各行的缩进不一致',
  'front-matter.bracket': '列表的括号或逗号少了或多了',
  'front-matter.start': '值不能以 {name} 开头：请加引号',
  'front-matter.escape': '反斜杠后面的字符没有意义：请写成 \\\\',
  'front-matter.value': '这里不是值：文字要加引号',
  'front-matter.number': '既不是数字也不是日期：请写成 2025-08-06，或加引号',
  'front-matter.date': '没有这个日期或时间',
  'front-matter.ends': '一行里有两个值，或值后面还有别的字',
  'front-matter.comment': 'JSON 里不能有注释',
  'front-matter.deep': '嵌套太深',
  'front-matter.no-end': '没有结束的那一行',
  'front-matter.large': '内容太多',
  'front-matter.list': '应当是一行行的名称和值',
  'front-matter.name': '属性名应当是普通文字',
  'front-matter.others': '改了它，别的属性也会跟着变（比如用 * 引用它的）：请在源码模式里编辑。',
};
