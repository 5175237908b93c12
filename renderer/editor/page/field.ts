import type { FrontMatter, Property, PropertyType, PropertyValue } from '../../../shared/note/facts.ts';
import type { TextEdit } from '../../../shared/text/edit.ts';
import type { Where } from '../../client/where.ts';
import type { EditorHost } from '../host.ts';
import type { Translate } from '../messages.ts';
import type { PropertyLink } from './property-link.ts';
import type { Ask } from './suggestions.tsx';

/** What the editor of one property's value gets. */
export interface FieldProps {
  property: Property;
  readOnly: boolean;
  t: Translate;
  /** Values that this property has elsewhere. */
  suggest: Ask | undefined;
  follow: PropertiesProps['follow'];
  onChange(value: PropertyValue, type: PropertyType): void;
}

/** Computes edits of the note's text; throws `AppError` where the front matter does not allow them. */
export type PropertyEdit = (text: string) => TextEdit[];

/** What the vault knows of properties. */
export interface PropertyKnowledge {
  /** Names that fit what was typed. */
  names: Ask;
  /** Types that the vault gives to names. */
  types(): Promise<Record<string, PropertyType>>;
  values(name: string): Ask;
}

export interface PropertiesProps {
  frontMatter: FrontMatter | undefined;
  readOnly: boolean;
  t: Translate;
  known: PropertyKnowledge;
  openMenu: EditorHost['openMenu'];
  edit(make: PropertyEdit): void;
  /** Go where a value leads. */
  follow: ((link: PropertyLink, where: Where) => void) | undefined;
  /** Take back, or do again, the last change of the note. */
  onUndo(again: boolean): void;
}
