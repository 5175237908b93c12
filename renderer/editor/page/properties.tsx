import { Plus } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FrontMatter, PropertyType } from '../../../shared/note/facts.ts';
import { setProperty } from '../../../shared/note/front-matter.ts';
import { moveProperty } from '../../../shared/note/property-move.ts';
import { frontMatterFault } from '../../../shared/words/front-matter-fault.ts';
import { DraftInput } from './draft-input.tsx';
import type { PropertiesProps, PropertyKnowledge } from './field.ts';
import { PropertyRow } from './property-row.tsx';
import { firstValue, isTitle, likelyType } from './property-value.ts';
import type { Ask } from './suggestions.tsx';

/** The properties of a note as a quiet table, each edited in place. The title stands above, not here. */
export function Properties(props: PropertiesProps) {
  const { frontMatter, readOnly, t, known, edit, onUndo } = props;
  const [adding, setAdding] = useState(false);
  const [left, setLeft] = useState<string | undefined>(undefined);
  const table = useRef<HTMLElement>(null);
  useFocusAfter(table, left, frontMatter, () => setLeft(undefined));
  const [dragged, setDragged] = useState<string | undefined>(undefined);
  const suggestNames = useNames(known, frontMatter);
  if (frontMatter?.problem) {
    const { line, column, message } = frontMatter.problem;
    return (
      <p className="properties-problem" role="alert">
        {t('editor.brokenFrontMatter', { line, column, message: frontMatterFault(message, t) })}
      </p>
    );
  }
  const names = new Set(frontMatter?.properties.map((property) => property.name));
  const rows = frontMatter?.properties.filter((property) => !isTitle(property)) ?? [];
  const taken = (name: string) => (names.has(name.trim()) ? t('editor.propertyExists') : undefined);
  const add = async (typed: string) => {
    const name = typed.trim();
    const types = await known.types().catch((): Record<string, PropertyType> => ({}));
    const type = types[name] ?? likelyType(name);
    edit((text) => setProperty(text, name, firstValue(type, new Date()), type));
  };
  const move = (name: string, to: string | undefined) => {
    if (to !== undefined && to !== name) edit((text) => moveProperty(text, name, to));
  };
  return (
    <section
      ref={table}
      className="properties"
      aria-label={t('editor.properties')}
      data-empty={rows.length === 0 && !adding}
      onKeyDown={(event) => undoKey(event, onUndo)}
    >
      {rows.map((property, index) => (
        <PropertyRow
          key={property.name}
          {...{ property, readOnly, t, known, edit, taken, dragged }}
          openMenu={props.openMenu}
          follow={props.follow}
          before={rows[index - 1]?.name}
          after={rows[index + 1]?.name}
          onMove={(to) => move(property.name, to)}
          onDrag={(on) => setDragged(on ? property.name : undefined)}
          onDrop={() => dragged !== undefined && move(dragged, property.name)}
        />
      ))}
      {adding && (
        <div className="property-row">
          <DraftInput
            label={t('editor.propertyName')}
            placeholder={t('editor.propertyName')}
            className="property-input property-name property-new"
            value=""
            focused
            check={taken}
            suggest={suggestNames}
            onCommit={(name) => name.trim() && void add(name)}
            onDone={(byKey, name) => {
              setAdding(false);
              if (byKey) setLeft(name.trim());
            }}
          />
        </div>
      )}
      {!readOnly && !adding && (
        <button type="button" className="property-add" onClick={() => setAdding(true)}>
          <Plus size={13} aria-hidden /> {t('editor.addProperty')}
        </button>
      )}
    </section>
  );
}

/** Behind a name that was added by keys comes its value; where there is none, one is back at the button. */
function useFocusAfter(
  table: RefObject<HTMLElement | null>,
  left: string | undefined,
  frontMatter: FrontMatter | undefined,
  onDone: () => void,
): void {
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (left === undefined) return;
    const known = left === '' || frontMatter?.properties.some(({ name }) => name === left);
    if (!known) return;
    const place =
      left === ''
        ? '.property-add'
        : `[data-name="${CSS.escape(left)}"] .property-value :is(input, textarea, button)`;
    table.current?.querySelector<HTMLElement>(place)?.focus();
    done.current();
  }, [table, left, frontMatter]);
}

/** Names of the vault that the note has not used. */
function useNames(known: PropertyKnowledge, frontMatter: FrontMatter | undefined): Ask {
  return useCallback(
    async (query) => {
      const used = new Set(frontMatter?.properties.map((property) => property.name));
      const found = await known.names(query);
      return found.filter((name) => !used.has(name)).slice(0, 8);
    },
    [known, frontMatter],
  );
}

/** Undo is that of the note, except in an input where something was typed that is not written yet. */
function undoKey(event: KeyboardEvent, onUndo: (again: boolean) => void): void {
  const { key, ctrlKey, metaKey, shiftKey, target } = event;
  if (!(ctrlKey || metaKey) || !/^[zy]$/i.test(key)) return;
  if (target instanceof HTMLElement && target.dataset.draft === 'true') return;
  event.preventDefault();
  onUndo(shiftKey || key.toLowerCase() === 'y');
}
