/** Every command of the window, over what it acts on. */
import type { Client } from '../../shared/contract/rpc.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Appearance } from './appearance.ts';
import { comfortCommands } from './comfort-commands.ts';
import type { Command } from './commands.ts';
import type { FileActions } from './file-actions.ts';
import type { HostInfo } from './host.ts';
import { inputCommands } from './input-commands.ts';
import { placePath } from './place.ts';
import { printCommands } from './print-commands.ts';
import { searchCommands } from './search-commands.ts';
import { sectionCommands } from './section-commands.ts';
import type { PaletteMode, Session } from './session.ts';
import { splitCommands } from './split-commands.ts';
import { tableCommands } from './table-commands.ts';
import {
  activeTab,
  addTab,
  canGo,
  canReopen,
  closeTabs,
  go,
  nextTab,
  type RightPanel,
  reopenTab,
  toggleMode,
  togglePin,
  type Workspace,
} from './workspace.ts';

export interface CommandDeps {
  client: Client;
  session: Session;
  actions: FileActions;
  host: HostInfo;
  /** Dialogs that ask, and what else the views bring. */
  asks: CommandAsks;
  panes: CommandPanes;
  language: 'en' | 'zh-CN';
}

export interface CommandAsks {
  rename(path: string): void;
  /** The heading that the cursor stands under. */
  renameHeading(path: string): void;
  /** Move what is selected, or the section at the cursor, to another note. */
  extract(path: string, part: 'selection' | 'section'): void;
  split(path: string): void;
  merge(path: string): void;
  renameBlock(path: string): void;
  /** Send the paragraph at the cursor to a topic, or to a note that is made of it. */
  send(path: string, to: 'topic' | 'note'): void;
  move(path: string): void;
  remove(path: string, notes?: number): void;
  createFolder(parent: string): void;
  /** Show the notes that are gone. */
  deleted(): void;
  copy(text: string): void;
  /** Replace in the vault. */
  replace(): void;
  /** Save everything now. */
  save(): void;
  /** Gather what was written in a week or a month. */
  digest(): void;
  addSite(): void;
  makeSite(): void;
  /** Name a folder for plain Markdown. */
  exportFolder(): void;
}

export interface CommandPanes {
  isOpen(side: 'left' | 'right'): boolean;
  toggle(side: 'left' | 'right'): void;
  show(side: 'left' | 'right'): void;
}

/** Commands in the order in which the palette lists them. */
export function createCommands(deps: CommandDeps): Command[] {
  return [
    ...noteCommands(deps),
    ...inputCommands(deps.session),
    ...printCommands(deps.session),
    ...sectionCommands(deps.session),
    ...tableCommands(deps.session, deps.actions),
    ...comfortCommands(deps.session, deps.asks),
    ...searchCommands(deps.asks.replace),
    ...goCommands(deps),
    ...paneCommands(deps),
    ...splitCommands(deps.session),
    ...otherCommands(deps),
  ];
}

