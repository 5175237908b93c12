/** What of a query is being written, and what may stand there. */
export interface QueryCompletion {
  kind: 'operator' | 'tag' | 'property' | 'value' | 'path' | 'file' | 'lang' | 'note' | 'date';
  /** What has been typed of it, to be replaced from here to the cursor. */
  from: number;
  typed: string;
  /** Of a `value`: whose. */
  property?: string;
}

/** Every operator with what may follow it, in the order in which they are offered. */
export const operatorNames = [
  'path:',
  'file:',
  'tag:',
  'title:',
  'alias:',
  'heading:',
  'content:',
  'line:',
  'block:',
  'section:',
  'task:',
  'task-todo:',
  'task-done:',
  'lang:',
  'links-to:',
  'mentions:',
  'orphan:',
  'broken:',
  'created:',
  'modified:',
  'date:',
  'match-case:',
  'ignore-case:',
] as const;

/** Words that a date may be, beside `2025-08-01`. */
export const dateWords = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-year',
  'last-year',
  'last-30-days',
] as const;

const forms: readonly { kind: QueryCompletion['kind']; pattern: RegExp }[] = [
  { kind: 'tag', pattern: /(?:^|[\s(-])tag:\s*\(?#?([^\s()"]*)$/i },
  { kind: 'path', pattern: /(?:^|[\s(-])path:("[^"]*|[^\s()"]*)$/i },
  { kind: 'file', pattern: /(?:^|[\s(-])file:("[^"]*|[^\s()"]*)$/i },
  { kind: 'lang', pattern: /(?:^|[\s(-])lang:([^\s()"]*)$/i },
  { kind: 'note', pattern: /(?:^|[\s(-])(?:links-to|mentions):((?:\[\[)?[^\]\s]*|\[\[[^\]]*)$/i },
  { kind: 'date', pattern: /(?:^|[\s(-])(?:created|modified|date):[<>]?=?([^\s()"]*)$/i },
  { kind: 'value', pattern: /\[([^\][:]+):\s*(?:[^\]]*\sOR\s+)?([^\]]*)$/ },
  { kind: 'property', pattern: /(?:^|[\s(-])\[\s*([^\][:\s][^\][:]*|)$/ },
  { kind: 'operator', pattern: /(?:^|[\s(-])([a-z][a-z-]*)$/i },
];

/** What can be completed at a place of a query; undefined where nothing can. */
export function completionAt(query: string, cursor: number): QueryCompletion | undefined {
  const before = query.slice(0, cursor);
  // Inside quotation marks is plain text, but for those of a path.
  const open = (before.replace(/\\./g, '').match(/"/g) ?? []).length % 2 === 1;
  for (const { kind, pattern } of forms) {
    const match = pattern.exec(before);
    if (!match) continue;
    const typed = match.at(-1) ?? '';
    // The word that joins, and no beginning of an operator.
    if (kind === 'operator' && typed === 'OR') return undefined;
    if (open && !typed.startsWith('"')) return undefined;
    const from = cursor - typed.length;
    return kind === 'value' ? { kind, from, typed, property: match[1]?.trim() } : { kind, from, typed };
  }
  return undefined;
}

/** A text as it stands in a query: in quotation marks where it needs them. */
export function quotedIfNeeded(text: string): string {
  return /[\s()"]/.test(text) ? quoted(text) : text;
}

/** With `\*` in front, which is meant as it stands there. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replace(/^\*/, '\\*')}"`;

/** The same between the brackets of a property, where more signs say something. */
const quotedValue = (text: string) =>
  /^[-<>/“]|[[\]]|^(?:null|OR)$/i.test(text) ? quoted(text) : quotedIfNeeded(text);

/** The name of a property as completion has it, with the colon behind it. */
function propertyName(choice: string): string {
  const name = choice.replace(/:$/, '');
  return /[[\]":]/.test(name) ? `"${name.replace(/[\\"]/g, '\\$&')}":` : choice;
}

/** A query with a completion put in, and where the cursor is then. */
export function withCompletion(
  query: string,
  cursor: number,
  { from, kind }: QueryCompletion,
  choice: string,
): { query: string; cursor: number } {
  const text = insertion(kind, choice);
  const rest = query.slice(cursor);
  const gap = kind === 'operator' || kind === 'property' || /^[\s\])]/.test(rest) ? '' : ' ';
  const head = query.slice(0, from) + text + gap;
  return { query: head + rest, cursor: head.length };
}

function insertion(kind: QueryCompletion['kind'], choice: string): string {
  if (kind === 'note') return `[[${choice}]]`;
  if (kind === 'value') return `${quotedValue(choice)}]`;
  if (kind === 'property') return propertyName(choice);
  return kind === 'operator' || kind === 'date' ? choice : quotedIfNeeded(choice);
}
