/** Front matter that Hugo reads as a date, in lower case. */
export const dateNames = [
  'date',
  'publishdate',
  'pubdate',
  'published',
  'lastmod',
  'modified',
  'expirydate',
  'unpublishdate',
];

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:([Tt ])(\d\d):(\d\d):(\d\d)(\.\d+)?(?: ?(Z|[+-]\d\d:?\d\d))?(?: [A-Z]{3,4})?)?$/;
const named =
  /^(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4}(?: \d\d:\d\d(?::\d\d)?(?: \S+)?)?$/;

/**
 * The time that Hugo reads, in milliseconds; undefined where it does not read one (year 1 in an old Hugo, an error
 * in a new one). Without a zone it counts as UTC.
 */
export function readDate(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match) {
    const time = named.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  }
  const [, year, month, day, , hour, minute, second, fraction, zone] = match;
  const offset = zone && zone !== 'Z' ? zone.replace(/^(...)(\d\d)$/, '$1:$2') : 'Z';
  const clock = hour ? `${hour}:${minute}:${second}${(fraction ?? '').slice(0, 4)}` : '00:00:00';
  const time = Date.parse(`${year}-${month}-${day}T${clock}${offset}`);
  // JavaScript takes the 30th of February for the 2nd of March.
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return Number.isNaN(time) || !real ? undefined : time;
}

/** The date that was meant, as Hugo reads it: `2025/8/6` → `2025-08-06`. Undefined where it cannot be told. */
export function mendDate(text: string): string | undefined {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, year, month = '', day = '', hour, minute, second = '00', zone = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const mended = hour ? `${date}T${hour.padStart(2, '0')}:${minute}:${second}${zone}` : date;
  return readDate(mended) === undefined ? undefined : mended;
}

/** Where Hugo looks for the date of a page, in lower case, unless the site's `frontmatter.date` says otherwise. */
export const dateOrder = ['date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'];

/** A name such as `2025-08-06-镜像`: its date, and what Hugo then takes for the slug. */
function datedName(name: string): { date: string; slug: string } | undefined {
  const date = name.slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || readDate(date) === undefined) return undefined;
  return { date, slug: name.slice(10).replace(/^[ _-]+|[ _-]+$/g, '') };
}

/**
 * The date of a page, as written, by the first of `order` that gives one; and the slug that comes with that of a file.
 * @param order names of properties, and `:filename`
 * @param property its text, where there is one
 * @param name of its file without extension, or of its bundle
 */
export function pageDate(
  order: readonly string[],
  property: (name: string) => string | undefined,
  name: string,
): { date?: string | undefined; slug?: string | undefined } {
  for (const each of order) {
    const found = each === ':filename' ? datedName(name) : { date: property(each), slug: undefined };
    if (found?.date !== undefined) return found;
  }
  return {};
}
