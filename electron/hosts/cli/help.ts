import { everywhere, type OptionName, optionTable } from './arguments.ts';
import { commands } from './commands/table.ts';
import { UsageError } from './exit-code.ts';
import { columns } from './layout.ts';
import type { MessageKey, Say } from './messages.ts';

/** What stands behind an option in the help. */
const operands: Partial<Record<OptionName, string>> = {
  vault: 'DIR',
  index: 'DIR',
  limit: 'N',
  sort: 'ORDER',
  type: 'TYPE',
  date: 'DATE',
  template: 'PATH',
  at: 'ID',
  site: 'DIR',
  target: 'NAME',
  format: 'FORMAT',
  out: 'DIR',
  port: 'N',
};

interface Form {
  usage: string;
  options: readonly OptionName[];
}

/** Commands that do without the core in this process. */
export const others: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['serve', { usage: '', options: ['port', 'no-open', 'last'] }],
]);

/** The form of a command, or undefined where there is none of that name. */
export const formOf = (name: string): Form | undefined => commands.get(name) ?? others.get(name);

/** The help of one command, or of all. Throws `UsageError` where there is no such command. */
export function helpLines(name: string | undefined, say: Say): string[] {
  if (name === undefined) return overview(say);
  const form = formOf(name);
  if (!form) throw new UsageError('error.unknownCommand', { command: name });
  const own = optionRows(form.options, say);
  return [
    `${say('help.usage')}: ${usageLine(name, form)}`,
    '',
    say(`about.${name}` as MessageKey),
    ...(own.length > 0 ? ['', `${say('help.options')}:`, ...columns(own)] : []),
    '',
    `${say('help.everywhere')}:`,
    ...columns(optionRows(everywhere, say)),
  ];
}

function overview(say: Say): string[] {
  const rows = [...commands.keys(), ...others.keys()].map((name) => [
    `  ${[name, formOf(name)?.usage].filter(Boolean).join(' ')}`,
    say(`about.${name}` as MessageKey),
  ]);
  return [
    `${say('help.usage')}: commonplace COMMAND [--vault DIR] [--json] …`,
    '',
    `${say('help.commands')}:`,
    ...columns(rows),
    '',
    `${say('help.everywhere')}:`,
    ...columns(optionRows(everywhere, say)),
    '',
    say('help.more'),
  ];
}

/** `commonplace search QUERY [--limit N] [--sort ORDER]`. */
export function usageLine(name: string, { usage, options }: Form): string {
  return ['commonplace', name, usage, ...options.map((option) => `[${spelled(option)}]`)]
    .filter(Boolean)
    .join(' ');
}

/** `facts` is how `check --index` is kept apart from `--index DIR`. */
const spelled = (option: OptionName) =>
  [`--${option === 'facts' ? 'index' : option}`, operands[option]].filter(Boolean).join(' ');

function optionRows(options: readonly OptionName[], say: Say): string[][] {
  return options.map((option) => {
    const short = 'short' in optionTable[option] ? ', -h' : '';
    return [`  ${spelled(option)}${short}`, say(`option.${option}`)];
  });
}
