import { LineIndex } from '../text/lines.ts';
import { bodyStart, findExtent } from './extent.ts';
import type { NoteFacts } from './facts.ts';
import { FactsReader } from './facts-reader.ts';
import { readFrontMatter } from './front-matter.ts';
import { noteParser } from './grammar.ts';
import { propertyFacts } from './property-facts.ts';
import { countWords } from './words.ts';

/**
 * Read a note: everything that the index keeps of it, from one walk over its syntax tree.
 * `name` is the stem of its file, the last resort for a title. Any text is a note; nothing throws.
 */
export function parseNote(text: string, name: string): NoteFacts {
  const lines = new LineIndex(text);
  const frontMatter = readFrontMatter(text);
  const properties = propertyFacts(text, lines, frontMatter);
  const reader = new FactsReader(text, lines);
  noteParser.parse(parseable(text)).iterate({
    enter: (node) => reader.enter(node),
    leave: (node) => reader.leave(node),
  });
  reader.finish();
  const first = reader.headings.find((heading) => heading.level === 1 && heading.text !== '');
  return {
    title: properties.title ?? first?.text ?? name,
    frontMatter,
    aliases: properties.aliases,
    tags: [...properties.tags, ...reader.tags],
    headings: reader.headings,
    blocks: reader.blocks.blocks,
    links: [...properties.links, ...reader.links],
    tasks: reader.tasks,
    prose: reader.prose.spans(),
    ...countWords(text, bodyStart(text, findExtent(text))),
  };
}

/**
 * The text as the Markdown parser, which knows only LF, reads it rightly: the CR of a CRLF and a byte order mark in
 * front of the body as spaces. Every offset stays as it is.
 */
export function parseable(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r(?=\n)/g, ' ') : text;
  const marked = text.charCodeAt(0) === 0xfeff && !findExtent(text);
  return marked ? ` ${lines.slice(1)}` : lines;
}
