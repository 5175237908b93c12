import { createContext, useContext } from 'react';
import type { Command } from './commands.ts';
import { useSession } from './session.ts';
import { useStore } from './store.ts';

export const CommandsContext = createContext<readonly Command[]>([]);

export function useCommands(): readonly Command[] {
  return useContext(CommandsContext);
}

export interface CommandNow {
  command: Command;
  on: boolean | undefined;
  enabled: boolean;
}

/** A command and how it stands, which follows what is open. */
export function useCommand(id: string): CommandNow | undefined {
  const { workspace, overlay } = useSession();
  useStore(workspace);
  useStore(overlay);
  const command = useCommands().find((each) => each.id === id);
  return command && { command, on: command.on?.(), enabled: command.when?.() ?? true };
}
