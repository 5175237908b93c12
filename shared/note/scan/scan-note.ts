import { LineIndex } from '../../text/lines.ts';
import { bodyStart, findExtent } from '../extent.ts';
import type { NoteFacts } from '../facts.ts';
import { parseable, parseNote } from '../parse.ts';
import { propertyFacts } from '../property-facts.ts';
import { countWords, type WordCount } from '../words.ts';
import { BlockScan } from './block-scan.ts';
import { BodyFacts } from './body-facts.ts';
import { Unbounded } from './bounds.ts';
import { scanFrontMatter } from './front-matter-scan.ts';

/** All but the counts of its words and characters, which take a tenth of the time. */
export type UncountedFacts = Omit<NoteFacts, keyof WordCount>;

/**
 * What `parseNote` says of a note, at a fraction of its cost: by a scanner of lines that follows the grammar's rules and
 * makes no tree. Where a note goes beyond what the grammar takes in one piece, this asks the grammar.
 */
export function scanNote(text: string, name: string): NoteFacts {
  return { ...scanFacts(text, name), ...countWords(text, bodyStart(text, findExtent(text))) };
}

/** The same without the counts. */
export function scanFacts(text: string, name: string): UncountedFacts {
  const lines = new LineIndex(text);
  const extent = findExtent(text);
  const frontMatter = scanFrontMatter(text, extent);
  const source = parseable(text);
  const start = bodyStart(text, extent);
  const body = scanBody(text, source, lines, scanStart(source, extent?.span.to, start));
  if (!body) return parseNote(text, name);
  const properties = propertyFacts(text, lines, frontMatter);
  const first = body.headings.find((heading) => heading.level === 1 && heading.text !== '');
  return {
    title: properties.title ?? first?.text ?? name,
    frontMatter,
    aliases: properties.aliases,
    tags: [...properties.tags, ...body.tags],
    headings: body.headings,
    blocks: body.blocks.blocks,
    links: [...properties.links, ...body.links],
    tasks: body.tasks,
    prose: body.prose.spans(),
  };
}

function scanBody(text: string, source: string, lines: LineIndex, from: number): BodyFacts | undefined {
  const facts = new BodyFacts(text, source, lines);
  try {
    if (from >= 0) new BlockScan(source, lines, from, facts).run();
  } catch (error) {
    if (error instanceof Unbounded) return undefined;
    throw error;
  }
  facts.finish();
  return facts;
}

/** Where blocks begin: behind front matter, or behind a first line that only opens it. */
function scanStart(source: string, frontMatterEnd: number | undefined, start: number): number {
  if (frontMatterEnd !== undefined) return start;
  const opens = /^\uFEFF?---[ \t\r]*(?:\n|$)/.exec(source);
  return opens ? opens[0].length : 0;
}
