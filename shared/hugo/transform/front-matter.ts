import type { Property, PropertyValue, Span } from '../../note/facts.ts';
import { setProperty, unsetProperty } from '../../note/front-matter.ts';
import { LineIndex } from '../../text/lines.ts';
import { dateNames, mendDate, readDate } from '../dates.ts';
import type { Region } from './context.ts';

/** Front matter goes out as it stands, but for names that Hugo would take for redirects. */
export function frontMatterRules(region: Region): void {
  const { facts, text } = region.note;
  const front = facts.frontMatter;
  if (!front) addFrontMatter(region);
  else if (front.problem) {
    const { line, column, message } = front.problem;
    const from = new LineIndex(text).start(line) + column - 1;
    region.out.report({ code: 'FRONT-MATTER-INVALID', from, message });
  } else for (const property of front.properties) propertyRules(region, property);
}

function propertyRules(region: Region, property: Property): void {
  const name = property.name.toLowerCase();
  if (dateNames.includes(name)) checkDate(region, property);
  if (name === 'aliases' && region.page.target.aliases === 'redirects') keepRedirects(region, property);
  if (name === 'slug') checkSlug(region, property);
}

/** A body that begins with `-`, `+` or `{` would be read as front matter, so there always is some. */
function addFrontMatter(region: Region): void {
  const { eol } = region;
  const title = JSON.stringify(region.note.facts.title).replace(/\x7f/g, '\\u007f');
  region.out.replace(0, 0, `+++${eol}title = ${title}${eol}+++${eol}`, 'front-matter');
}

function checkDate(region: Region, property: Property): void {
  const { value, span, name } = property;
  if (value === null || (typeof value === 'string' && readDate(value) !== undefined)) return;
  const source = region.note.text.slice(span.from, span.to);
  const mended = typeof value === 'string' ? mendDate(value) : undefined;
  const at = typeof value === 'string' && value !== '' ? source.indexOf(value) : -1;
  const edits =
    mended !== undefined && typeof value === 'string' && at >= 0
      ? [{ from: span.from + at, to: span.from + at + value.length, insert: mended }]
      : undefined;
  region.out.report({
    code: 'DATE-INVALID',
    from: span.from + Math.max(0, at),
    message: `Hugo cannot read ${JSON.stringify(value)} as ${name}`,
    ...(edits ? { fix: { title: `Write ${mended}`, edits } } : {}),
  });
}

/** A redirect holds a `/`; other entries are names of the note, which Hugo would make pages of. */
function keepRedirects(region: Region, property: Property): void {
  const entries = Array.isArray(property.value) ? property.value : [property.value];
  const redirects = entries.filter(
    (entry): entry is string => typeof entry === 'string' && entry.includes('/'),
  );
  if (redirects.length === entries.length) return;
  const { text } = region.note;
  const edits =
    redirects.length === 0
      ? unsetProperty(text, property.name)
      : setProperty(text, property.name, redirects as PropertyValue[], 'list');
  for (const edit of edits) region.out.replace(edit.from, edit.to, edit.insert, 'aliases');
}

function checkSlug(region: Region, { name, value, span }: Property): void {
  if (typeof value !== 'string' || value === '' || /[\p{L}\p{N}_]/u.test(value)) return;
  region.out.report({
    code: 'NAME-HAZARD',
    from: span.from,
    message: `Nothing of the slug ${JSON.stringify(value)} may stand in a URL`,
    fix: { title: 'Let the name of the note be its address', edits: unsetProperty(region.note.text, name) },
  });
}

/** Inline tags that the settings collect join those of the front matter. */
export function collectTags(region: Region): void {
  const { text, facts } = region.note;
  const front = facts.frontMatter;
  if (region.page.target.inline_tags !== 'collect' || !front || front.problem) return;
  const kept = facts.tags.filter((tag) => !isPrivate(region, tag.span));
  const names = kept.map((tag) => tag.name);
  const seen = new Set<string>();
  const all = names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  const given = kept.filter((tag) => tag.span.from < front.span.to);
  if (all.length === 0 || all.length === given.length) return;
  const name = front.properties.find((property) => property.name.toLowerCase() === 'tags')?.name ?? 'tags';
  for (const edit of setProperty(text, name, all, 'list')) {
    region.out.replace(edit.from, edit.to, edit.insert, 'collect-tags');
  }
}

/** Whether a tag stands in what is taken out; the edit that takes out the tag alone does not count. */
function isPrivate({ out }: Region, { from, to }: Span): boolean {
  return out.edits.some(
    (edit) => edit.rule !== 'inline-tag' && edit.insert === '' && edit.from <= from && to <= edit.to,
  );
}

/** The value of a property by its name in any case. */
export function propertyOf(
  front: { readonly properties: readonly Pick<Property, 'name' | 'value'>[] } | undefined,
  name: string,
): PropertyValue | undefined {
  return front?.properties.find((property) => property.name.toLowerCase() === name)?.value;
}
