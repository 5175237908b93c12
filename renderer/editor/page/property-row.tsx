import { Calendar, Clock, Hash, List, type LucideIcon, SquareCheck, Tag, TextAlignStart } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Property, PropertyType } from '../../../shared/note/facts.ts';
import { keepsMarks, renameProperty, setProperty, unsetProperty } from '../../../shared/note/front-matter.ts';
import type { MenuEntry } from '../host.ts';
import { DraftInput } from './draft-input.tsx';
import type { PropertiesProps } from './field.ts';
import { PropertyField } from './property-field.tsx';
import { choosableTypes, firstValue, listChips, valueAs } from './property-value.ts';

interface RowProps
  extends Pick<PropertiesProps, 'readOnly' | 't' | 'known' | 'openMenu' | 'edit' | 'follow'> {
  property: Property;
  /** Names of the rows above and below. */
  before: string | undefined;
  after: string | undefined;
  /** Name of the property that is being dragged. */
  dragged: string | undefined;
  taken(name: string): string | undefined;
  onMove(to: string | undefined): void;
  onDrag(on: boolean): void;
  onDrop(): void;
}

const icons: Partial<Record<PropertyType, LucideIcon>> = {
  list: List,
  number: Hash,
  checkbox: SquareCheck,
  date: Calendar,
  datetime: Clock,
};

/** One property: a handle with its menu, its name, its value. */
export function PropertyRow(props: RowProps) {
  const { property, readOnly, t, known, edit, follow, taken, dragged, onDrag, onDrop } = props;
  const { name } = property;
  const row = useRef<HTMLFieldSetElement>(null);
  const suggest = useMemo(() => known.values(name), [known, name]);
  const Icon = /^(?:tags|aliases)$/i.test(name) ? Tag : (icons[property.type] ?? TextAlignStart);
  const rename = () => row.current?.querySelector<HTMLInputElement>('.property-name')?.select();
  return (
    <fieldset
      ref={row}
      className="property-row"
      aria-label={name}
      data-name={name}
      data-dragged={dragged === name}
      onDragOver={(event) => dragged !== undefined && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
      onKeyDown={(event) => moveKey(event, props)}
    >
      <button
        type="button"
        className="property-handle"
        aria-label={t('editor.propertyMenu', { name })}
        aria-haspopup="menu"
        title={t('editor.propertyMenu', { name })}
        disabled={readOnly}
        draggable={!readOnly}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', name);
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          props.openMenu?.({ x: box.left, y: box.bottom + 4 }, entries(props, rename));
        }}
      >
        <Icon size={14} aria-hidden />
      </button>
      <DraftInput
        label={t('editor.propertyName')}
        className="property-input property-name"
        value={name}
        readOnly={readOnly}
        check={(draft) => (draft.trim() === name ? undefined : taken(draft))}
        onCommit={(to) => to.trim() && edit((text) => renameProperty(text, name, to.trim()))}
      />
      <div className="property-value">
        <PropertyField
          {...{ property, readOnly, t, suggest, follow }}
          onChange={(value, type) =>
            edit((text) => {
              // Written anew as a whole, it would lose them.
              if (isStructured(property) && !keepsMarks(text, name, value))
                throw new AppError('blocked', t('editor.structuredMarks'));
              return setProperty(text, name, value, type);
            })
          }
        />
      </div>
    </fieldset>
  );
}

const isStructured = ({ value }: Property) =>
  typeof value === 'object' && value !== null && listChips(value) === undefined;

/** Alt and an arrow move a property up or down. */
function moveKey(event: KeyboardEvent, { readOnly, before, after, onMove }: RowProps): void {
  const to = event.key === 'ArrowUp' ? before : event.key === 'ArrowDown' ? after : undefined;
  if (readOnly || !event.altKey || to === undefined) return;
  event.preventDefault();
  const { currentTarget, target } = event;
  onMove(to);
  // The row goes elsewhere in the list, and the browser takes the focus from what it moves.
  requestAnimationFrame(() => {
    if (target instanceof HTMLElement && currentTarget.contains(target)) target.focus();
  });
}

function entries({ property, t, edit, before, after, onMove }: RowProps, rename: () => void): MenuEntry[] {
  const { name, type, value } = property;
  const types = choosableTypes.map((choice): MenuEntry => {
    const blank = value === null || value === '';
    const next = blank ? firstValue(choice, new Date()) : valueAs(value, choice);
    return {
      label: t(`editor.type.${choice}`),
      ...(type === choice && { hint: '✓' }),
      disabled: type === choice || next === undefined,
      run: () => next !== undefined && edit((text) => setProperty(text, name, next, choice)),
    };
  });
  return [
    ...types,
    'line',
    { label: t('editor.renameProperty'), run: rename },
    {
      label: t('editor.propertyUp'),
      hint: 'Alt ↑',
      disabled: before === undefined,
      run: () => onMove(before),
    },
    {
      label: t('editor.propertyDown'),
      hint: 'Alt ↓',
      disabled: after === undefined,
      run: () => onMove(after),
    },
    'line',
    {
      label: t('editor.removeProperty'),
      danger: true,
      run: () => edit((text) => unsetProperty(text, name)),
    },
  ];
}
