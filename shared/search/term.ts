import { fold } from '../text/fold.ts';
import { regexFault } from './faults.ts';
import type { LeafContext, Reader } from './reader.ts';
import { compileRegex } from './regex.ts';
import type { RegexTerm, Term } from './syntax.ts';

/** A phrase, a regular expression or a word. */
export function readText(reader: Reader, context: LeafContext): Term | RegexTerm {
  const from = reader.position;
  if (reader.at('"')) return readPhrase(reader, context, from);
  const chinese = reader.takeChineseQuoted();
  if (chinese !== undefined) {
    const span = { from, to: reader.position };
    return { kind: 'term', text: chinese, quoted: true, inside: false, matchCase: context.matchCase, span };
  }
  const regex = reader.at('/') ? readRegex(reader, context, from) : undefined;
  if (regex) return regex;
  const text = reader.takeWord(context.close);
  if (fold(text) === '') reader.fail('nothing', from, from + text.length);
  const span = { from, to: reader.position };
  return { kind: 'term', text, quoted: false, inside: false, matchCase: context.matchCase, span };
}

function readPhrase(reader: Reader, { matchCase }: LeafContext, from: number): Term {
  const inside = reader.ahead(2) === '"*' && reader.ahead(3) !== '"*"';
  const escaped = reader.ahead(3) === '"\\*';
  const quoted = reader.takeQuoted();
  const text = inside || escaped ? quoted.slice(1) : quoted;
  return { kind: 'term', text, quoted: true, inside, matchCase, span: { from, to: reader.position } };
}

/**
 * `/…/` is a regular expression where its closing slash ends a word: `/etc/hosts` is text.
 * One slash alone begins a path too, unless what follows has the look of a pattern.
 */
function readRegex(reader: Reader, { matchCase, close }: LeafContext, from: number): RegexTerm | undefined {
  const match = reader.take(/\/((?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+)\/(?=[\s)\]]|$)/y);
  const source = match?.[1] ?? reader.take(/\/(\[[^/\n]*)\/(?=\s|$)/y)?.[1];
  if (source !== undefined) {
    const span = { from, to: reader.position };
    return {
      kind: 'regex',
      ...compileRegex(source, matchCase, (message) => {
        const { fault, gaps } = regexFault(message);
        return reader.fail(fault, from, span.to, gaps);
      }),
      span,
    };
  }
  const word = /\/\S*/.exec(reader.text.slice(from))?.[0] ?? '/';
  if (!close && !word.slice(1).includes('/') && /[\\[\]({*+?|^$]/.test(word)) {
    reader.fail('slash', from, from + 1);
  }
  return undefined;
}
