import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Corpus } from './corpus.ts';
import { createRandom, type Random } from './random.ts';

export interface GeneratedNote {
  path: string;
  text: string;
}

/** Notes in one folder. */
const folderSize = 180;
const mostTopics = 400;
/** Bytes of paragraphs in one note; headings, links and front matter come on top. */
const least = 1800;
const most = 2650;
const day = 86_400_000;
const firstDay = Date.UTC(2018, 0, 1);

/**
 * A vault of `count` notes of 2 to 3 KB: shuffled paragraphs of the corpus, front matter (TOML and YAML), tags, and
 * three to five links each, half of them to the few notes that are topics. The same seed gives the same bytes.
 */
export function* generateNotes(corpus: Corpus, count: number, seed: number): Generator<GeneratedNote> {
  const random = createRandom(seed);
  const names = makeNames(corpus, count, random);
  const topics = names.slice(0, topicCount(corpus, count));
  for (const [at, name] of names.entries()) {
    const text = frontMatter(name, at, random) + body(corpus, names, topics, random);
    yield { path: `${folderOf(at)}/${name}.md`, text };
  }
}

export function writeNotes(dir: string, notes: Iterable<GeneratedNote>): void {
  const made = new Set<string>();
  for (const { path, text } of notes) {
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(join(dir, folder), { recursive: true });
    made.add(folder);
    writeFileSync(join(dir, path), text);
  }
}

/** Topics have bare names, which the paragraphs mention; all others end with a number that makes them unique. */
function makeNames(corpus: Corpus, count: number, random: Random): string[] {
  const topics = sample(corpus.terms, topicCount(corpus, count), random);
  const others = Array.from({ length: count - topics.length }, (_, at) => {
    const words = headingOf(corpus, random)
      .replace(/[\\/:*?"<>|#^[\]%`{}().]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return `${[...words].slice(0, 24).join('').trim() || 'Note'} ${at + 1}`;
  });
  return [...topics, ...others];
}

function headingOf({ headings }: Corpus, random: Random): string {
  return headings.length > 0 ? random.pick(headings) : 'Note';
}

function sample<T>(list: readonly T[], count: number, random: Random): T[] {
  const left = [...list];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
}

function topicCount(corpus: Corpus, count: number): number {
  return Math.min(corpus.terms.length, mostTopics, Math.ceil(count / 50));
}

function folderOf(at: number): string {
  const folder = Math.floor(at / folderSize);
  return `area ${Math.floor(folder / 20) + 1}/part ${(folder % 20) + 1}`;
}

function frontMatter(title: string, at: number, random: Random): string {
  const date = new Date(firstDay + random.below(2800) * day + random.below(day)).toISOString().slice(0, 19);
  const tags = Array.from({ length: 1 + random.below(3) }, () => `'tag-${random.below(200)}'`).join(', ');
  const draft = random.below(4) === 0;
  return at % 2 === 0
    ? `+++\ndate = '${date}+08:00'\ndraft = ${draft}\ntitle = '${title.replaceAll("'", ' ')}'\ntags = [${tags}]\n+++\n\n`
    : `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}+08:00\ndraft: ${draft}\ntags: [${tags}]\n---\n\n`;
}

function body(corpus: Corpus, names: readonly string[], topics: readonly string[], random: Random): string {
  const wanted = least + random.below(most - least - 100);
  const parts: string[] = [];
  for (let bytes = 0, tries = 0; bytes < wanted && tries < 200; tries++) {
    const paragraph = random.pick(corpus.paragraphs);
    const size = Buffer.byteLength(paragraph);
    if (bytes + size > most) continue;
    if (parts.length % 5 === 4) parts.push(`## ${headingOf(corpus, random)}`);
    parts.push(paragraph);
    bytes += size;
  }
  for (let links = 3 + random.below(3); links > 0; links--) {
    const target = topics.length > 0 && links % 2 === 0 ? random.pick(topics) : random.pick(names);
    const link = links === 3 ? `- 参见 [[${target}]]` : `See [[${target}]].`;
    parts.splice(1 + random.below(parts.length), 0, link);
  }
  return `${parts.join('\n\n')}\n`;
}
