import { readChoice, readLimit } from '../arguments.ts';
import type { Command } from '../command.ts';
import { columns } from '../layout.ts';
import type { Say } from '../messages.ts';
import { type Paint, paintRanges } from '../paint.ts';
import { type Shape, shaped } from '../shapes.ts';

const sorts = ['relevance', 'name', 'modified', 'created'] as const;

export const search: Command = {
  usage: 'QUERY',
  // Words that the shell took apart belong to one query.
  words: [1, Number.POSITIVE_INFINITY],
  options: ['limit', 'sort'],
  async run({ session, options, words, say }) {
    const limit = readLimit(options);
    const sort = readChoice('sort', options.sort, sorts);
    const answer = await session.call('search.query', { query: words.join(' '), limit, sort });
    const json = shaped('search', answer);
    const { suggestions = [] } = answer;
    return { json, lines: (paint) => [...searchLines(json, say, paint), ...meant(suggestions, say)] };
  },
};

function searchLines({ total, ms, hits, similar }: Shape<'search'>, say: Say, paint: Paint): string[] {
  const summary =
    total > 0
      ? say('search.found', { shown: hits.length, n: total, ms: Math.round(ms) })
      : say('search.none');
  return [
    ...hits.flatMap((hit) => hitLines(hit, paint)),
    ...(similar.length > 0 ? [paint.strong(say('search.similar'))] : []),
    ...similar.map(({ path, title }) => `  ${path}  ${title}`),
    paint.faint(summary),
  ];
}

/** What may have been meant where nothing was found. */
const meant = (suggestions: readonly string[], say: Say): string[] =>
  suggestions.length > 0 ? [say('search.meant', { queries: suggestions.join(' · ') })] : [];

function hitLines({ path, title, matches }: Shape<'search'>['hits'][number], paint: Paint): string[] {
  return [
    `${paint.strong(path)}  ${title}`,
    ...matches.map(
      ({ line, text, ranges }) =>
        `  ${paint.faint(String(line))}: ${paintRanges(text, ranges, paint).trim()}`,
    ),
  ];
}

export const switcher: Command = {
  usage: 'QUERY',
  words: [1, Number.POSITIVE_INFINITY],
  options: ['limit'],
  async run({ session, options, words, say }) {
    const limit = readLimit(options);
    const json = shaped('switch', await session.call('switch.query', { query: words.join(' '), limit }));
    const rows = json.map(({ path, title, via }) => [path, title, `(${via})`]);
    return { json, lines: () => (rows.length > 0 ? columns(rows) : [say('search.none')]) };
  },
};
