import type { MessageKey } from '../i18n/messages.ts';
import type { Command } from './commands.ts';
import { frontOf, nextPane, panesOf, splitPane } from './panes.ts';
import type { Session } from './session.ts';
import { activateTab, activeTab } from './workspace.ts';

/** Commands for panes side by side. */
export function splitCommands({ workspace, reveal }: Session): Command[] {
  /** The note of the pane that the person is in now takes the focus. */
  const takeFocus = () => {
    const { place } = activeTab(workspace.get());
    if (place.kind === 'note') reveal.set({ path: place.path, line: undefined });
  };
  const step = (id: string, title: MessageKey, key: string, way: 1 | -1): Command => ({
    id,
    title,
    keys: [key],
    when: () => panesOf(workspace.get()).length > 1,
    run() {
      workspace.set((state) => {
        const front = frontOf(state, nextPane(state, way));
        return front ? activateTab(state, front.id) : state;
      });
      takeFocus();
    },
  });
  return [
    {
      id: 'pane.split',
      title: 'pane.split',
      run() {
        workspace.set(splitPane);
        takeFocus();
      },
    },
    step('pane.next', 'pane.next', 'F6', 1),
    step('pane.previous', 'pane.previous', 'Shift+F6', -1),
  ];
}
