import type { Language } from '../../../shared/words/message.ts';
import type { OptionName, Options } from './arguments.ts';
import type { Say } from './messages.ts';
import type { Paint } from './paint.ts';
import type { Session } from './session.ts';
import { pathInVault } from './vault.ts';

/** What a command has to work with. */
export interface Work {
  session: Session;
  /** The words after the command, as many as it asked for. */
  words: readonly string[];
  options: Options;
  cwd: string;
  /** Diagnostics for people, on standard error. */
  tell(line: string): void;
  say: Say;
  /** Of what the core says to people. */
  language: Language;
}

/** What a command found out, for scripts and for people. */
export interface Answer {
  /** Of one of the `shapes`. */
  json: unknown;
  lines(paint: Paint): string[];
  /** 1 where it is done with problems. */
  exit?: 0 | 1;
}

export interface Command {
  /** Its words as the help shows them: `PATH NAME [VALUE]`. */
  usage: string;
  /** How many words it takes. */
  words: readonly [least: number, most: number];
  options: readonly OptionName[];
  /** Watch the vault where this option is given. */
  watch?: OptionName;
  /** Yields an answer, or with `watch` one after another until the person ends it. */
  run(work: Work): Promise<Answer> | AsyncGenerator<Answer>;
}

/** The path in the vault that a word means. */
export function pathOf(word: string, { session, cwd }: Work, wanted?: 'note' | 'anything'): string {
  return pathInVault(word, session.vaultDir, cwd, wanted);
}
