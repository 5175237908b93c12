import { ArrowUpRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { whereOf } from '../../client/where.ts';
import { DraftInput } from './draft-input.tsx';
import type { FieldProps } from './field.ts';
import { ListField } from './list-field.tsx';
import { propertyLink } from './property-link.ts';
import {
  dateFromInput,
  dateParts,
  listChips,
  numberFromInput,
  structuredFromInput,
} from './property-value.ts';

/** The value of one property, edited in place by its type. */
export function PropertyField(props: FieldProps) {
  const { type, value } = props.property;
  const chips = type === 'list' ? listChips(value) : undefined;
  if (chips) return <ListField {...props} chips={chips} />;
  if (type === 'checkbox') return <SwitchField {...props} />;
  if (type === 'date' || type === 'datetime') return <DateField {...props} />;
  if (type === 'number') return <NumberField {...props} />;
  if (type === 'text' || type === 'null') return <TextField {...props} />;
  return <StructuredField {...props} />;
}

/** Values inside one another, as JSON, whatever the format of the file. */
function StructuredField({ property, readOnly, t, onChange }: FieldProps) {
  return (
    <DraftInput
      label={property.name}
      className="property-input property-structured"
      value={JSON.stringify(property.value)}
      readOnly={readOnly}
      check={(draft) => (structuredFromInput(draft) === undefined ? t('editor.badJson') : undefined)}
      onCommit={(draft) => onChange(structuredFromInput(draft) ?? property.value, property.type)}
    />
  );
}

function TextField({ property, readOnly, t, suggest, follow, onChange }: FieldProps) {
  const { name, value } = property;
  // The line end that a block of lines ends with is no line of its own to a person.
  const [, text = '', end = ''] = /^([\s\S]*?)(\n*)$/.exec(typeof value === 'string' ? value : '') ?? [];
  const lines = text.includes('\n');
  const link = propertyLink(text);
  return (
    <>
      <DraftInput
        label={name}
        value={text}
        lines={lines}
        className={lines ? 'property-input property-lines' : 'property-input'}
        readOnly={readOnly}
        placeholder={t('editor.emptyValue')}
        suggest={lines ? undefined : suggest}
        onCommit={(draft) => onChange(draft + end, 'text')}
      />
      {link && follow && (
        <button
          type="button"
          className="property-follow"
          aria-label={t('editor.followProperty', { target: link.shown })}
          title={t('editor.followProperty', { target: link.shown })}
          onClick={(event) => follow(link, whereOf(event))}
        >
          <ArrowUpRight size={14} aria-hidden />
        </button>
      )}
    </>
  );
}

function NumberField({ property, readOnly, t, onChange }: FieldProps) {
  return (
    <DraftInput
      label={property.name}
      value={String(property.value)}
      readOnly={readOnly}
      check={(draft) => (numberFromInput(draft) === undefined ? t('editor.badNumber') : undefined)}
      onCommit={(draft) => onChange(numberFromInput(draft) ?? 0, 'number')}
    />
  );
}

/** Shows `2025-08-06 00:05 +08:00`, and the text of the file while it is edited. */
function DateField({ property, readOnly, t, onChange }: FieldProps) {
  const [editing, setEditing] = useState(false);
  const left = useRef(false);
  const value = String(property.value);
  const parts = dateParts(value);
  if (editing || !parts) {
    return (
      <DraftInput
        label={property.name}
        value={value}
        readOnly={readOnly}
        focused={editing}
        check={(draft) => (dateFromInput(draft, value) === undefined ? t('editor.badDate') : undefined)}
        onDone={(byKey) => {
          left.current = byKey;
          setEditing(false);
        }}
        onCommit={(draft) => {
          const date = dateFromInput(draft, value) ?? value;
          onChange(date, date.length > 10 ? 'datetime' : 'date');
        }}
      />
    );
  }
  return (
    <button
      ref={(button) => {
        if (left.current) button?.focus();
        left.current = false;
      }}
      type="button"
      className="property-date"
      aria-label={t('editor.because', { what: property.name, why: `${parts.main} ${parts.zone}` })}
      disabled={readOnly}
      onClick={() => setEditing(true)}
    >
      {parts.main} <span className="property-zone">{parts.zone}</span>
    </button>
  );
}

function SwitchField({ property, readOnly, onChange }: FieldProps) {
  const on = property.value === true;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={property.name}
      className="property-switch"
      disabled={readOnly}
      onClick={() => onChange(!on, 'checkbox')}
    />
  );
}
