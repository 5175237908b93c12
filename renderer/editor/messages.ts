import { tableEnglish } from '../i18n/table-en.ts';
import { tableChinese } from '../i18n/table-zh-cn.ts';
import { comfortChinese, comfortEnglish } from './comfort-messages.ts';
import { inputChinese, inputEnglish } from './input-messages.ts';
import { renderChinese, renderEnglish } from './render/words.ts';

/** A text with `{name}` gaps; where a count `n` changes the words, one text for one and one for others. */
type Message = string | { one: string; other: string };

/** What the editor says. The window's own tables take these in; the keys begin with `editor.`. */
export const editorEnglish = {
  ...renderEnglish,
  ...comfortEnglish,
  ...inputEnglish,
  ...tableEnglish,
  'editor.text': 'Text of the note',
  'editor.title': 'Title',
  'editor.renameHint': 'Name of the file: rename it',
  'editor.properties': 'Properties',
  'editor.addProperty': 'Add property',
  'editor.propertyName': 'Name of the property',
  'editor.propertyMenu': 'Property “{name}”',
  'editor.removeProperty': 'Remove',
  'editor.renameProperty': 'Rename',
  'editor.addValue': 'Add',
  'editor.removeValue': 'Remove “{value}”',
  'editor.emptyValue': 'empty',
  'editor.structured': 'edited in the source',
  'editor.brokenFrontMatter': 'The properties cannot be read: line {line}, {message}',
  'editor.propertyExists': 'There is a property of this name already',
  'editor.badDate': 'Not a date: write it like 2025-08-06',
  'editor.badNumber': 'Not a number',
  'editor.loadFailed': 'This note could not be read',
  'editor.retry': 'Try again',
  'editor.missing': 'The file is no longer there. The text is kept here.',
  'editor.missingEmpty': 'There is no such note.',
  'editor.restore': 'Save it again',
  'editor.create': 'Create it',
  'editor.closeGone': 'Close',
  'editor.failed': 'Not saved. The text is kept here and tried again.',
  'editor.failed.no-space': 'Not saved: the disk is full. The text is kept here and tried again.',
  'editor.failed.no-access': 'Not saved: the file may not be written. The text is kept here and tried again.',
  'editor.failed.conflict':
    'Not saved: another program keeps changing the file. The text is kept here and tried again.',
  'editor.readOnly.not-utf8': 'Read-only: the file is not UTF-8 text.',
  'editor.readOnly.too-large': 'Read-only: the file is too large to edit.',
  'editor.readOnly.no-access': 'Read-only: the file may not be written.',
  'editor.reloaded': 'The file changed on disk; the new text is shown.',
  'editor.merged': 'The file changed on disk; both changes are in the text.',
  'editor.mergedConflicts': {
    one: 'The file changed on disk in the same words: {n} place holds both versions.',
    other: 'The file changed on disk in the same words: {n} places hold both versions.',
  },
  'editor.recovered': 'Text that had not been saved was brought back.',
  'editor.dismiss': 'Dismiss',
  'editor.open': 'Open',
  'editor.link': 'Link',
  'editor.mentionOf': 'Mention of {name}',
  'editor.task': 'Task',
  'editor.remoteImage': 'Image from the web, not loaded',
  'editor.missingImage': 'Image not found',
  'editor.emphasisCjk': 'Hugo will not show this as bold: its marks stand between punctuation and a letter',
  'editor.fix': 'Fix',
  'editor.completeTag': { one: '{n} note', other: '{n} notes' },
  'editor.completions': 'Suggestions',
  'editor.search.find': 'Find',
  'editor.search.replaceWith': 'Replace with',
  'editor.search.next': 'Next',
  'editor.search.previous': 'Previous',
  'editor.search.all': 'Select all',
  'editor.search.case': 'Match case',
  'editor.search.regexp': 'Regular expression',
  'editor.search.word': 'Whole words',
  'editor.search.replace': 'Replace',
  'editor.search.replaceAll': 'Replace all',
  'editor.search.close': 'Close',
  'editor.search.line': 'Go to line',
  'editor.search.go': 'Go',
  'editor.search.current': 'Current match',
  'editor.search.onLine': 'on line',
} satisfies Record<string, Message>;

