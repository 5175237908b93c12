import type { NoteFacts, Span } from '../../../shared/note/facts.ts';
import type { SearchNote } from '../../../shared/search/match.ts';

const noFacts: NoteFacts = {
  title: '',
  frontMatter: undefined,
  aliases: [],
  tags: [],
  headings: [],
  blocks: [],
  links: [],
  tasks: [],
  prose: [],
  words: 0,
  characters: 0,
};

/** A note for the matcher; facts are given by hand, so that these tests hang on no parser. */
export function note(text: string, more: Partial<SearchNote> & { facts?: () => NoteFacts } = {}): SearchNote {
  const path = more.path ?? 'folder/note.md';
  const name = more.name ?? path.replace(/^.*\//, '').replace(/\.md$/, '');
  return {
    path,
    name,
    title: name,
    aliases: [],
    text,
    facts: () => facts(text, {}),
    modified: Date.parse('2025-08-20T12:00:00'),
    created: Date.parse('2025-08-01T12:00:00'),
    date: '2025-08-06',
    ...more,
  };
}

export const facts = (text: string, more: Partial<NoteFacts>): NoteFacts => ({
  ...noFacts,
  blocks: paragraphs(text),
  headings: headings(text),
  ...more,
});

/** Where a piece of a text stands. */
export function spanOf(text: string, piece: string): Span {
  const from = text.indexOf(piece);
  if (from < 0) throw new Error(`${piece} is not in the text`);
  return { from, to: from + piece.length };
}

function headings(text: string): NoteFacts['headings'] {
  return [...text.matchAll(/^(#{1,6}) (.*)$/gm)].map((match) => ({
    level: match[1]?.length ?? 1,
    text: (match[2] ?? '').replace(/[*`]/g, ''),
    span: { from: match.index, to: match.index + match[0].length },
    line: text.slice(0, match.index).split('\n').length,
  }));
}

function paragraphs(text: string): NoteFacts['blocks'] {
  return [...text.matchAll(/(?:^.+$\n?)+/gm)].map((match) => {
    const [, lang] = /^```(\S+)/.exec(match[0]) ?? [];
    return {
      kind: lang ? 'code' : 'paragraph',
      span: { from: match.index, to: match.index + match[0].trimEnd().length },
      line: text.slice(0, match.index).split('\n').length,
      id: undefined,
      heading: -1,
      parent: -1,
      lang: lang?.toLowerCase(),
    };
  });
}
