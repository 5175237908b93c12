import type { problemEnglish } from './problem-en.ts';

/** What a check of the vault finds, in Simplified Chinese. */
export const problemChinese: Record<keyof typeof problemEnglish, string> = {
  'problem.link-broken': '{name} 在库里没有目标',
  'problem.fragment-missing': '{name}：{other} 中没有“{part}”',
  'problem.name-ambiguous': '{name} 可能指 {n} 篇笔记，现在指 {other}',
  'problem.attachment-orphaned': '没有笔记用到这个附件',
  'problem.not-utf8': '不是 UTF-8 文本，以只读方式打开',
  'problem.too-large': '文件太大，没有索引',
  'problem.no-access': '没有读取权限',
  'problem.folder': '没有权限读取这个文件夹，里面的内容不在索引里',
  'problem.unreadable': '无法读取（{name}）',
};
