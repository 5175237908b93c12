/** A half-open range of UTF-16 offsets into the text of a note (what CodeMirror uses). */
export interface Span {
  from: number;
  to: number;
}

export type FrontMatterFormat = 'toml' | 'yaml' | 'json';

/** The types a property can have, as Obsidian names them; `object` is a table or map that we show and keep. */
export type PropertyType = 'text' | 'list' | 'number' | 'checkbox' | 'date' | 'datetime' | 'object' | 'null';

/** A value as JSON: dates stay the text that stands in the file. */
export type PropertyValue =
  | string
  | number
  | boolean
  | null
  | PropertyValue[]
  | { [key: string]: PropertyValue };

export interface Property {
  name: string;
  type: PropertyType;
  value: PropertyValue;
  /** The whole property, its key included, without the end of its last line. */
  span: Span;
  /** 1-based line of its key. */
  line: number;
}

export interface FrontMatterProblem {
  message: string;
  /** 1-based, in the note. */
  line: number;
  column: number;
}

export interface FrontMatter {
  format: FrontMatterFormat;
  /** From the first delimiter to the end of the line of the last one. */
  span: Span;
  /** What stands between the delimiters. */
  inner: Span;
  /** In file order; empty where the block is broken. */
  properties: Property[];
  problem: FrontMatterProblem | undefined;
}

export interface Heading {
  level: number;
  /** Inline marks removed, links replaced by their text. */
  text: string;
  /** As it is written, where that may hold links: Obsidian's links to a heading name all of it. */
  source?: string;
  span: Span;
  line: number;
}

export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'list-item'
  | 'quote'
  | 'table-row'
  | 'code'
  | 'html'
  | 'comment'
  | 'math'
  | 'footnote';

/**
 * The unit that backlinks and timelines show: a paragraph, a list item (its own lines, without its children),
 * a table row, a quoted paragraph, a fence. In document order, never overlapping.
 */
export interface Block {
  kind: BlockKind;
  span: Span;
  line: number;
  /** The block id after `^`, where one is given. */
  id: string | undefined;
  /** Index into `headings` of the nearest heading above (for a heading: itself); -1 where there is none. */
  heading: number;
  /** Index into `blocks` of the list item that holds this one; -1 where there is none. */
  parent: number;
  /** Language of a fenced code block, in lower case. */
  lang: string | undefined;
}

export interface LinkFact {
  kind: 'wiki' | 'markdown';
  embed: boolean;
  /** The exact source, from `[[`, `![[`, `[` or `![` to the closing bracket. */
  raw: string;
  span: Span;
  /** 1-based; columns in UTF-16 units. */
  line: number;
  column: number;
  /** Where it points, decoded, without fragment; '' for the note itself. */
  path: string;
  /** What stands after the first `#`, decoded; undefined where there is none. */
  fragment: string | undefined;
  /** The text shown, undefined where the form gives none (a bare wikilink). */
  text: string | undefined;
  /** The path (with fragment) as it stands in the source: what a rename rewrites. */
  target: Span;
  /** Index into `blocks`; -1 inside front matter. */
  block: number;
}

export interface TagFact {
  /** Without `#`, as written. */
  name: string;
  span: Span;
  line: number;
}

export interface TaskFact {
  /** The character between the brackets: ' ' is open, any other is done. */
  status: string;
  text: string;
  span: Span;
  line: number;
  block: number;
}

/** What the index takes from the text of a note. Pure data; offsets point into that text. */
export interface NoteFacts {
  /** Front matter `title`, else the first level-1 heading, else the name. */
  title: string;
  frontMatter: FrontMatter | undefined;
  /** Other names: those entries of `aliases` that are no URL path. */
  aliases: string[];
  /** Front matter tags first, then inline ones; every occurrence. */
  tags: TagFact[];
  headings: Heading[];
  blocks: Block[];
  links: LinkFact[];
  tasks: TaskFact[];
  /** Plain text where a mention may stand: outside links, URLs, code, math, comments, HTML tags, tags, front matter. In order. */
  prose: Span[];
  /** Latin words and single CJK characters each count as one word. */
  words: number;
  /** Characters of the body without white space. */
  characters: number;
}
