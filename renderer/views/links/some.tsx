import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { TextButton } from '../../ui/button.tsx';

interface SomeProps<T> {
  items: readonly T[];
  /** How many are shown at first, and how many more at each asking. */
  first?: number;
  /** How many more there are than `items`, and what gets some of them. */
  beyond?: number;
  onBeyond?(): void;
  children(item: T): ReactNode;
}

/** The first of many, and more on request. */
export function Some<T>({ items, first = 30, beyond = 0, onBeyond, children }: SomeProps<T>) {
  const words = useWords();
  const [shown, setShown] = useState(first);
  const rest = items.length - shown + beyond;
  function more(): void {
    if (shown + first > items.length) onBeyond?.();
    setShown(shown + Math.max(first, 100));
  }
  return (
    <>
      {items.slice(0, shown).map(children)}
      {rest > 0 && (
        <span className="pane-more">
          <TextButton onClick={more}>{words.t('action.more', { n: rest })}</TextButton>
        </span>
      )}
    </>
  );
}
