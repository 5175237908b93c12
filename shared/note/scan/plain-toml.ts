import type { Property, PropertyValue, Span } from '../facts.ts';
import { dateType, typeOf } from '../property-type.ts';

const DATE =
  '[1-9]\\d{3}-\\d{2}-\\d{2}(?:[Tt ](?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?)?';
const STRING = '"[^"\\\\\\0-\\x1f\\x7f]*"|\'[^\'\\0-\\x1f\\x7f]*\'';
const LIST = `\\[ *(?:(?:${STRING})(?: *, *(?:${STRING}))* *,? *)?\\]`;
const END = '[ \\t]*(?:\\r?\\n|$)';

/** A name, and its value as a string, a list of them, a number, `true` or `false`, or a date. */
const PAIR = new RegExp(
  `([A-Za-z0-9_-]+)[ \\t]*=[ \\t]*(?:(${STRING})|(${LIST})|(0|-?[1-9]\\d{0,14})|(true|false)|(${DATE}))${END}`,
  'y',
);
const EMPTY = /[ \t]*(?:\r?\n|$)/y;
const ITEM = new RegExp(STRING, 'g');

/** The properties of TOML that is plain from the first to the last line; undefined where it is not, or may be wrong. */
export function scanPlainToml(text: string, { from, to }: Span): Property[] | undefined {
  const source = text.slice(from, to);
  const properties: Property[] = [];
  for (let at = 0, line = 2; at < source.length; line++) {
    PAIR.lastIndex = at;
    const pair = PAIR.exec(source);
    if (!pair) {
      EMPTY.lastIndex = at;
      if (!EMPTY.test(source)) return undefined;
      at = EMPTY.lastIndex;
      continue;
    }
    const property = propertyOf(pair, from + at, line);
    if (!property) return undefined;
    properties.push(property);
    at = PAIR.lastIndex;
  }
  return properties;
}

function propertyOf(pair: RegExpExecArray, from: number, line: number): Property | undefined {
  const [whole, name = '', string, list, number, truth, date] = pair;
  if (date !== undefined && dateType(date.slice(0, 10)) === undefined) return undefined;
  const value: PropertyValue =
    string?.slice(1, -1) ??
    list?.match(ITEM)?.map((item) => item.slice(1, -1)) ??
    (list === undefined ? undefined : []) ??
    (number === undefined ? date : Number(number)) ??
    truth === 'true';
  const type = date === undefined ? typeOf(value) : date.length === 10 ? 'date' : 'datetime';
  return { name, type, value, span: { from, to: from + whole.trimEnd().length }, line };
}