function noteCommands({ client, session, actions, asks, host }: CommandDeps): Command[] {
  const { workspace, notices, publishFocus } = session;
  const tab = () => activeTab(workspace.get());
  const file = () => placePath(tab().place);
  const isNote = () => tab().place.kind === 'note';
  const isFile = () => file() !== undefined;
  const withFile = (run: (path: string) => void) => () => {
    const path = file();
    if (path !== undefined) run(path);
  };
  const mode = (wanted: 'reading' | 'source') => () => workspace.set((state) => toggleMode(state, wanted));
  return [
    {
      id: 'note.new',
      title: 'command.new-note',
      keys: ['Mod+N', 'Mod+Alt+N'],
      run: () => void actions.create(),
    },
    { id: 'note.daily', title: 'command.daily', keys: ['Mod+Shift+D'], run: () => void actions.daily() },
    {
      id: 'note.find',
      title: 'command.find',
      keys: ['Mod+F'],
      when: isNote,
      run: () => actions.focusNote(true),
    },
    { id: 'note.save', title: 'command.save', keys: ['Mod+S'], run: asks.save },
    {
      id: 'note.reading',
      title: 'command.reading',
      keys: ['Mod+E'],
      when: isNote,
      on: () => tab().mode === 'reading',
      run: mode('reading'),
    },
    {
      id: 'note.source',
      title: 'command.source',
      when: isNote,
      on: () => tab().mode === 'source',
      run: mode('source'),
    },
    {
      id: 'note.topic',
      title: 'command.show-topic',
      when: isNote,
      run: withFile((path) => actions.show({ kind: 'topic', path })),
    },
    {
      id: 'note.graph',
      title: 'command.graph-around',
      when: () => isNote() || tab().place.kind === 'topic',
      run: withFile((path) => actions.show({ kind: 'around', path })),
    },
    {
      id: 'topic.note',
      title: 'command.show-note',
      when: () => tab().place.kind === 'topic',
      run: withFile((path) => actions.open(path)),
    },
    {
      id: 'publish.note',
      title: 'command.publish-note',
      when: isNote,
      run: withFile((path) => {
        publishFocus.set(path);
        actions.show({ kind: 'publish' });
      }),
    },
    { id: 'note.rename', title: 'command.rename', when: isFile, run: withFile(asks.rename) },
    {
      id: 'heading.rename',
      title: 'command.rename-heading',
      when: isNote,
      run: withFile(asks.renameHeading),
    },
    { id: 'note.move', title: 'command.move', when: isFile, run: withFile(asks.move) },
    { id: 'note.copy-path', title: 'command.copy-path', when: isFile, run: withFile(asks.copy) },
    {
      id: 'note.reveal',
      title: 'command.reveal',
      when: () => host.canReveal && isFile(),
      run: withFile((path) => void client.call('host.reveal', { path }).catch(notices.fail)),
    },
    { id: 'note.delete', title: 'command.delete', when: isFile, run: withFile((path) => asks.remove(path)) },
    { id: 'folder.new', title: 'command.new-folder', run: () => asks.createFolder('') },
    { id: 'note.deleted', title: 'command.deleted', run: asks.deleted },
    { id: 'file.undo', title: 'command.undo', run: () => void actions.undo() },
  ];
}

function goCommands({ session, actions }: CommandDeps): Command[] {
  const { workspace, overlay, search, editor, reveal } = session;
  const palette = (mode: PaletteMode) => () => overlay.set((state) => ({ ...state, palette: mode }));
  const step = (id: string, title: MessageKey, keys: string[], way: 1 | -1): Command => ({
    id,
    title,
    keys,
    when: () => canGo(workspace.get(), way),
    run: () => {
      workspace.set((state) => go(state, way, editor.get()?.line()?.line));
      const { history, at } = workspace.get();
      const place = history[at];
      if (place?.kind === 'note' && place.line !== undefined)
        reveal.set({ path: place.path, line: place.line, back: true });
    },
  });
  /** Whoever comes to a note by keys can write in it. */
  const show = (change: (state: Workspace) => Workspace) => {
    workspace.set(change);
    actions.focusNote();
  };
  const closeActive = () => {
    const { active } = workspace.get();
    show((state) => closeTabs(state, (tab) => tab.id === active));
  };
  return [
    { id: 'palette.notes', title: 'command.open', keys: ['Mod+O'], run: palette('notes') },
    {
      id: 'palette.commands',
      title: 'command.commands',
      keys: ['Mod+P'],
      run: palette('commands'),
      hidden: true,
    },
    { id: 'palette.all', title: 'command.find-all', keys: ['Mod+K'], run: palette('all') },
    {
      id: 'search.open',
      title: 'command.search',
      keys: ['Mod+Shift+F'],
      run: () => {
        workspace.set((state) => ({ ...state, leftPanel: 'search', leftOpen: true }));
        overlay.set((state) => ({ ...state, drawer: 'left' }));
        search.set((state) => ({ ...state, focus: state.focus + 1 }));
      },
    },
    step('go.back', 'command.back', ['Alt+ArrowLeft'], -1),
    step('go.forward', 'command.forward', ['Alt+ArrowRight'], 1),
    { id: 'tab.new', title: 'tabs.new', keys: ['Mod+T'], run: () => workspace.set(addTab) },
    { id: 'tab.close', title: 'tabs.close', keys: ['Mod+W'], run: closeActive },
    {
      id: 'tab.reopen',
      title: 'tabs.reopen',
      keys: ['Mod+Shift+T'],
      when: () => canReopen(workspace.get()),
      run: () => show(reopenTab),
    },
    {
      id: 'tab.pin',
      title: 'command.pin-tab',
      when: () => activeTab(workspace.get()).place.kind !== 'blank',
      on: () => activeTab(workspace.get()).pinned === true,
      run: () => workspace.set((state) => togglePin(state, state.active)),
    },
    { id: 'tab.switch', title: 'command.switch-tab', keys: ['Ctrl+Tab'], run: palette('tabs') },
    {
      id: 'tab.next',
      title: 'command.next-tab',
      keys: ['Ctrl+PageDown'],
      run: () => show((state) => nextTab(state, 1)),
    },
    {
      id: 'tab.previous',
      title: 'command.previous-tab',
      keys: ['Ctrl+PageUp'],
      run: () => show((state) => nextTab(state, -1)),
    },
  ];
}

