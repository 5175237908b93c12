import { type RefObject, useEffect } from 'react';

/**
 * Give a page the focus when it is shown, so that its keys work at once. One who goes through the tabs keeps it there,
 * and so does one who has begun to type on the page.
 */
export function useFocusOnOpen(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // A palette that the page was opened from gives the focus back when it closes.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.closest('[role="tablist"], dialog, .page input')) return;
      ref.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [ref]);
}
