import type { MenuItemConstructorOptions } from 'electron';

type Language = 'en' | 'zh';
type Item = MenuItemConstructorOptions;

/** In English and Chinese. Electron has words of its own for the roles, in English only. */
const words = {
  file: ['File', '文件'],
  newNote: ['New Note', '新建笔记'],
  openNote: ['Go to Note…', '转到笔记…'],
  openVault: ['Open Vault…', '打开库…'],
  daily: ["Today's Note", '今日笔记'],
  close: ['Close Window', '关闭窗口'],
  quit: ['Quit', '退出'],
  edit: ['Edit', '编辑'],
  undo: ['Undo', '撤销'],
  redo: ['Redo', '重做'],
  cut: ['Cut', '剪切'],
  copy: ['Copy', '复制'],
  paste: ['Paste', '粘贴'],
  pasteAsText: ['Paste as Plain Text', '粘贴为纯文本'],
  selectAll: ['Select All', '全选'],
  view: ['View', '显示'],
  palette: ['Command Palette…', '命令面板…'],
  search: ['Search in All Notes', '搜索全部笔记'],
  reload: ['Reload', '重新载入'],
  actualSize: ['Actual Size', '实际大小'],
  zoomIn: ['Zoom In', '放大'],
  zoomOut: ['Zoom Out', '缩小'],
  graph: ['Graph', '图谱'],
  fullScreen: ['Full Screen', '全屏'],
  developer: ['Developer Tools', '开发者工具'],
  window: ['Window', '窗口'],
  minimize: ['Minimize', '最小化'],
} satisfies Record<string, [string, string]>;

/**
 * The application's menu: the standard roles, and commands of the page.
 * @param locale the system's, such as `zh-CN`
 * @param choose called with the id of a command of the page
 */
export function menuTemplate(
  locale: string,
  platform: NodeJS.Platform,
  choose: (id: string) => void,
): Item[] {
  const language: Language = /^zh\b/i.test(locale) ? 'zh' : 'en';
  const label = (key: keyof typeof words) => words[key][language === 'zh' ? 1 : 0];
  const role = (key: keyof typeof words, name: Item['role']): Item => ({ label: label(key), role: name });
  // The page has these keys already: shown here, not taken from it.
  const command = (key: keyof typeof words, id: string, accelerator?: string): Item => ({
    label: label(key),
    accelerator,
    registerAccelerator: false,
    click: () => choose(id),
  });
  const separator: Item = { type: 'separator' };
  const mac = platform === 'darwin';

  const file: Item[] = [
    command('newNote', 'note.new', 'CmdOrCtrl+N'),
    command('daily', 'note.daily'),
    command('openNote', 'palette.notes', 'CmdOrCtrl+O'),
    separator,
    command('openVault', 'vault.open'),
    separator,
    mac ? role('close', 'close') : role('quit', 'quit'),
  ];
  const edit: Item[] = [
    role('undo', 'undo'),
    role('redo', 'redo'),
    separator,
    role('cut', 'cut'),
    role('copy', 'copy'),
    role('paste', 'paste'),
    role('pasteAsText', 'pasteAndMatchStyle'),
    role('selectAll', 'selectAll'),
  ];
  const view: Item[] = [
    command('palette', 'palette.commands', 'CmdOrCtrl+P'),
    command('search', 'search.open', 'CmdOrCtrl+Shift+F'),
    command('graph', 'graph.open', 'CmdOrCtrl+Alt+G'),
    separator,
    role('actualSize', 'resetZoom'),
    role('zoomIn', 'zoomIn'),
    role('zoomOut', 'zoomOut'),
    role('fullScreen', 'togglefullscreen'),
    separator,
    role('reload', 'reload'),
    role('developer', 'toggleDevTools'),
  ];
  const window: Item[] = [role('minimize', 'minimize'), role('close', 'close')];

  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: label('file'), submenu: file },
    { label: label('edit'), submenu: edit },
    { label: label('view'), submenu: view },
    { label: label('window'), role: 'windowMenu', submenu: window },
  ];
}