function paneCommands({ session, panes }: CommandDeps): Command[] {
  const { workspace, search } = session;
  const left = (panel: 'files' | 'search') => () => {
    const shown = panes.isOpen('left') && workspace.get().leftPanel === panel;
    workspace.set((state) => ({ ...state, leftPanel: panel }));
    if (shown) panes.toggle('left');
    else panes.show('left');
    if (panel === 'search' && !shown) search.set((state) => ({ ...state, focus: state.focus + 1 }));
  };
  const isLeft = (panel: 'files' | 'search') => () =>
    panes.isOpen('left') && workspace.get().leftPanel === panel;
  const right = (id: string, title: MessageKey, panel: RightPanel): Command => ({
    id,
    title,
    run: () => {
      workspace.set((state) => ({ ...state, rightPanel: panel }));
      panes.show('right');
    },
  });
  return [
    { id: 'files.toggle', title: 'command.files', on: isLeft('files'), run: left('files') },
    { id: 'search.toggle', title: 'command.search-pane', on: isLeft('search'), run: left('search') },
    {
      id: 'pane.left',
      title: 'command.left-pane',
      keys: ['Mod+\\'],
      on: () => panes.isOpen('left'),
      run: () => panes.toggle('left'),
    },
    {
      id: 'pane.right',
      title: 'command.right-pane',
      keys: ['Mod+Shift+\\'],
      on: () => panes.isOpen('right'),
      run: () => panes.toggle('right'),
    },
    right('pane.links', 'command.backlinks', 'links'),
    right('pane.outline', 'command.outline', 'outline'),
    right('pane.publish', 'command.publish-pane', 'publish'),
    right('pane.history', 'command.history', 'history'),
  ];
}

function otherCommands({ client, session, actions, asks, host, language }: CommandDeps): Command[] {
  const { workspace, appearance, notices } = session;
  const theme = (id: string, title: MessageKey, value: Appearance['theme']): Command => ({
    id,
    title,
    run: () => appearance.set((state) => ({ ...state, theme: value })),
  });
  return [
    {
      id: 'graph.open',
      title: 'command.graph',
      keys: ['Mod+Alt+G'],
      on: () => activeTab(workspace.get()).place.kind === 'graph',
      run: () => actions.show({ kind: 'graph' }),
    },
    { id: 'topic.digest', title: 'command.digest', run: asks.digest },
    {
      id: 'publish.open',
      title: 'command.publish',
      on: () => activeTab(workspace.get()).place.kind === 'publish',
      run: () => actions.show({ kind: 'publish' }),
    },
    { id: 'publish.add-site', title: 'publish.add-site', run: asks.addSite },
    { id: 'publish.make-site', title: 'publish.make-site', run: asks.makeSite },
    { id: 'publish.add-folder', title: 'publish.add-folder', run: asks.exportFolder },
    {
      id: 'settings.open',
      title: 'place.settings',
      keys: ['Mod+,'],
      on: () => activeTab(workspace.get()).place.kind === 'settings',
      run: () => actions.show({ kind: 'settings' }),
    },
    theme('theme.light', 'command.theme-light', 'light'),
    theme('theme.dark', 'command.theme-dark', 'dark'),
    theme('theme.system', 'command.theme-system', 'system'),
    {
      id: 'language.switch',
      title: 'command.language',
      run: () => appearance.set((state) => ({ ...state, language: language === 'en' ? 'zh-CN' : 'en' })),
    },
    {
      id: 'vault.collapse',
      title: 'command.collapse',
      when: () => workspace.get().expanded.length > 0,
      run: () => workspace.set((state) => ({ ...state, expanded: [] })),
    },
    {
      id: 'vault.reveal',
      title: 'command.reveal-vault',
      when: () => host.canReveal,
      run: () => void client.call('host.reveal', { path: '' }).catch(notices.fail),
    },
    {
      id: 'vault.open',
      title: 'command.open-vault',
      when: () => host.canPickFolder,
      run: () => void openVault(),
    },
  ];

  async function openVault(): Promise<void> {
    try {
      const { path } = await client.call('host.pickFolder', { title: '' });
      if (path !== null) await client.call('host.openVault', { dir: path });
    } catch (error) {
      notices.fail(error);
    }
  }
}
