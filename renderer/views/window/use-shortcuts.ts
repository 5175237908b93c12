import { useEffect } from 'react';
import { type Command, commandForPress } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';

/** Keys of commands work wherever the focus is, except where a dialog is open or an input method is composing. */
export function useShortcuts(commands: readonly Command[]): void {
  const mac = isMac(useHost());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || isRecorded(event.target)) return;
      const command = commandForPress(commands, event, mac, isInText(event.target));
      if (!command) return;
      event.preventDefault();
      if (document.querySelector('dialog[open]:not(.palette)')) return;
      event.stopPropagation();
      if (!event.repeat || command.inText) command.run();
    };
    const onMouseUp = (event: MouseEvent) => {
      const id = event.button === 3 ? 'go.back' : event.button === 4 ? 'go.forward' : undefined;
      const command = commands.find((each) => each.id === id);
      if (command?.when?.()) command.run();
    };
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [commands, mac]);
}

/** Keys that are pressed to be given to a command. */
function isRecorded(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-records-keys]') !== null;
}

/** Vim's own commands have the keys while they are what is typed. */
function isInText(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('.cm-content') !== null && !target.closest('.cm-vimMode')
  );
}
