import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, pickLanguage } from '../../../shared/words/message.ts';
import { defaultDataDir, defaultStateDir } from '../data-folder.ts';
import { appVersion, systemLanguage } from '../system.ts';
import { type Arguments, everywhere, readArguments } from './arguments.ts';
import type { Answer, Command } from './command.ts';
import { commands } from './commands/table.ts';
import { type ExitCode, OpeningError, UsageError } from './exit-code.ts';
import { formOf, helpLines, others } from './help.ts';
import { createSay } from './messages.ts';
import { createPaint, type Output } from './paint.ts';
import { createProgress } from './progress.ts';
import { report } from './report.ts';
import { serveApp } from './serve.ts';
import { type OpenCore, openRealCore, openSession, type Session } from './session.ts';
import { findVault } from './vault.ts';

/** The process that a command runs in; tests give their own. */
export interface Surroundings {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  stdout: Output;
  stderr: Output;
  openCore?: OpenCore;
  /** Resolves when the person ends a command that goes on by itself; asked for by such a command alone. */
  interrupted(): Promise<void>;
}

/**
 * The language of the session, as far as we speak it. What scripts read is the same everywhere: a job of cron has no
 * language, and its owner has.
 */
export const languageOf = ({ argv, env }: Pick<Surroundings, 'argv' | 'env'>): Language =>
  argv.includes('--json') ? 'en' : pickLanguage('system', [systemLanguage(env)]);

/** Run one command line to its end and give its exit code. Rejects for no failure that a person can meet. */
export async function run(around: Surroundings): Promise<ExitCode> {
  const language = languageOf(around);
  try {
    return await obey(around, language);
  } catch (error) {
    return report(error, { ...around, language });
  }
}

async function obey(around: Surroundings, language: Language): Promise<ExitCode> {
  const args = readArguments(around.argv);
  const { command: name, options } = args;
  const say = createSay(language);
  const print = (lines: readonly string[]) =>
    void around.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (options.version) print([appVersion()]);
  else if (options.help || name === 'help') print(helpLines(name === 'help' ? args.words[0] : name, say));
  else {
    checkArguments(args);
    const command = commands.get(name ?? '');
    if (command) return answer(command, args, around, language);
    await serveApp(options, { ...around, ...folders(args, around), say });
  }
  return 0;
}

/** Throws `UsageError` for what the command does not take. */
function checkArguments({ command: name, words, options }: Arguments): void {
  const form = formOf(name ?? '');
  if (name === undefined) throw new UsageError('error.noCommand');
  if (!form) throw new UsageError('error.unknownCommand', { command: name });
  const command = commands.get(name);
  const [least, most] = command?.words ?? (others.get(name)?.usage ? [1, 1] : [0, 0]);
  if (words.length < least) throw new UsageError('error.tooFew', { command: name, usage: form.usage });
  if (words.length > most) throw new UsageError('error.tooMany', { command: name, word: words[most] ?? '' });
  const foreign = Object.keys(options).find(
    (option) => ![...everywhere, ...form.options].includes(option as never),
  );
  if (foreign) throw new UsageError('error.notHere', { command: name, option: foreign });
}

async function answer(
  command: Command,
  args: Arguments,
  around: Surroundings,
  language: Language,
): Promise<ExitCode> {
  const { words, options } = args;
  const say = createSay(language);
  const progress = createProgress(around.stderr, say);
  const tell = (line: string) => void around.stderr.write(`${line}\n`);
  const watch = command.watch !== undefined && options[command.watch] === true;
  const session = await open(args, around, { watch, log: tell, onProgress: progress.show });
  let exit: ExitCode = 0;
  const put = (found: Answer) => {
    progress.end();
    exit = found.exit ?? 0;
    around.stdout.write(options.json ? `${JSON.stringify(found.json)}\n` : text(found, around));
  };
  try {
    const answers = command.run({ session, words, options, cwd: around.cwd, tell, say, language });
    if (answers instanceof Promise) put(await answers);
    else await putEach(answers, put, around.interrupted());
    return exit;
  } finally {
    progress.end();
    await session.close();
  }
}

async function putEach(
  answers: AsyncGenerator<Answer>,
  put: (answer: Answer) => void,
  interrupted: Promise<void>,
): Promise<void> {
  const end = interrupted.then(() => undefined);
  for (;;) {
    const next = await Promise.race([answers.next(), end]);
    if (!next || next.done) return;
    put(next.value);
  }
}

const text = (found: Answer, { stdout, env }: Surroundings) =>
  found
    .lines(createPaint(stdout, env))
    .map((line) => `${line}\n`)
    .join('');

async function open(
  args: Arguments,
  around: Surroundings,
  rest: { watch: boolean; log(line: string): void; onProgress: ReturnType<typeof createProgress>['show'] },
): Promise<Session> {
  const places = folders(args, around);
  try {
    const vaultDir = findVault(args.options.vault, around.cwd);
    return await openSession({ vaultDir, ...places, ...rest }, around.openCore ?? openRealCore);
  } catch (error) {
    throw OpeningError.from(error);
  }
}

/** With `--index`, everything that belongs to this machine goes there. Throws `UsageError` for a file. */
function folders({ options }: Arguments, { cwd }: Surroundings): { dataDir: string; stateDir: string } {
  if (options.index === undefined) return { dataDir: defaultDataDir(), stateDir: defaultStateDir() };
  const dir = resolve(cwd, options.index);
  if (statSync(dir, { throwIfNoEntry: false })?.isFile())
    throw new UsageError('error.indexFile', { path: options.index });
  return { dataDir: dir, stateDir: dir };
}
