import { Search, Star, X } from 'lucide-react';
import {
  type CompositionEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { completionAt, type QueryCompletion, withCompletion } from '../../../shared/search/completion.ts';
import { useWords } from '../../i18n/words.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type Choice, useChoices } from './use-choices.ts';
import type { SavedSearches } from './use-search-memory.ts';

interface Editing {
  completion: QueryCompletion;
  cursor: number;
}

interface QueryBoxProps {
  query: string;
  onQuery(query: string): void;
  /** Grows when the box is to take the focus. */
  focus?: number;
  /** Without them, a query cannot be saved here. */
  saved?: SavedSearches;
  placeholder?: string;
  label?: string;
}

/** Where a query is written, with what may come next under it. */
export function QueryBox({ query, onQuery, focus = 0, saved, placeholder, label }: QueryBoxProps) {
  const words = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query);
  const [seen, setSeen] = useState(query);
  const [editing, setEditing] = useState<Editing>();
  const [picked, setPicked] = useState(-1);
  const [placed, setPlaced] = useState<{ query: string; cursor: number }>();
  const choices = useChoices(editing?.completion);
  if (seen !== query) {
    setSeen(query);
    setText(query);
  }
  useEffect(() => {
    if (focus > 0) input.current?.select();
  }, [focus]);

  // Before the next key: what is typed at once goes behind what was put in.
  useLayoutEffect(() => {
    const element = input.current;
    if (!placed || !element) return;
    element.focus();
    element.setSelectionRange(placed.cursor, placed.cursor);
    const completion = completionAt(placed.query, placed.cursor);
    setEditing(completion && { completion, cursor: placed.cursor });
    setPicked(-1);
  }, [placed]);

  function change(value: string) {
    setSeen(value);
    onQuery(value);
  }

  function look(element: HTMLInputElement) {
    const cursor = element.selectionStart ?? element.value.length;
    const completion = completionAt(element.value, cursor);
    setEditing(completion && { completion, cursor });
    setPicked(-1);
  }

  function choose(choice: Choice) {
    const element = input.current;
    if (!editing || !element) return;
    const done = withCompletion(text, editing.cursor, editing.completion, choice.insert);
    setText(done.query);
    change(done.query);
    setPlaced(done);
  }

  /** Keys of the list while it is open; all others are those of the panel. */
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || choices.length === 0) return;
    const { key } = event;
    const current = choices[picked];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const count = choices.length + 1;
      setPicked(((picked + 1 + (key === 'ArrowDown' ? 1 : count - 1)) % count) - 1);
    } else if (key === 'Tab' && !event.shiftKey) choose(current ?? (choices[0] as Choice));
    else if (key === 'Enter' && current) choose(current);
    else if (key === 'Escape') setEditing(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const trimmed = text.trim();
  const isSaved = saved?.has(trimmed) ?? false;
  return (
    <div className="search-box">
      <Icon of={Search} />
      <input
        ref={input}
        type="text"
        aria-autocomplete="list"
        aria-controls={choices.length > 0 ? id : undefined}
        aria-activedescendant={picked >= 0 ? `${id}-${picked}` : undefined}
        value={text}
        placeholder={placeholder ?? words.t('search.placeholder')}
        aria-label={label ?? words.t('search.label')}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onBlur={() => setEditing(undefined)}
        onCompositionEnd={(event: CompositionEvent<HTMLInputElement>) => {
          change(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onChange={(event) => {
          setText(event.target.value);
          if ((event.nativeEvent as InputEvent).isComposing) return;
          change(event.target.value);
          look(event.target);
        }}
      />
      {saved && trimmed !== '' && (
        <IconButton
          icon={Star}
          size={14}
          label={words.t(isSaved ? 'search.unsave' : 'search.save')}
          pressed={isSaved}
          onClick={() => (isSaved ? saved.remove(trimmed) : saved.add(trimmed))}
        />
      )}
      {text !== '' && (
        <IconButton
          icon={X}
          label={words.t('search.clear')}
          onClick={() => {
            setText('');
            change('');
            setEditing(undefined);
            input.current?.focus();
          }}
        />
      )}
      {choices.length > 0 && <Choices id={id} choices={choices} picked={picked} onChoose={choose} />}
    </div>
  );
}

interface ChoicesProps {
  id: string;
  choices: readonly Choice[];
  picked: number;
  onChoose(choice: Choice): void;
}

function Choices({ id, choices, picked, onChoose }: ChoicesProps) {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      ref={list}
      id={id}
      className="search-choices"
      role="listbox"
      aria-label={words.t('search.completions')}
    >
      {choices.map((choice, index) => (
        <div
          key={choice.insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === picked}
          tabIndex={-1}
          className="search-choice"
          // The box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          onKeyDown={() => {}}
        >
          <span className="truncate">{choice.label}</span>
          <span className="search-choice-detail truncate">{choice.detail}</span>
        </div>
      ))}
    </div>
  );
}
