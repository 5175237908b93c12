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
  const counts = ranges.map(({ from, to }) => countWords(state.sliceDoc(from, to), 0));
  return {
    words: counts.reduce((sum, { words }) => sum + words, 0),
    characters: counts.reduce((sum, { characters }) => sum + characters, 0),
  };
}

/** @param tree of the text, as far as it is parsed */
export function summarize(state: EditorState, tree: Tree = syntaxTree(state)): TextSummary {
  const frontMatter = state.field(frontMatterField);
  const headings = headingsIn(state, tree);
  const body = frontMatter ? Math.min(frontMatter.span.to + 1, state.doc.length) : 0;
  const { words, characters } = countText(state.doc, body);
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

/** As `countWords`, line by line: to make one string of a long text takes longer than to count it. */
function countText(doc: Text, from: number): WordCount {
  const counted = { words: 0, characters: 0 };
  for (const part of doc.iterRange(from)) {
    const { words, characters } = countWords(part, 0);
    counted.words += words;
    counted.characters += characters;
  }
  return counted;
}

/** The title as the front matter has it. */
export function titleProperty(state: EditorState): string | undefined {
  const found = state.field(frontMatterField)?.properties.find(isTitle);
  return typeof found?.value === 'string' ? found.value : undefined;
}
