import type { Property, PropertyType, PropertyValue } from '../../../shared/note/facts.ts';
import type { Translate } from '../messages.ts';

/** What the editor of one property's value gets. */
export interface FieldProps {
  property: Property;
  readOnly: boolean;
  t: Translate;
  onChange(value: PropertyValue, type: PropertyType): void;
}
