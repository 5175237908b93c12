import { type RefObject, useEffect, useRef } from 'react';
import type { EditorMode } from '../host.ts';
import type { NoteView } from '../note-view.ts';

/**
 * Whoever was in the text is in it again in another mode. In reading view that is the page: there is no cursor to move,
 * and the keys scroll.
 */
export function useModeFocus(
  mode: EditorMode,
  shown: NoteView | undefined,
  scroller: RefObject<HTMLElement | null>,
): void {
  const last = useRef(mode);
  useEffect(() => {
    if (last.current === mode || !shown) return;
    last.current = mode;
    const { activeElement, body } = globalThis.document;
    const { contentDOM } = shown.view;
    const elsewhere = activeElement !== body && activeElement !== scroller.current;
    if (elsewhere && !contentDOM.contains(activeElement)) return;
    if (mode === 'reading') scroller.current?.focus({ preventScroll: true });
    else shown.view.focus();
  }, [mode, shown, scroller]);
}
