import type { EditorView } from '@codemirror/view';
import { editingCommands } from './editing/editing-commands.ts';
import { fixAllEmphasis } from './emphasis.ts';
import { offerFix } from './emphasis-fix.ts';
import { printCommands } from './print/commands.ts';
import { sectionCommands } from './section-commands.ts';
import { spaceCommand } from './spacing.ts';
import { tableOperations } from './table/operations.ts';
import { insertTable } from './table/put-table.ts';

/** What the window's commands can ask of the note in front: false where there was nothing to do. */
export const editorCommands = {
  ...tableOperations,
  'table.new': insertTable,
  ...printCommands,
  ...sectionCommands,
  'emphasis.next': offerFix,
  'emphasis.fix-all': fixAllEmphasis,
  'space.add': spaceCommand('add'),
  'space.remove': spaceCommand('remove'),
  ...editingCommands,
} satisfies Record<string, (view: EditorView) => boolean>;

export type EditorCommand = keyof typeof editorCommands;
