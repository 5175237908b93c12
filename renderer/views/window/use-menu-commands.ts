import { useEffect } from 'react';
import type { Client } from '../../../shared/contract/rpc.ts';
import type { Language } from '../../../shared/words/message.ts';
import type { Command } from '../../state/commands.ts';
import { useHost } from '../../state/host.ts';

interface Menu {
  client: Pick<Client, 'on' | 'call'>;
  commands: readonly Command[];
  language: Language;
}

/** Runs the commands that a person chooses in the menu of the desktop app, which shows their keys as they are now. */
export function useMenuCommands({ client, commands, language }: Menu): void {
  const { kind } = useHost();
  useEffect(
    () =>
      client.on('command.chosen', ({ id }) => {
        const command = commands.find((each) => each.id === id);
        if (command?.when?.() ?? true) command?.run();
      }),
    [client, commands],
  );
  const keys = JSON.stringify(
    Object.fromEntries(commands.flatMap(({ id, keys }) => (keys?.[0] ? [[id, keys[0]]] : []))),
  );
  useEffect(() => {
    if (kind !== 'desktop') return;
    // A menu with other keys is no reason to trouble anybody.
    client.call('host.showMenu', { language, keys: JSON.parse(keys) }).catch(() => {});
  }, [client, kind, language, keys]);
}
