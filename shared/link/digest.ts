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
  const parts = topics.flatMap(({ name, entries }) => [`## [[${name}]]`, '', ...entries.flatMap(quoted)]);
  return [...head, ...parts].join('\n');
}

function quoted({ source, title, date, text }: DigestEntry): string[] {
  const lines = withoutBlockId(text.trimEnd()).trimEnd().split(/\r?\n/);
  const link = linkTo(source, title);
  // The name of a day's note is its date.
  const where = link.includes(date) ? link : `${link}, ${date}`;
  return [...lines.map((line) => (line === '' ? '>' : `> ${line}`)), '>', `> — ${where}`, ''];
}

/** A block id names one place; a quotation is another. */
const withoutBlockId = (text: string) => text.replace(/[ \t]\^[A-Za-z0-9-]+[ \t]*$/, '');

/** By its full path, which is never ambiguous. */
function linkTo(path: string, title: string): string {
  const target = path.replace(/\.md$/i, '');
  const shown = title.replace(/[[\]|\n]/g, ' ').trim();
  return shown === '' || shown === target ? `[[${target}]]` : `[[${target}|${shown}]]`;
}
