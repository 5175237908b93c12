import type { Calls } from '../../../../shared/contract/api.ts';
import { readChoice } from '../arguments.ts';
import { type Answer, type Command, pathOf, type Work } from '../command.ts';
import { UsageError } from '../exit-code.ts';
import { columns, oneLine } from '../layout.ts';
import type { MessageKey } from '../messages.ts';
import type { Paint } from '../paint.ts';
import { guessType, propertyTypes, readValue } from '../property-value.ts';
import { type Shape, shaped } from '../shapes.ts';
import { linkLine } from './links.ts';

export const note: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: [],
  async run(work) {
    const [word = ''] = work.words;
    const json = shaped('note', await work.session.call('note.facts', { path: pathOf(word, work) }));
    return { json, lines: (paint) => noteLines(json, work, paint) };
  },
};

function noteLines(found: Shape<'note'>, { say }: Work, paint: Paint): string[] {
  const { words, characters } = found;
  const head: [MessageKey, string][] = [
    ['note.name', found.name],
    ['note.title', found.title],
    ['note.aliases', found.aliases.join(', ')],
    ['note.tags', found.tags.map((tag) => `#${tag}`).join(' ')],
    ['note.size', say('note.sizes', { words, characters })],
  ];
  const shown = head.filter(([, value]) => value !== '');
  const section = (key: MessageKey, lines: string[]) =>
    lines.length > 0 ? ['', paint.strong(say(key)), ...lines.map((line) => `  ${line}`)] : [];
  return [
    paint.strong(found.path),
    ...columns(shown.map(([key, value]) => [`  ${say(key)}`, value])),
    ...section(
      'note.properties',
      columns(found.properties.map(({ name, type, value }) => [name, valueText(value), `(${type})`])),
    ),
    ...section(
      'note.headings',
      found.headings.map(
        ({ level, text, line }) => `${'#'.repeat(level)} ${text} ${paint.faint(`:${line}`)}`,
      ),
    ),
    ...section(
      'note.tasks',
      found.tasks.map(({ status, text, line }) => `[${status}] ${text} ${paint.faint(`:${line}`)}`),
    ),
    ...section(
      'note.blocks',
      found.blocks.map(({ id, line }) => `^${id} ${paint.faint(`:${line}`)}`),
    ),
    ...section(
      'note.links',
      found.links.map((link) => linkLine(link, say, paint)),
    ),
  ];
}

const valueText = (value: unknown) => oneLine(typeof value === 'string' ? value : JSON.stringify(value), 80);

export const property: Command = {
  usage: 'PATH NAME [VALUE]',
  words: [2, 3],
  options: ['unset', 'type'],
  async run(work) {
    const json = shaped('property', await setOrRead(work));
    return { json, lines: () => [`${json.name}: ${valueText(json.value)} (${json.type})`] };
  },
};

async function setOrRead(work: Work): Promise<Calls['property.set']['result']> {
  const { session, options, words } = work;
  const [word = '', name = '', value] = words;
  const path = pathOf(word, work);
  if (options.unset && value !== undefined) throw new UsageError('error.unsetValue', { value });
  if (options.unset) return session.call('property.set', { path, name });
  const { properties } = await session.call('note.facts', { path });
  const known = properties.find((one) => one.name === name);
  if (value === undefined) return { path, name, type: known?.type ?? 'null', value: known?.value ?? null };
  const before = known && known.type !== 'null' ? known.type : undefined;
  const type = readChoice('type', options.type, propertyTypes) ?? before ?? guessType(value);
  return session.call('property.set', { path, name, value: readValue(value, type), type });
}

export const daily: Command = {
  usage: '',
  words: [0, 0],
  options: ['date'],
  async run({ session, options, say, tell }) {
    const made = await session.call('note.daily', { date: options.date });
    if (made.missing !== undefined) tell(say('made.noTemplate', { path: made.missing }));
    return madeAnswer(shaped('daily', made), say);
  },
};

export const create: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: ['template'],
  async run(work) {
    const { session, options, words, say } = work;
    const [word = ''] = words;
    if (/(?:^|[/\\])\.{0,2}$/.test(word)) throw new UsageError('error.noName', { value: word });
    const path = pathOf(word, work);
    const template = options.template === undefined ? undefined : pathOf(options.template, work);
    return madeAnswer(shaped('new', await session.call('note.create', { path, template })), say);
  },
};

function madeAnswer(json: Shape<'new'>, say: Work['say']): Answer {
  const { path, created } = json;
  return { json, lines: () => [say(created ? 'made.created' : 'made.there', { path })] };
}

export const rename: Command = {
  usage: 'FROM TO',
  words: [2, 2],
  options: ['dry-run', 'no-links'],
  async run(work) {
    const { session, options, words, say } = work;
    const from = pathOf(words[0] ?? '', work, 'anything');
    const to = pathOf(words[1] ?? '', work, 'anything');
    const dryRun = options['dry-run'] ?? false;
    // Nobody can be asked here: links follow, whatever the vault says about a question.
    const links = !options['no-links'];
    const json = shaped('rename', await session.call('file.rename', { from, to, links, dryRun }));
    return {
      json,
      lines: (paint) => [
        ...json.moved.map((move) => `${move.from} → ${paint.strong(move.to)}`),
        ...json.edits.flatMap(({ path, line, before, after }) => [
          paint.faint(`${path}:${line}`),
          `  ${paint.bad(`- ${oneLine(before)}`)}`,
          `  ${paint.good(`+ ${oneLine(after)}`)}`,
        ]),
        ...(dryRun ? [say('rename.planned')] : []),
      ],
    };
  },
};
