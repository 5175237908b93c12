import type { windowEnglish } from './window-en.ts';

export const windowChinese: Record<keyof typeof windowEnglish, string> = {
  'palette.run': '运行',
  'tabs.reopen': '重新打开关闭的标签页',
  'tabs.pin': '固定',
  'tabs.unpin': '取消固定',
  'tabs.pinned': '已固定',
  'command.pin-tab': '固定标签页',
};
