import { syntaxTree } from '@codemirror/language';
import type { EditorState, Text } from '@codemirror/state';
import type { Tree } from '@lezer/common';
import type { FrontMatterFormat } from '../../shared/note/facts.ts';
import { countWords, type WordCount } from '../../shared/note/words.ts';
import type { DocumentInfo } from './document/document-info.ts';
import { brokenIn } from './emphasis.ts';
import { frontMatterField } from './front-matter.ts';
import { type DocumentHeading, headingsIn } from './headings.ts';
import { isTitle } from './page/property-value.ts';

/** What the window shows of an open note around its text. */
export interface EditorSnapshot extends DocumentInfo, TextSummary {
  /** Where the cursor is, from 1. */
  line: number;
  column: number;
  /** What is selected; undefined where nothing is. */
  selected: WordCount | undefined;
}

/** What is told of the text; it follows the text shortly after typing rests. */
export interface TextSummary {
  /** The title property, else the first level-1 heading, else undefined. */
  title: string | undefined;
  words: number;
  characters: number;
  headings: readonly DocumentHeading[];
  /** Places with bold that Hugo will not show. */
  brokenEmphasis: number;
  format: FrontMatterFormat | undefined;
  /** The front matter says that the note is a draft. */
  draft: boolean;
}

/** Words and characters of the selections together. */
export function countSelected(state: EditorState): WordCount | undefined {
  const ranges = state.selection.ranges.filter((range) => !range.empty);
  if (ranges.length === 0) return undefined;
  return ranges.map(({ from, to }) => countWords(state.sliceDoc(from, to), 0)).reduce(sum, none);
}

/**
 * @param tree of the text, as far as it is parsed
 * @param patience milliseconds after which the rest is not counted
 */
export function summarize(
  state: EditorState,
  tree: Tree = syntaxTree(state),
  patience = Number.POSITIVE_INFINITY,
): TextSummary {
  const frontMatter = state.field(frontMatterField);
  const headings = headingsIn(state, tree);
  const body = frontMatter ? Math.min(frontMatter.span.to + 1, state.doc.length) : 0;
  const { words, characters } = countText(state.doc, body, performance.now() + patience);
  return {
    title: titleProperty(state) ?? headings.find(({ level }) => level === 1)?.text,
    words,
    characters,
    headings,
    brokenEmphasis: brokenIn(state, tree).length,
    format: frontMatter?.format,
    draft: frontMatter?.properties.some(({ name, value }) => name === 'draft' && value === true) ?? false,
  };
}

/** Counts of the parts of texts, which other versions of a text share. */
const counts = new WeakMap<Text, WordCount>();

/** Count a text ahead of `summarize`, for so many milliseconds: true where all of it is counted. */
export function countOn(doc: Text, milliseconds: number): boolean {
  return countPart(doc, performance.now() + milliseconds).whole;
}

/** As `countWords`, line by line, of a text from the start of one of its lines on. */
function countText(doc: Text, from: number, until: number): WordCount {
  const all = countPart(doc, until);
  if (from === 0 || !all.whole) return all;
  const before = countLines(doc.slice(0, from));
  return { words: all.words - before.words, characters: all.characters - before.characters };
}

const none: WordCount = { words: 0, characters: 0 };

/** @param until a time of `performance.now`, at which only what was counted by then is given */
function countPart(part: Text, until: number): WordCount & { whole: boolean } {
  const known = counts.get(part);
  if (known) return { ...known, whole: true };
  let count = none;
  for (const child of part.children ?? []) {
    const more = countPart(child, until);
    count = sum(count, more);
    if (!more.whole) return { ...count, whole: false };
  }
  if (performance.now() > until) return { ...count, whole: false };
  if (!part.children) count = countLines(part);
  counts.set(part, count);
  return { ...count, whole: true };
}

function countLines(text: Text): WordCount {
  let count = none;
  for (const line of text.iterLines()) count = sum(count, countWords(line, 0));
  return count;
}

const sum = (one: WordCount, more: WordCount): WordCount => ({
  words: one.words + more.words,
  characters: one.characters + more.characters,
});

/** The title as the front matter has it. */
export function titleProperty(state: EditorState): string | undefined {
  const found = state.field(frontMatterField)?.properties.find(isTitle);
  return typeof found?.value === 'string' ? found.value : undefined;
}
