import { X } from 'lucide-react';
import { type ChangeEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { whereOf } from '../../client/where.ts';
import { isComposingKey } from './draft-input.tsx';
import type { FieldProps } from './field.ts';
import { propertyLink } from './property-link.ts';
import { type Ask, SuggestionList, useSuggestions } from './suggestions.tsx';

/** Values as chips, with a place to add more: Enter or a comma ends one, Backspace takes the last away. */
export function ListField({
  property,
  readOnly,
  t,
  suggest,
  follow,
  onChange,
  chips,
}: FieldProps & { chips: string[] }) {
  const values = Array.isArray(property.value) ? property.value : chips;
  const [draft, setDraft] = useState('');
  const fresh = useMemo((): Ask | undefined => {
    return suggest && (async (query) => (await suggest(query)).filter((text) => !chips.includes(text)));
  }, [suggest, chips]);
  const suggestions = useSuggestions(fresh, draft, add);

  function add(text: string): void {
    const fresh = text
      .split(/[,，]/)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !chips.includes(part));
    if (fresh.length > 0) onChange([...values, ...fresh], 'list');
    setDraft('');
  }

  function remove(index: number): void {
    onChange(values.toSpliced(index, 1), 'list');
  }

  function change(event: ChangeEvent<HTMLInputElement>): void {
    const { value } = event.target;
    const composing = 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing;
    if (!composing && /[,，]$/.test(value)) add(value);
    else setDraft(value);
    suggestions.open();
  }

  function keyDown(event: KeyboardEvent): void {
    if (isComposingKey(event) || suggestions.keyDown(event)) return;
    if (event.key === 'Enter') add(draft);
    if (event.key === 'Escape') setDraft('');
    if (event.key === 'Backspace' && draft === '' && values.length > 0) remove(values.length - 1);
  }

  return (
    <span className="property-list">
      {keyed(chips).map(({ key, text, index }) => (
        <span className="property-chip" key={key}>
          <ChipText {...{ text, t, follow }} />
          {!readOnly && (
            <button
              type="button"
              aria-label={t('editor.removeValue', { value: text })}
              onClick={() => remove(index)}
            >
              <X size={11} aria-hidden />
            </button>
          )}
        </span>
      ))}
      {!readOnly && (
        <input
          {...suggestions.attributes}
          className="property-input property-add-value"
          aria-label={t('editor.because', { what: property.name, why: t('editor.addValue') })}
          placeholder={chips.length === 0 ? t('editor.emptyValue') : undefined}
          value={draft}
          data-draft={draft !== ''}
          onFocus={suggestions.open}
          onChange={change}
          onBlur={() => {
            suggestions.close();
            add(draft);
          }}
          onKeyDown={keyDown}
        />
      )}
      <SuggestionList {...suggestions} />
    </span>
  );
}

/** An entry that is a link leads there. */
function ChipText({ text, t, follow }: { text: string } & Pick<FieldProps, 't' | 'follow'>) {
  const link = propertyLink(text);
  if (!link || !follow) return text;
  return (
    <a
      className="property-link"
      href={link.form === 'external' ? link.target : '#'}
      title={t('editor.followProperty', { target: link.target })}
      onClick={(event) => {
        event.preventDefault();
        follow(link, whereOf(event));
      }}
    >
      {link.shown}
    </a>
  );
}

/** The same value may stand twice: the key of a chip tells which of them it is. */
function keyed(texts: readonly string[]) {
  const seen = new Map<string, number>();
  return texts.map((text, index) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return { key: `${count} ${text}`, text, index };
  });
}
