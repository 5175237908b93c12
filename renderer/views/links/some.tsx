import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { TextButton } from '../../ui/button.tsx';

interface SomeProps<T> {
  items: readonly T[];
  /** How many are shown at first, and how many more at each asking. */
  first?: number;
  children(item: T): ReactNode;
}

/** The first of many, and more on request. */
export function Some<T>({ items, first = 30, children }: SomeProps<T>) {
  const words = useWords();
  const [shown, setShown] = useState(first);
  const rest = items.length - shown;
  return (
    <>
      {items.slice(0, shown).map(children)}
      {rest > 0 && (
        <span className="pane-more">
          <TextButton onClick={() => setShown(shown + Math.max(first, 100))}>
            {words.t('action.more', { n: rest })}
          </TextButton>
        </span>
      )}
    </>
  );
}
