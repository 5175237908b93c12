import type { Message } from '../../shared/words/message.ts';
import type { inputEnglish } from './input-en.ts';

/** 输入、格式与粘贴。 */
export const inputChinese: Record<keyof typeof inputEnglish, Message> = {
  'command.fix-emphasis': '下一处 Hugo 不渲染的粗体',
  'command.fix-all-emphasis': '修正所有 Hugo 不渲染的粗体',
  'command.add-spaces': '中英文之间加空格',
  'command.remove-spaces': '去掉中英文之间的空格',
  'notice.nothing-to-do': '没有需要改动的地方。',
  'settings.attachments.name': '粘贴图片的名称',
  'settings.attachments.name-help':
    '会填入 {{note}}、{{name}}、{{date}}、{{time}}；可写格式，如 {{date:YYYY-MM}}。',
  'settings.meant-marks': '全角符号',
  'settings.meant-marks-help':
    '在需要 Markdown 标记的地方输入的全角符号会自动替换：· 变反引号，￥ 变 $，》 变引用，【【 变链接。',
  'status.selected': '已选 {n} 字',
};
