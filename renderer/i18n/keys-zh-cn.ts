import type { keysEnglish } from './keys-en.ts';
import type { MessageTable } from './messages.ts';

/** What is said about the keys of commands, in Chinese. */
export const keysChinese: Pick<MessageTable, keyof typeof keysEnglish> = {
  'keys.search': '按名称或按键查找',
  'keys.reset-all': '全部恢复默认',
  'keys.none': '没有这样的命令。',
  'keys.add': '为“{name}”添加快捷键',
  'keys.remove': '从“{name}”移除 {key}',
  'keys.reset': '“{name}”恢复默认',
  'keys.press': '请按下按键…',
  'keys.plain': '需带 {mod}、Alt 或 F1–F12',
  'keys.shared': '⚠ 同时用于：{names}',
  'keys.taken': '取自：{names}',
};
