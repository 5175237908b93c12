import { useCallback } from 'react';
import { useActions } from '../../state/actions.ts';
import { useCommands } from '../../state/command-context.ts';
import type { PaletteRow } from '../../state/palette.ts';
import { useSession } from '../../state/session.ts';
import { activateTab } from '../../state/workspace.ts';

/** Where what is picked opens: in a tab of its own, or in the pane beside. */
export interface PickOptions {
  newTab: boolean;
  beside: boolean;
}

/** What picking a row does. The palette closes first, so that a dialog or the note gets the focus. */
export function usePalettePick(onClose: () => void) {
  const session = useSession();
  const actions = useActions();
  const commands = useCommands();
  return useCallback(
    (row: PaletteRow, options: PickOptions) => {
      onClose();
      switch (row.kind) {
        case 'note':
          return actions.open(row.path, row.line === undefined ? options : { ...options, line: row.line });
        case 'match':
          return actions.open(row.path, { ...options, line: row.line });
        case 'topic':
          return actions.show({ kind: 'topic', path: row.path }, options);
        case 'tab':
          return session.workspace.set((state) => activateTab(state, row.id));
        case 'create':
          return void actions.create(undefined, row.name, options);
        case 'search':
          session.search.set((state) => ({ ...state, query: row.query, focus: state.focus + 1 }));
          return commands.find((command) => command.id === 'search.open')?.run();
        case 'command':
          return commands.find((command) => command.id === row.id)?.run();
        case 'title':
          return;
      }
    },
    [session, actions, commands, onClose],
  );
}
