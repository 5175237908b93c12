import type { Span } from '../note/facts.ts';

/** A boolean combination of leaves. */
export type Branch<L> =
  | L
  | { kind: 'and'; nodes: Branch<L>[] }
  | { kind: 'or'; nodes: Branch<L>[] }
  | { kind: 'not'; node: Branch<L> };

/** A word or a quoted phrase. */
export interface Term {
  kind: 'term';
  /** As it is meant: quotes and their escapes are gone. '' only from `""`, which is found everywhere. */
  text: string;
  quoted: boolean;
  /** Quoted with `*` in front: may begin inside a word. */
  inside: boolean;
  matchCase: boolean;
  /** Where it stands in the query. */
  span: Span;
}

export interface RegexTerm {
  kind: 'regex';
  /** A pattern that compiles with these flags (see `regexFlags`). */
  source: string;
  flags: string;
  span: Span;
}

/** The places of a note that a query can be narrowed to; the last six are parts of its text. */
export type Field = 'file' | 'path' | 'content' | 'title' | 'alias' | 'heading' | Part;
export type Part = 'line' | 'block' | 'section' | 'task' | 'task-todo' | 'task-done';

/** `node` holds within one place of that kind. */
export interface Narrowed {
  kind: 'field';
  field: Field;
  node: QueryNode;
}

/** In one fenced code block of `lang` (lower case); without `node`, there is one. */
export interface Code {
  kind: 'code';
  lang: string;
  node: QueryNode | undefined;
}

/** The tag, without `#`, or one below it. */
export interface Tag {
  kind: 'tag';
  tag: string;
}

export interface PropertyTest {
  kind: 'property';
  name: string;
  /** Of its value; undefined: the property is there. */
  test: ValueTest | undefined;
}

export interface Compare {
  kind: 'compare';
  op: '<' | '>' | '<=' | '>=';
  value: string;
}

export interface NoValue {
  kind: 'null';
}

export type ValueTest = Branch<Term | RegexTerm | Compare | NoValue>;

export interface DateTest {
  kind: 'date';
  field: 'created' | 'modified' | 'date';
  op: '=' | Compare['op'];
  /** `2025`, `2025-08`, `2025-08-01` or a word such as `last-week` (see `dateRange`). */
  value: string;
}

export type GraphTest =
  | { kind: 'graph'; relation: 'links-to' | 'mentions'; target: string }
  | { kind: 'graph'; relation: 'orphan' | 'broken' };

export type QueryLeaf = Term | RegexTerm | Narrowed | Code | Tag | PropertyTest | DateTest | GraphTest;
export type QueryNode = Branch<QueryLeaf>;

export interface Query {
  text: string;
  root: QueryNode;
}
