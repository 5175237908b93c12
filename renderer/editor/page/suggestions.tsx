import { type KeyboardEvent, useEffect, useId, useState } from 'react';

/** Answers with texts that fit what was typed, best first. */
export type Ask = (query: string) => Promise<readonly string[]>;

export interface Suggestions {
  id: string;
  shown: readonly string[];
  /** Index of the one that Enter takes; -1 for none. */
  at: number;
  attributes: Record<string, string | boolean | undefined>;
  open(): void;
  close(): void;
  /** True where the key was one of the list's. */
  keyDown(event: KeyboardEvent): boolean;
  pick(text: string): void;
}

/** Milliseconds after the last key until the vault is asked. */
const settle = 60;

/** A list of texts under an input: arrows go through it, Enter takes one, Escape puts it away. */
export function useSuggestions(
  ask: Ask | undefined,
  query: string,
  onPick: (text: string) => void,
): Suggestions {
  const id = useId();
  const [opened, setOpened] = useState(false);
  const [found, setFound] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);

  useEffect(() => {
    if (!ask || !opened) return;
    let current = true;
    const timer = setTimeout(() => {
      ask(query).then(
        (texts) => current && setFound(texts),
        () => current && setFound([]),
      );
    }, settle);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, opened, query]);

  const shown = opened ? found.filter((text) => text !== query.trim()) : [];
  const at = chosen === undefined ? -1 : shown.indexOf(chosen);
  const close = () => {
    setOpened(false);
    setChosen(undefined);
  };
  const pick = (text: string) => {
    close();
    onPick(text);
  };

  function keyDown(event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) setChosen(shown[around(at + step, shown.length)]);
    else if (event.key === 'Enter' && at >= 0 && chosen !== undefined) pick(chosen);
    else if (event.key === 'Escape' && shown.length > 0) close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const attributes = ask
    ? {
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': shown.length > 0,
        'aria-controls': shown.length > 0 ? id : undefined,
        'aria-activedescendant': at >= 0 ? `${id}-${at}` : undefined,
        autoComplete: 'off',
      }
    : {};
  return { id, shown, at, attributes, open: () => setOpened(true), close, keyDown, pick };
}

/** -1, which is what was typed, stands between the last and the first. */
function around(at: number, length: number): number {
  if (at >= length) return -1;
  return at < -1 ? length - 1 : at;
}

export function SuggestionList({ id, shown, at, pick }: Suggestions) {
  if (shown.length === 0) return null;
  return (
    <div className="property-suggestions" role="listbox" id={id} tabIndex={-1}>
      {shown.map((text, index) => (
        <div
          key={text}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="property-suggestion"
          onPointerDown={(event) => {
            event.preventDefault();
            pick(text);
          }}
        >
          {text}
        </div>
      ))}
    </div>
  );
}
