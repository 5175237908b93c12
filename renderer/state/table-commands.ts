import { tableEnglish } from '../i18n/table-en.ts';
import type { Command } from './commands.ts';
import type { FileActions } from './file-actions.ts';
import type { Session } from './session.ts';
import { activeTab } from './workspace.ts';

type TableMessage = keyof typeof tableEnglish;

/** Messages that are no commands. */
const others = new Set<TableMessage>([
  'table.cell',
  'table.rowMenu',
  'table.columnMenu',
  'table.addRow',
  'table.addColumn',
]);

/** Commands for the table that the cursor is in; each is named as its message. */
export function tableCommands({ workspace, editor, notices }: Session, actions: FileActions): Command[] {
  const ids = (Object.keys(tableEnglish) as TableMessage[]).filter((id) => !others.has(id));
  return ids.map((id) => ({
    id,
    title: id,
    when: () => {
      const { place, mode } = activeTab(workspace.get());
      return place.kind === 'note' && mode !== 'reading';
    },
    run: () => {
      if (editor.get()?.run(id) === false) notices.say('notice.nothing-to-do');
      actions.focusNote();
    },
  }));
}
