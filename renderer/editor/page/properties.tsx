import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { FrontMatter, Property } from '../../../shared/note/facts.ts';
import { renameProperty, setProperty, unsetProperty } from '../../../shared/note/front-matter.ts';
import type { TextEdit } from '../../../shared/text/edit.ts';
import type { Translate } from '../messages.ts';
import { DraftInput } from './draft-input.tsx';
import { PropertyField } from './property-field.tsx';
import { firstValue, isTitle, likelyType } from './property-value.ts';

/** Computes edits of the note's text; throws `AppError` where the front matter does not allow them. */
export type PropertyEdit = (text: string) => TextEdit[];

export interface PropertiesProps {
  frontMatter: FrontMatter | undefined;
  readOnly: boolean;
  t: Translate;
  edit(make: PropertyEdit): void;
}

/** The properties of a note as a quiet table, each edited in place. The title stands above, not here. */
export function Properties({ frontMatter, readOnly, t, edit }: PropertiesProps) {
  const [adding, setAdding] = useState(false);
  if (frontMatter?.problem) {
    const { line, message } = frontMatter.problem;
    return (
      <p className="properties-problem" role="alert">
        {t('editor.brokenFrontMatter', { line, message })}
      </p>
    );
  }
  const names = new Set(frontMatter?.properties.map((property) => property.name));
  const rows = frontMatter?.properties.filter((property) => !isTitle(property)) ?? [];
  const taken = (name: string) => (names.has(name.trim()) ? t('editor.propertyExists') : undefined);
  const add = (name: string) => {
    const type = likelyType(name.trim());
    edit((text) => setProperty(text, name.trim(), firstValue(type, new Date()), type));
  };
  return (
    <section
      className="properties"
      aria-label={t('editor.properties')}
      data-empty={rows.length === 0 && !adding}
    >
      {rows.map((property) => (
        <PropertyRow key={property.name} {...{ property, readOnly, t, edit, taken }} />
      ))}
      {adding && (
        <div className="property-row">
          <DraftInput
            label={t('editor.propertyName')}
            placeholder={t('editor.propertyName')}
            className="property-input property-name"
            value=""
            focused
            check={taken}
            onCommit={(name) => name.trim() && add(name)}
            onDone={() => setAdding(false)}
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

interface RowProps extends Omit<PropertiesProps, 'frontMatter'> {
  property: Property;
  taken(name: string): string | undefined;
}

function PropertyRow({ property, readOnly, t, edit, taken }: RowProps) {
  const { name } = property;
  return (
    <div className="property-row">
      <DraftInput
        label={t('editor.propertyMenu', { name })}
        className="property-input property-name"
        value={name}
        readOnly={readOnly}
        check={(draft) => (draft.trim() === name ? undefined : taken(draft))}
        onCommit={(to) => to.trim() && edit((text) => renameProperty(text, name, to.trim()))}
      />
      <div className="property-value">
        <PropertyField
          {...{ property, readOnly, t }}
          onChange={(value, type) => edit((text) => setProperty(text, name, value, type))}
        />
        {!readOnly && (
          <button
            type="button"
            className="property-remove"
            aria-label={`${t('editor.removeProperty')}: ${name}`}
            onClick={() => edit((text) => unsetProperty(text, name))}
          >
            <X size={13} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}
