import { useEffect } from 'react';
import type { Client } from '../../../shared/contract/rpc.ts';
import type { Command } from '../../state/commands.ts';

/** Runs the commands that a person chooses in the menu of the desktop app. */
export function useMenuCommands(client: Pick<Client, 'on'>, commands: readonly Command[]): void {
  useEffect(
    () =>
      client.on('command.chosen', ({ id }) => {
        const command = commands.find((each) => each.id === id);
        if (command?.when?.() ?? true) command?.run();
      }),
    [client, commands],
  );
}
