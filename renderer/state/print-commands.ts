import { printEnglish } from '../i18n/print-en.ts';
import type { Command } from './commands.ts';
import type { Session } from './session.ts';
import { activeTab } from './workspace.ts';

/** Print the note in front, or make a file of it; each is named as its message. */
export function printCommands({ workspace, editor }: Session): Command[] {
  return (Object.keys(printEnglish) as (keyof typeof printEnglish)[]).map((id) => ({
    id,
    title: id,
    when: () => activeTab(workspace.get()).place.kind === 'note',
    run: () => void editor.get()?.run(id),
  }));
}
