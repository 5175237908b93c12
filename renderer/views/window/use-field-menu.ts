import { useEffect } from 'react';
import { type EditAction, editAction } from '../../client/edit-action.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { type MenuItem, useMenu } from '../../ui/menu.tsx';

/** The desktop app has no menu of fields and selected text by itself, as a browser does. */
export function useFieldMenu(): void {
  const { kind } = useHost();
  const client = useClient();
  const words = useWords();
  const openMenu = useMenu();
  const { notices } = useSession();
  useEffect(() => {
    if (kind !== 'desktop') return undefined;
    const onMenu = (event: MouseEvent) => {
      const place = event.defaultPrevented ? undefined : placeOf(event.target);
      if (!place) return;
      event.preventDefault();
      const { element, writable } = place;
      const entry = (action: EditAction, disabled = false): MenuItem => ({
        label: words.t(`menu.${action}`),
        disabled,
        run: () => void editAction(client, true, element, action).catch(notices.fail),
      });
      const copy = entry('copy');
      const items = writable ? [entry('cut'), copy, entry('paste'), entry('pasteAsText')] : [copy];
      openMenu({ x: event.clientX, y: event.clientY }, items);
    };
    window.addEventListener('contextmenu', onMenu);
    return () => window.removeEventListener('contextmenu', onMenu);
  }, [kind, client, words, openMenu, notices]);
}

function placeOf(target: EventTarget | null): { element: HTMLElement; writable: boolean } | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const field = target.closest<HTMLElement>('input, textarea, [contenteditable="true"]');
  if (field) return { element: field, writable: true };
  const selected = window.getSelection()?.isCollapsed === false;
  return selected ? { element: target, writable: false } : undefined;
}
