import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Ask, SuggestionList, useSuggestions } from './suggestions.tsx';

/** Keys that belong to the input method while it composes are not ours. */
export function isComposingKey(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

export interface DraftProps {
  label: string;
  /** What the file holds. */
  value: string;
  readOnly?: boolean;
  placeholder?: string;
  className?: string;
  /** A text of several lines: Enter begins one, and Ctrl and Enter, or leaving it, write it. */
  lines?: boolean;
  /** Take the focus at once. */
  focused?: boolean;
  /** Why a draft cannot be written; undefined where it can. */
  check?: (draft: string) => string | undefined;
  /** Texts to choose from, for what was typed. */
  suggest?: Ask | undefined;
  onCommit(draft: string): void;
  /** The person has left, whether or not something was written. `byKey`: the focus
   * has still to go somewhere. `written` is empty where nothing was. */
  onDone?(byKey: boolean, written: string): void;
}

/** A text that is written when the person leaves it or presses Enter; Escape takes it back. */
export function DraftInput(props: DraftProps) {
  const { label, value, check, lines, focused, suggest, onCommit, onDone, ...rest } = props;
  const Field = lines ? 'textarea' : 'input';
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const problem = draft === undefined || draft === value ? undefined : check?.(draft);
  const problemId = useId();

  useEffect(() => {
    if (focused) input.current?.select();
  }, [focused]);

  const suggestions = useSuggestions(suggest, draft ?? value, (text) => leave(true, text));

  function leave(keep: boolean, text = draft): void {
    const byKey = document.activeElement === input.current;
    const fits = text !== undefined && text !== value && check?.(text) === undefined;
    if (keep && fits) onCommit(text);
    suggestions.close();
    setDraft(undefined);
    onDone?.(byKey, keep && fits ? text : '');
  }

  function keyDown(event: KeyboardEvent): void {
    if (isComposingKey(event) || suggestions.keyDown(event)) return;
    if (event.key === 'Enter' && !problem && (!lines || event.ctrlKey || event.metaKey)) leave(true);
    if (event.key === 'Escape') leave(false);
  }

  return (
    <>
      <Field
        {...suggestions.attributes}
        ref={input}
        className={rest.className ?? 'property-input'}
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
        value={draft ?? value}
        readOnly={rest.readOnly}
        placeholder={rest.placeholder}
        {...(lines && { rows: (draft ?? value).split('\n').length })}
        data-draft={draft !== undefined && draft !== value}
        onFocus={rest.readOnly ? undefined : suggestions.open}
        onChange={(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
          setDraft(event.target.value);
          suggestions.open();
        }}
        onBlur={() => leave(true)}
        onKeyDown={keyDown}
      />
      <SuggestionList {...suggestions} />
      {problem && (
        <span id={problemId} className="property-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
