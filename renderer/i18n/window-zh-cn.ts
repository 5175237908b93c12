import type { windowEnglish } from './window-en.ts';

export const windowChinese: Record<keyof typeof windowEnglish, string> = {
  'palette.run': '运行',
  'tabs.reopen': '重新打开关闭的标签页',
  'tabs.pin': '固定',
  'tabs.unpin': '取消固定',
  'tabs.pinned': '已固定',
  'command.pin-tab': '固定标签页',
  'notice.deleted-many': '{n} 项已移到回收站。',
  'notice.moved-alone': '已移动。',
  'notice.renamed-alone': '已重命名。',
  'notice.moved-many': '已移动 {n} 项。',
  'explorer.delete-many': '删除 {n} 项？',
  'explorer.delete-many-text': '它们会移到回收站，其中的文件夹连同里面的内容一起移过去。',
  'explorer.move-many': '移动 {n} 项',
  'explorer.things': '{n} 项',
  'explorer.open-tabs': '在新标签页打开',
  'link.open': '打开',
  'link.copy-address': '复制地址',
  'link.make': '创建笔记',
  'link.make-tab': '在新标签页创建',
};
