import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { VaultHead } from './vault-head.tsx';

interface DrawerHostProps {
  side: 'left' | 'right' | undefined;
  left: ReactNode;
  right: ReactNode;
}

/** A pane over the page, in a window too narrow to put it beside. Escape and a click outside close it. */
export function DrawerHost({ side, left, right }: DrawerHostProps) {
  const { overlay } = useSession();
  if (!side) return null;
  const close = () => overlay.set((state) => ({ ...state, drawer: undefined }));
  return (
    <Drawer key={side} side={side} onClose={close}>
      {side === 'left' ? (
        <>
          <VaultHead />
          {left}
        </>
      ) : (
        right
      )}
    </Drawer>
  );
}

interface DrawerProps {
  side: 'left' | 'right';
  onClose(): void;
  children: ReactNode;
}

function Drawer({ side, onClose, children }: DrawerProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!box.current?.contains(before)) box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const keys = {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
    },
  };
  return (
    <>
      <button
        type="button"
        className="drawer-scrim"
        aria-label={words.t('action.close')}
        tabIndex={-1}
        onClick={onClose}
      />
      <div ref={box} className="drawer" data-side={side} tabIndex={-1} {...keys}>
        {children}
      </div>
    </>
  );
}
