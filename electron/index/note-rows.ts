import { linkKeys } from '../../shared/link/resolve.ts';
import type { Heading, LinkFact, NoteFacts } from '../../shared/note/facts.ts';
import type { UncountedFacts } from '../../shared/note/scan/scan-note.ts';
import { fold } from '../../shared/text/fold.ts';
import { packLinks } from './link-pack.ts';
import { packBlocks, packSpans } from './pack.ts';
import { type SearchRows, searchRows } from './search-facts.ts';

export interface NameRow {
  kind: 'name' | 'title' | 'alias';
  text: string;
}

export interface HeadingRow {
  level: number;
  text: string;
  line: number;
}

/** What of a link decides where it points, and how often the note says just that. */
export interface LinkRow {
  kind: 'wiki' | 'markdown';
  path: string;
  /** Name of the files that it may mean; '' for what is no name. */
  key: string;
  /** Another such name, where an extension may be part of it. */
  other: string | undefined;
  count: number;
}

/** The facts of a note as they stand in the tables, made where there is time: with no look at a table. */
export interface NoteRows extends SearchRows {
  hash: string;
  title: string;
  date: string;
  draft: boolean;
  /** JSON */
  problem: string | undefined;
  names: (NameRow & { folded: string })[];
  tags: { key: string; name: string }[];
  links: LinkRow[];
  prose: Uint8Array;
  blocks: Uint8Array;
  headings: string;
  packedLinks: string;
}

/** @param name of the file, without its extension */
export function noteRows(name: string, facts: UncountedFacts, hash: string, date: string): NoteRows {
  const properties = facts.frontMatter?.properties ?? [];
  const problem = facts.frontMatter?.problem;
  return {
    hash,
    title: facts.title,
    date,
    draft: properties.some((property) => property.name === 'draft' && property.value === true),
    problem: problem && JSON.stringify(problem),
    names: namesOf(name, facts).map((row) => ({ ...row, folded: fold(row.text) })),
    tags: facts.tags.map((tag) => ({ key: fold(tag.name), name: tag.name })),
    links: linkRows(facts.links),
    prose: packSpans(facts.prose),
    blocks: packBlocks(facts.blocks),
    headings: packHeadings(facts.headings),
    packedLinks: packLinks(facts.links),
    ...searchRows(facts),
  };
}

/** The texts by which a note is known, each once: what a later text repeats is left out. */
export function namesOf(name: string, facts: Pick<NoteFacts, 'title' | 'aliases'>): NameRow[] {
  const rows: NameRow[] = [
    { kind: 'name', text: name },
    { kind: 'title', text: facts.title },
    ...facts.aliases.map((text): NameRow => ({ kind: 'alias', text })),
  ];
  const seen = new Set<string>();
  return rows.filter(({ text }) => {
    const folded = fold(text).trim();
    if (folded === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

/** Links that give the same path in the same form, as one. */
export function linkRows(links: readonly Pick<LinkFact, 'kind' | 'path'>[]): LinkRow[] {
  const rows = new Map<string, LinkRow>();
  for (const { kind, path } of links) {
    const same = rows.get(`${kind} ${path}`);
    if (same) {
      same.count++;
      continue;
    }
    const [key = '', other] = linkKeys({ kind, path });
    rows.set(`${kind} ${path}`, { kind, path, key, other, count: 1 });
  }
  return [...rows.values()];
}

function packHeadings(headings: readonly Heading[]): string {
  if (headings.length === 0) return '';
  return JSON.stringify(headings.map(({ level, text, line }) => [level, text, line]));
}

export function unpackHeadings(text: string | undefined): HeadingRow[] {
  if (!text) return [];
  return (JSON.parse(text) as [number, string, number][]).map(([level, heading, line]) => {
    return { level, text: heading, line };
  });
}
