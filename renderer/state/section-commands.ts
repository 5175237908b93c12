import { sectionEnglish } from '../i18n/section-en.ts';
import type { Command } from './commands.ts';
import type { Session } from './session.ts';
import { activeTab } from './workspace.ts';

const keys: Record<string, string[]> = {
  'section.up': ['Mod+Alt+Shift+ArrowUp'],
  'section.down': ['Mod+Alt+Shift+ArrowDown'],
};

/** Commands for the section that the cursor is in; each is named as its message. */
export function sectionCommands({ workspace, editor, notices }: Session): Command[] {
  return (Object.keys(sectionEnglish) as (keyof typeof sectionEnglish)[]).map((id) => ({
    id,
    title: id,
    ...(keys[id] && { keys: keys[id] }),
    when: () => {
      const { place, mode } = activeTab(workspace.get());
      return place.kind === 'note' && mode !== 'reading';
    },
    run: () => {
      if (editor.get()?.run(id) === false) notices.say('notice.nothing-to-do');
    },
  }));
}
