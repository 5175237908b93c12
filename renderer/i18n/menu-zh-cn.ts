import type { menuEnglish } from './menu-en.ts';

export const menuChinese: Record<keyof typeof menuEnglish, string> = {
  'menu.cut': '剪切',
  'menu.copy': '复制',
  'menu.paste': '粘贴',
  'menu.pasteAsText': '粘贴为纯文本',
  'menu.selectAll': '全选',
  'menu.spelling': '拼写建议',
  'menu.spellingKey': 'Shift+右键',
};
