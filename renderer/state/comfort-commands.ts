import type { MessageKey } from '../i18n/messages.ts';
import type { Command } from './commands.ts';
import { placePath } from './place.ts';
import type { Session } from './session.ts';
import { activeTab } from './workspace.ts';

/** What is asked before text moves from note to note. */
export interface ComposeAsks {
  extract(path: string, part: 'selection' | 'section'): void;
  split(path: string): void;
  merge(path: string): void;
  renameBlock(path: string): void;
  /** Send the paragraph at the cursor to a topic, or to a note that is made of it. */
  send(path: string, to: 'topic' | 'note'): void;
}

/** Commands for writing: their keys count in the text of a note. */
export function comfortCommands(session: Session, asks: ComposeAsks): Command[] {
  const { workspace, editor, notices } = session;
  const isNote = () => activeTab(workspace.get()).place.kind === 'note';
  const isEditable = () => isNote() && activeTab(workspace.get()).mode !== 'reading';
  const command =
    (when: () => boolean) =>
    (id: string, title: MessageKey, ...keys: string[]): Command => ({
      id,
      title,
      ...(keys.length > 0 && { keys }),
      when,
      inText: true,
      run: () => {
        if (editor.get()?.run(id) === false) notices.say('notice.nothing-to-do');
      },
    });
  const edit = command(isEditable);
  const view = command(isNote);
  const anywhere = (id: string, title: MessageKey, ...keys: string[]) => ({
    ...view(id, title, ...keys),
    inText: false,
  });
  const compose = (id: string, title: MessageKey, run: (path: string) => void): Command => ({
    id,
    title,
    when: isEditable,
    run: () => {
      const path = placePath(activeTab(workspace.get()).place);
      if (path !== undefined) run(path);
    },
  });
  const { appearance } = session;
  type Habit = 'focusMode' | 'typewriter' | 'spellcheck' | 'lineNumbers' | 'readableWidth' | 'vim';
  const habit = (name: Habit, title: MessageKey): Command => ({
    id: `writing.${name}`,
    title,
    on: () => appearance.get()[name] === true,
    run: () => appearance.set((last) => ({ ...last, [name]: last[name] !== true })),
  });
  return [
    {
      id: 'writing.mentionMarks',
      title: 'command.mention-marks',
      on: () => appearance.get().mentionMarks !== false,
      run: () => appearance.set((last) => ({ ...last, mentionMarks: last.mentionMarks === false })),
    },
    habit('focusMode', 'command.focus-mode'),
    habit('typewriter', 'command.typewriter'),
    habit('spellcheck', 'command.spellcheck'),
    habit('lineNumbers', 'command.line-numbers'),
    habit('readableWidth', 'command.readable-width'),
    habit('vim', 'command.vim'),
    compose('note.extract', 'command.extract', (path) => asks.extract(path, 'selection')),
    compose('note.extract-section', 'command.extract-section', (path) => asks.extract(path, 'section')),
    compose('block.send', 'command.send', (path) => asks.send(path, 'topic')),
    compose('block.note', 'command.make-note', (path) => asks.send(path, 'note')),
    compose('note.split', 'command.split', asks.split),
    compose('note.merge', 'command.merge', asks.merge),
    compose('block.rename', 'command.rename-block', asks.renameBlock),
    view('link.open', 'command.link-open', 'F12'),
    view('link.open-tab', 'command.link-open-tab', 'Mod+F12'),
    view('link.open-beside', 'command.link-open-beside', 'Mod+Alt+F12'),
    view('link.preview', 'command.link-preview', 'Alt+F12'),
    anywhere('find.replace', 'command.replace', 'Mod+H'),
    anywhere('find.next', 'command.find-next', 'F3'),
    anywhere('find.previous', 'command.find-previous', 'Shift+F3'),
    edit('format.bold', 'command.bold', 'Mod+B'),
    edit('format.italic', 'command.italic', 'Mod+I'),
    edit('format.code', 'command.code', 'Mod+`'),
    edit('format.highlight', 'command.highlight', 'Mod+Shift+H'),
    edit('format.strike', 'command.strike', 'Mod+Shift+X'),
    edit('format.comment', 'command.comment', 'Mod+/'),
    edit('format.link', 'command.link', 'Mod+Alt+K'),
    edit('heading.0', 'command.heading-0', 'Mod+Alt+0'),
    edit('heading.1', 'command.heading-1', 'Mod+Alt+1'),
    edit('heading.2', 'command.heading-2', 'Mod+Alt+2'),
    edit('heading.3', 'command.heading-3', 'Mod+Alt+3'),
    edit('heading.4', 'command.heading-4', 'Mod+Alt+4'),
    edit('heading.5', 'command.heading-5', 'Mod+Alt+5'),
    edit('heading.6', 'command.heading-6', 'Mod+Alt+6'),
    edit('heading.raise', 'command.heading-raise'),
    edit('heading.lower', 'command.heading-lower'),
    edit('list.bullet', 'command.list-bullet'),
    edit('list.number', 'command.list-number'),
    edit('list.task', 'command.list-task'),
    edit('list.quote', 'command.list-quote'),
    edit('task.toggle', 'command.task-toggle', 'Mod+L'),
    edit('task.cycle', 'command.task-cycle', 'Mod+Enter'),
    edit('line.up', 'command.line-up', 'Alt+ArrowUp'),
    edit('line.down', 'command.line-down', 'Alt+ArrowDown'),
    edit('line.copy-up', 'command.line-copy-up', 'Alt+Shift+ArrowUp'),
    edit('line.copy-down', 'command.line-copy-down', 'Alt+Shift+ArrowDown'),
    edit('line.delete', 'command.line-delete', 'Mod+Shift+K'),
    edit('cursor.above', 'command.cursor-above', 'Mod+Alt+ArrowUp'),
    edit('cursor.below', 'command.cursor-below', 'Mod+Alt+ArrowDown'),
    edit('cursor.next', 'command.cursor-next', 'Mod+D'),
    edit('cursor.all', 'command.cursor-all', 'Mod+Shift+L'),
    view('fold.toggle', 'command.fold-toggle', 'Mod+Shift+['),
    view('fold.all', 'command.fold-all', 'Mod+Alt+['),
    view('fold.none', 'command.fold-none', 'Mod+Alt+]'),
    view('fold.level-1', 'command.fold-level-1'),
    view('fold.level-2', 'command.fold-level-2'),
    view('fold.level-3', 'command.fold-level-3'),
    view('fold.level-4', 'command.fold-level-4'),
  ];
}
