/** A paragraph about a topic, as the digest quotes it. */
export interface DigestEntry {
  /** Path of the note that it stands in, its title and its date (`YYYY-MM-DD`). */
  source: string;
  title: string;
  date: string;
  /** Its text as it stands there. */
  text: string;
}

export interface DigestTopic {
  /** What a link to the topic says. */
  name: string;
  entries: readonly DigestEntry[];
}

/**
 * What was written in a stretch of time, topic by topic, as Markdown: each paragraph quoted, with where it stands.
 * @param topics in the order wanted; a paragraph that is about several stands under each
 * @param front lines of TOML front matter, for a post; none for a plain note
 */
export function digestText(title: string, topics: readonly DigestTopic[], front: readonly string[]): string {
  const head =
    front.length > 0 ? ['+++', `title = ${JSON.stringify(title)}`, ...front, '+++', ''] : [`# ${title}`, ''];
  const parts = topics.flatMap(({ name, entries }) => [
    `## [[${name}]]`,
    '',
    ...bySource(entries).flatMap(quoted),
  ]);
  return [...head, ...parts].join('\n');
}

/** Paragraphs of one note that stand together are one quotation. */
function bySource(entries: readonly DigestEntry[]): DigestEntry[][] {
  const groups: DigestEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.source === entry.source) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function quoted(entries: readonly DigestEntry[]): string[] {
  const [first] = entries;
  if (!first) return [];
  const link = linkTo(first.source, first.title);
  // The name of a day's note is its date.
  const where = link.includes(first.date) ? link : `${link}, ${first.date}`;
  const lines = entries.flatMap(({ text }) => [
    ...asProse(withoutBlockId(text.trimEnd()).trimEnd()).split(/\r?\n/),
    '',
  ]);
  return [...lines.map((line) => (line === '' ? '>' : `> ${line}`)), `> ${sign}${where}`, ''];
}

/** Stands before the source of a quotation. */
const sign = '— ';
const signed = new RegExp(`^> ${sign}\\[\\[.+\\]\\](?:, \\d{4}-\\d\\d-\\d\\d)?\\r?$`);

/** Whether a digest quotes what stands at an offset of a note: the next digest would quote it twice. */
export function isQuoted(text: string, offset: number): boolean {
  let last = '';
  for (let at = text.lastIndexOf('\n', offset - 1) + 1; text[at] === '>'; at += last.length + 1) {
    const end = text.indexOf('\n', at);
    last = text.slice(at, end < 0 ? undefined : end);
  }
  return signed.test(last);
}

/** A block id names one place; a quotation is another. */
const withoutBlockId = (text: string) => text.replace(/[ \t]\^[A-Za-z0-9-]+[ \t]*$/, '');

/** A row of a table says nothing as a row without the others: its cells stand as they do in a timeline. */
function asProse(text: string): string {
  const row = /^[ \t]*\|(.*)$/.exec(text)?.[1];
  if (row === undefined) return text;
  const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  return cells.filter((cell) => cell !== '').join(' · ');
}

/** By its full path, which is never ambiguous. */
function linkTo(path: string, title: string): string {
  const target = path.replace(/\.md$/i, '');
  const shown = title.replace(/[[\]|\n]/g, ' ').trim();
  return shown === '' || shown === target ? `[[${target}]]` : `[[${target}|${shown}]]`;
}