export type EditorMessage = keyof typeof editorEnglish;

export const editorChinese: Record<EditorMessage, Message> = {
  ...renderChinese,
  ...comfortChinese,
  ...inputChinese,
  ...tableChinese,
  'editor.text': '笔记正文',
  'editor.title': '标题',
  'editor.renameHint': '文件名：点击重命名',
  'editor.properties': '属性',
  'editor.addProperty': '添加属性',
  'editor.propertyName': '属性名',
  'editor.propertyMenu': '属性“{name}”',
  'editor.removeProperty': '删除',
  'editor.renameProperty': '重命名',
  'editor.addValue': '添加',
  'editor.removeValue': '删除“{value}”',
  'editor.emptyValue': '空',
  'editor.structured': '请在源码中编辑',
  'editor.brokenFrontMatter': '属性无法读取：第 {line} 行，{message}',
  'editor.propertyExists': '已有同名属性',
  'editor.badDate': '不是日期：请写成 2025-08-06',
  'editor.badNumber': '不是数字',
  'editor.loadFailed': '无法读取这篇笔记',
  'editor.retry': '重试',
  'editor.missing': '文件已不在，正文保留在这里。',
  'editor.missingEmpty': '没有这篇笔记。',
  'editor.restore': '重新保存',
  'editor.create': '创建',
  'editor.closeGone': '关闭',
  'editor.failed': '没有保存。文字保留在这里，会再次尝试。',
  'editor.failed.no-space': '没有保存：磁盘已满。文字保留在这里，会再次尝试。',
  'editor.failed.no-access': '没有保存：文件没有写入权限。文字保留在这里，会再次尝试。',
  'editor.failed.conflict': '没有保存：其他程序在不断改动这个文件。文字保留在这里，会再次尝试。',
  'editor.readOnly.not-utf8': '只读：文件不是 UTF-8 文本。',
  'editor.readOnly.too-large': '只读：文件太大，无法编辑。',
  'editor.readOnly.no-access': '只读：没有写入权限。',
  'editor.reloaded': '文件在磁盘上有改动，已显示新内容。',
  'editor.merged': '文件在磁盘上有改动，两边的改动都已保留。',
  'editor.mergedConflicts': '文件在磁盘上改了同样的文字：{n} 处保留了两种写法。',
  'editor.recovered': '已找回上次没有保存的文字。',
  'editor.dismiss': '知道了',
  'editor.open': '打开',
  'editor.link': '链接',
  'editor.mentionOf': '提到了 {name}',
  'editor.task': '任务',
  'editor.remoteImage': '网络图片，未加载',
  'editor.missingImage': '找不到图片',
  'editor.emphasisCjk': '这里的粗体在 Hugo 中不会渲染：标记夹在标点和文字之间',
  'editor.fix': '修正',
  'editor.completeTag': '{n} 篇笔记',
  'editor.completions': '建议',
  'editor.search.find': '查找',
  'editor.search.replaceWith': '替换为',
  'editor.search.next': '下一个',
  'editor.search.previous': '上一个',
  'editor.search.all': '全选',
  'editor.search.case': '区分大小写',
  'editor.search.regexp': '正则表达式',
  'editor.search.word': '整词',
  'editor.search.replace': '替换',
  'editor.search.replaceAll': '全部替换',
  'editor.search.close': '关闭',
  'editor.search.line': '跳到行',
  'editor.search.go': '跳转',
  'editor.search.current': '当前匹配',
  'editor.search.onLine': '在行',
};

export type Translate = (key: EditorMessage, params?: Record<string, string | number>) => string;

/** The editor's own words, for where the window gives none. */
export function editorWords(language: 'en' | 'zh-CN'): Translate {
  const table: Record<EditorMessage, Message> = language === 'zh-CN' ? editorChinese : editorEnglish;
  return (key, params = {}) => {
    const message = table[key];
    const one = Number(params.n) === 1;
    const text = typeof message === 'string' ? message : one ? message.one : message.other;
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap));
  };
}
