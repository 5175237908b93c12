import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import './dialog.css';

interface DialogProps {
  title: string;
  size?: 'wide';
  onClose(): void;
  children: ReactNode;
}

/** A modal dialog: the browser keeps the focus in it and gives it back. Escape and a click outside close it. */
export function Dialog({ title, size, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed while it is still on the page, it gives the focus back to where it came from.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The first of some radio buttons has the focus then, whichever is chosen.
    if (document.activeElement?.matches('[type=radio]:not(:checked)'))
      dialog?.querySelector<HTMLElement>('[type=radio]:checked')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-size={size}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && outside(event.currentTarget, event)) onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}

function outside(element: Element, point: { clientX: number; clientY: number }): boolean {
  const box = element.getBoundingClientRect();
  const inX = point.clientX >= box.left && point.clientX <= box.right;
  return !inX || point.clientY < box.top || point.clientY > box.bottom;
}
