import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { FrontMatter, Property, PropertyValue } from './facts.ts';
import { setProperty } from './front-matter.ts';

/**
 * Edits that give a note those properties of another one that it has not itself, and to its tags and other names
 * those of the other one.
 * @param there the front matter of `text`, which can be read
 */
export function addProperties(text: string, there: FrontMatter, others: readonly Property[]): TextEdit[] {
  let after = text;
  // One after another: where each is put depends on what is there by then.
  for (const { name, value } of others) {
    const old = there.properties.find((one) => one.name === name);
    const wanted = old ? union(name, old.value, value) : value;
    if (wanted !== undefined && wanted !== null) after = applyEdits(after, setProperty(after, name, wanted));
  }
  const { from, to } = there.inner;
  const insert = after.slice(from, after.length - (text.length - to));
  return insert === text.slice(from, to) ? [] : [{ from, to, insert }];
}

/** Both lists as one; undefined where the property is no list of names, or has all of them. */
function union(name: string, own: PropertyValue, other: PropertyValue): PropertyValue[] | undefined {
  const separator = { tags: /[,\s]+/, aliases: /,/ }[name];
  if (!separator) return undefined;
  const listed = (value: PropertyValue): PropertyValue[] =>
    Array.isArray(value)
      ? value
      : String(value ?? '')
          .split(separator)
          .map((entry) => entry.trim())
          .filter((entry) => entry !== '');
  const all = [...new Set([...listed(own), ...listed(other)])];
  return all.length > listed(own).length ? all : undefined;
}
