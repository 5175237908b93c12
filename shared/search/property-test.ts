import type { NoteFacts, Property, PropertyValue } from '../note/facts.ts';
import { fold } from '../text/fold.ts';
import { calendarDays } from './dates.ts';
import { casedForm, Haystack } from './haystack.ts';
import { findRegex, type Guard } from './regex.ts';
import type { Compare, PropertyTest, RegexTerm, Term, ValueTest } from './syntax.ts';

/** The properties of a note that pass a test; undefined where none does. Names are compared folded. */
export function matchingProperties(
  facts: NoteFacts,
  { name, test }: PropertyTest,
  guard: Guard | undefined,
): Property[] | undefined {
  const key = fold(name);
  const found = (facts.frontMatter?.properties ?? []).filter(
    (property) => fold(property.name) === key && (!test || holds(test, property, guard)),
  );
  return found.length > 0 ? found : undefined;
}

/** Whether the value of a property passes a test. */
export function holds(test: ValueTest, property: Pick<Property, 'value'>, guard: Guard | undefined): boolean {
  if (test.kind === 'and') return test.nodes.every((node) => holds(node, property, guard));
  if (test.kind === 'or') return test.nodes.some((node) => holds(node, property, guard));
  if (test.kind === 'not') return !holds(test.node, property, guard);
  // Empty quotes and empty brackets are values.
  if (test.kind === 'null') return property.value === null;
  return valuesOf(property.value).some((value) => holdsValue(test, value, guard));
}

type Scalar = string | number | boolean;

function valuesOf(value: PropertyValue): Scalar[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  return typeof value === 'object' ? Object.values(value).flatMap(valuesOf) : [value];
}

function holdsValue(test: Term | RegexTerm | Compare, value: Scalar, guard: Guard | undefined): boolean {
  if (test.kind === 'compare') return compares(test, value);
  if (test.kind === 'regex') {
    return findRegex(new RegExp(test.source, test.flags), String(value), test.span, guard).length > 0;
  }
  return holdsTerm(test, value);
}

/** A number is the same number; a quoted text is the whole value; any other text stands in it. */
function holdsTerm(term: Term, value: Scalar): boolean {
  const folded = fold(term.text);
  if (typeof value === 'number') return folded.trim() !== '' && value === Number(folded);
  const text = String(value);
  const cased = term.matchCase ? casedForm(term.text) : undefined;
  if (term.quoted && !term.inside) {
    return fold(text) === folded && (cased === undefined || casedForm(text) === cased);
  }
  return folded === '' || new Haystack(text).find({ folded, inside: term.inside, cased }).length > 0;
}

/** By number where both are numbers, by day where both are dates; anything else does not compare. */
function compares({ op, value: written }: Compare, value: Scalar): boolean {
  const limit = fold(written);
  if (typeof value === 'boolean') return false;
  const day = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}/.exec(String(value))?.[0];
  const days = calendarDays(limit);
  if (typeof value === 'string' && day && days) {
    const at = calendarDays(day)?.first ?? '';
    if (op === '<') return at < days.first;
    if (op === '>') return at > days.last;
    return op === '<=' ? at <= days.last : at >= days.first;
  }
  const [left, right] = [Number(value), Number(limit)];
  if (value === '' || limit === '' || Number.isNaN(left) || Number.isNaN(right)) return false;
  if (op === '<') return left < right;
  if (op === '>') return left > right;
  return op === '<=' ? left <= right : left >= right;
}
