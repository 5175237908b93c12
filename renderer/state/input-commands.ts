import type { MessageKey } from '../i18n/messages.ts';

import type { Command } from './commands.ts';
import type { Session } from './session.ts';
import { activeTab } from './workspace.ts';

/** Commands that change the text of the note in front. */
export function inputCommands(session: Session): Command[] {
  const { workspace, editor, notices } = session;
  const isEditable = () => {
    const { place, mode } = activeTab(workspace.get());
    return place.kind === 'note' && mode !== 'reading';
  };
  const command = (id: string, title: MessageKey, keys?: string[]): Command => ({
    id,
    title,
    ...(keys && { keys }),
    when: isEditable,
    run: () => {
      if (editor.get()?.run(id) === false) notices.say('notice.nothing-to-do');
    },
  });
  return [
    command('emphasis.next', 'command.fix-emphasis', ['Mod+.']),
    command('emphasis.fix-all', 'command.fix-all-emphasis'),
    command('space.add', 'command.add-spaces'),
    command('space.remove', 'command.remove-spaces'),
  ];
}
