import type { Command } from './commands.ts';

/** Commands of search, beside the panel's own. */
export function searchCommands(replace: () => void): Command[] {
  return [{ id: 'search.replace', title: 'command.vault-replace', run: replace }];
}
