import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Translate } from '../messages.ts';
import { isComposingKey } from './draft-input.tsx';

export interface TitleProps {
  /** The title property; undefined where the note has none. */
  title: string | undefined;
  /** What to show without one. */
  name: string;
  readOnly: boolean;
  t: Translate;
  onTitle(title: string): void;
  /** The title is the name of the file: the person wants another. */
  onRename: (() => void) | undefined;
  /** The person goes on to the text. */
  onLeave(): void;
}

/** The big title of a note. Each change is one of the document, except while an input method composes. */
export function NoteTitle({ title, name, readOnly, t, onTitle, onRename, onLeave }: TitleProps) {
  const [composing, setComposing] = useState<string | undefined>(undefined);
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = composing ?? title ?? name;

  // As many lines as the title needs, and no scroll bar.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || element.value !== shown) return;
    element.style.height = '0';
    element.style.height = `${element.scrollHeight}px`;
  }, [shown]);

  if (title === undefined) {
    return (
      <h1 className="note-title">
        {onRename && !readOnly ? (
          <button type="button" title={t('editor.renameHint')} onClick={onRename}>
            {name}
          </button>
        ) : (
          name
        )}
      </h1>
    );
  }

  function keyDown(event: KeyboardEvent): void {
    if (isComposingKey(event)) return;
    const atEnd = area.current?.selectionStart === area.current?.value.length;
    if (event.key === 'Enter' || (event.key === 'ArrowDown' && atEnd)) {
      event.preventDefault();
      onLeave();
    }
  }

  return (
    <textarea
      ref={area}
      className="note-title"
      aria-label={t('editor.title')}
      rows={1}
      value={shown}
      readOnly={readOnly}
      spellCheck={false}
      onChange={(event) => {
        const text = event.target.value.replace(/\s*\n\s*/g, ' ');
        if (composing === undefined) onTitle(text);
        else setComposing(text);
      }}
      onCompositionStart={(event) => setComposing(event.currentTarget.value)}
      onCompositionEnd={(event) => {
        setComposing(undefined);
        onTitle(event.currentTarget.value.replace(/\s*\n\s*/g, ' '));
      }}
      onKeyDown={keyDown}
    />
  );
}
