import type { MenuItemConstructorOptions } from 'electron';

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
  learn: ['Add to Dictionary', '添加到词典'],
  noGuess: ['No Suggestions', '没有建议'],
} satisfies Record<string, [string, string]>;

/** The keys that the commands of the menu come with, until the page has said which they have. */
const usualKeys: Readonly<Record<string, string>> = {
  'note.new': 'Mod+N',
  'palette.notes': 'Mod+O',
  'palette.commands': 'Mod+P',
  'search.open': 'Mod+Shift+F',
  'graph.open': 'Mod+Alt+G',
};

/** What Electron calls keys that the page calls otherwise. */
const keyNames: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  Enter: 'Return',
  ' ': 'Space',
};

/** A chord of the page as Electron writes it; undefined for a key that Electron has no name for. */
export function acceleratorOf(chord: string): string | undefined {
  const parts = chord.endsWith('+')
    ? [...chord.slice(0, -1).split('+').filter(Boolean), 'Plus']
    : chord.split('+');
  const named = parts.map((part) => keyNames[part] ?? part);
  const key = named.at(-1) ?? '';
  const known =
    /^(?:[\x21-\x7e]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Insert|Return|Up|Down|Left|Right|Home|End|PageUp|PageDown|Esc)$/;
  return known.test(key) ? named.join('+') : undefined;
}

const labels = (locale: string) => (key: keyof typeof words) => words[key][/^zh\b/i.test(locale) ? 1 : 0];

/** What may have been meant by a word that is in no dictionary. */
export function spellingTemplate(
  locale: string,
  guesses: readonly string[],
  acts: { replace(word: string): void; learn(): void },
): Item[] {
  const label = labels(locale);
  const items: Item[] = guesses.map((word) => ({ label: word, click: () => acts.replace(word) }));
  return [
    ...(items.length > 0 ? items : [{ label: label('noGuess'), enabled: false }]),
    { type: 'separator' },
    { label: label('learn'), click: acts.learn },
  ];
}

/**
 * The application's menu: the standard roles, and commands of the page.
 * @param locale the system's, such as `zh-CN`, or the language that the page speaks
 * @param choose called with the id of a command of the page
 * @param keys the chord of each command that has one
 */
export function menuTemplate(
  locale: string,
  platform: NodeJS.Platform,
  choose: (id: string) => void,
  keys: Readonly<Record<string, string>> = usualKeys,
): Item[] {
  const label = labels(locale);
  const role = (key: keyof typeof words, name: Item['role']): Item => ({ label: label(key), role: name });
  // The page has these keys already: shown here, not taken from it.
  const command = (key: keyof typeof words, id: string): Item => ({
    label: label(key),
    accelerator: keys[id] === undefined ? undefined : acceleratorOf(keys[id]),
    registerAccelerator: false,
    click: () => choose(id),
  });
  const separator: Item = { type: 'separator' };
  const mac = platform === 'darwin';

  const file: Item[] = [
    command('newNote', 'note.new'),
    command('daily', 'note.daily'),
    command('openNote', 'palette.notes'),
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
    command('palette', 'palette.commands'),
    command('search', 'search.open'),
    command('graph', 'graph.open'),
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
