import { AppError } from '../../../../shared/contract/errors.ts';
import { readLimit } from '../arguments.ts';
import { type Command, pathOf, type Work } from '../command.ts';
import { UsageError } from '../exit-code.ts';
import { columns, oneLine } from '../layout.ts';
import type { Say } from '../messages.ts';
import type { Paint } from '../paint.ts';
import { type Shape, shaped } from '../shapes.ts';

export const links: Command = {
  usage: '[PATH]',
  words: [0, 1],
  options: [],
  async run(work) {
    const [word] = work.words;
    const path = word === undefined ? undefined : pathOf(word, work);
    const json = shaped('links', await work.session.call('link.list', { path }));
    const lines = (paint: Paint) => json.map((link) => linkLine(link, work.say, paint, link.source));
    return { json, lines: (paint) => (json.length > 0 ? lines(paint) : [work.say('links.none')]) };
  },
};

/** `source:line:column  [[raw]] → target`. */
export function linkLine(link: Shape<'links'>[number], say: Say, paint: Paint, source = ''): string {
  const { line, column, raw, target, fragment, fragmentFound } = link;
  const missing = target === null ? ` ${paint.bad(`(${say('link.missing')})`)}` : '';
  const lost = fragmentFound === false ? ` ${paint.warn(`(${say('link.fragmentMissing')})`)}` : '';
  const to = target === null ? '' : ` → ${target}${fragment === null ? '' : `#${fragment}`}`;
  return `${paint.faint(`${source}:${line}:${column}`)}  ${oneLine(raw, 100)}${to}${missing}${lost}`;
}

export const backlinks: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: ['mentions'],
  async run(work) {
    const path = pathOf(work.words[0] ?? '', work);
    const mentions = work.options.mentions ?? false;
    const json = shaped('backlinks', await work.session.call('backlink.list', { path, mentions }));
    return { json, lines: (paint) => backlinkLines(json, mentions, work.say, paint) };
  },
};

function backlinkLines(found: Shape<'backlinks'>, mentions: boolean, say: Say, paint: Paint): string[] {
  const line = ({ source, line, column, context }: Shape<'backlinks'>['linked'][number] | Mention) =>
    `  ${paint.faint(`${source}:${line}:${column}`)}  ${oneLine(context)}`;
  return [
    paint.strong(say('backlinks.linked', { count: found.linked.length })),
    ...found.linked.map(line),
    ...(mentions ? [paint.strong(say('backlinks.mentions', { count: found.mentions.length }))] : []),
    ...(mentions ? found.mentions.map(line) : []),
  ];
}

type Mention = Shape<'backlinks'>['mentions'][number];

export const topics: Command = {
  usage: '',
  words: [0, 0],
  options: ['limit'],
  async run({ session, options, say }) {
    const limit = readLimit(options);
    const json = shaped('topics', await session.call('topic.list', { limit }));
    return {
      json,
      lines: () =>
        json.length === 0
          ? [say('topics.none')]
          : columns([
              say('topics.columns').split(' '),
              ...json.map(({ linked, mentions, name, path }) => [linked, mentions, name, path]),
            ]),
    };
  },
};

export const topic: Command = {
  usage: 'NAME',
  words: [1, 1],
  options: [],
  async run(work) {
    const json = shaped('topic', await readTopic(work.words[0] ?? '', work));
    return { json, lines: (paint) => topicLines(json, work.say, paint) };
  },
};

/** The topic of that name, alias or title, else the note of that path. */
async function readTopic(name: string, work: Work): Promise<unknown> {
  const { path } = await work.session.call('topic.find', { name });
  if (path !== null) return work.session.call('topic.read', { path });
  return work.session.call('topic.read', { path: pathOf(name, work) }).catch((error) => {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new UsageError('topic.unknown', { name }, 'not-found');
  });
}

function topicLines(found: Shape<'topic'>, say: Say, paint: Paint): string[] {
  const entries = found.entries.flatMap(({ date, source, line, headings, text }) => [
    '',
    `${paint.strong(date)}  ${paint.faint(`${source}:${line}`)}  ${headings.join(' › ')}`.trimEnd(),
    ...text.split(/\r?\n/).map((part) => `  ${part}`.trimEnd()),
  ]);
  const related = found.related.map(({ name, count }) => `${name} (${count})`).join(', ');
  return [
    `${paint.strong(found.name)}  ${paint.faint(found.path)}  ${say('topic.entries', { n: found.entries.length })}`,
    ...entries,
    ...(related ? ['', `${paint.strong(say('topic.related'))}: ${related}`] : []),
  ];
}

export const discover: Command = {
  usage: '',
  words: [0, 0],
  options: ['limit'],
  async run({ session, options, say }) {
    const limit = readLimit(options);
    const json = shaped('discover', await session.call('topic.discover', { limit }));
    const rows = json.map(({ notes, mentions, term, variants }) => [
      notes,
      mentions,
      term,
      variants.filter((variant) => variant !== term).join(', '),
    ]);
    return { json, lines: () => (rows.length > 0 ? columns(rows) : [say('discover.none')]) };
  },
};
