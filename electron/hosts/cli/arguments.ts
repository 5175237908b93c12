import { parseArgs } from 'node:util';
import { UsageError } from './exit-code.ts';

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;

/** Every option of every command. The same name means the same everywhere. */
export const optionTable = {
  vault: value,
  index: value,
  json: flag,
  help: { ...flag, short: 'h' },
  version: flag,
  rebuild: flag,
  mentions: flag,
  limit: value,
  sort: value,
  'dry-run': flag,
  unset: flag,
  type: value,
  date: value,
  template: value,
  at: value,
  site: value,
  target: value,
  format: value,
  out: value,
  diff: flag,
  prune: flag,
  verify: flag,
  check: flag,
  watch: flag,
  sarif: flag,
  port: value,
  'no-open': flag,
  'no-links': flag,
  last: flag,
  facts: flag,
} as const;

export type OptionName = keyof typeof optionTable;
export type Options = {
  [N in OptionName]?: (typeof optionTable)[N]['type'] extends 'string' ? string : boolean;
};

export const everywhere: readonly OptionName[] = ['vault', 'index', 'json', 'help', 'version'];

export interface Arguments {
  /** The first word; undefined where there is none. */
  command: string | undefined;
  words: string[];
  options: Options;
}

/** Read the command line. Throws `UsageError` for an option that no command has. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(checked(argv).map(shield));
  const [command, ...words] = positionals.map(unshield);
  const options = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? unshield(value) : value,
  ]);
  return { command, words, options: Object.fromEntries(options) as Options };
}

/** `check --index` asks for the index to be checked; followed by a folder, it says where the index is, as everywhere. */
function checked(argv: readonly string[]): readonly string[] {
  if (!argv.includes('check')) return argv;
  const isBare = (word: string, at: number) => word === '--index' && (argv[at + 1] ?? '-').startsWith('-');
  return argv.map((word, at) => (isBare(word, at) ? '--facts' : word));
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: optionTable, allowPositionals: true, strict: true });
  } catch (error) {
    throw misread(error);
  }
}

/** What Node's reader of arguments refuses, in our words. */
function misread(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const [, option = ''] = /'(?:-\w, )?(--?[^\s']*)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError('error.unknownOption', { option });
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  const isFlag = optionTable[option.slice(2) as OptionName]?.type === 'boolean';
  return new UsageError(isFlag ? 'error.needlessValue' : 'error.noValue', { option });
}

// A word such as `-draft` is part of a query: but for -h all options have two dashes.
const mark = '\u0000';
const shield = (word: string) => (/^-[^-]/.test(word) && word !== '-h' ? mark + word : word);
const unshield = (word: string) => (word.startsWith(mark) ? word.slice(1) : word);

/** The longest list that can be asked for. */
const mostListed = 100_000;

/** A whole number from `least` to `most`. Throws `UsageError`. */
export function readNumber(
  name: OptionName,
  text: string | undefined,
  least: number,
  most = mostListed,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new UsageError('error.notANumber', { option: name, least, most, value: text });
  }
  return number;
}

/** How many to list where a list may be long: as many as people read, or for scripts all, unless they say otherwise. */
export function readLimit({ limit, json }: Options): number {
  return readNumber('limit', limit, 1) ?? (json ? mostListed : 20);
}

/** One of a few words. Throws `UsageError`. */
export function readChoice<T extends string>(
  name: OptionName,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (!choice)
    throw new UsageError('error.noSuchChoice', { option: name, choices: choices.join(', '), value: text });
  return choice;
}
