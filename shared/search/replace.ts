import type { Span } from '../note/facts.ts';
import type { TextEdit } from '../text/edit.ts';
import { fold } from '../text/fold.ts';
import { queryFault } from './faults.ts';
import { compileQuery, type MatchOptions, type SearchNote } from './match.ts';
import type { Query, QueryNode, RegexTerm, Term } from './syntax.ts';

export interface Replacing {
  query: Query;
  /** For a regular expression `$1`, `$<name>`, `$&` and `$$` mean what they mean in JavaScript; else the text as it is. */
  replacement: string;
  /** A find in capitals, or with a capital in front, is replaced by the like. */
  preserveCase: boolean;
}

/**
 * What in a note is replaced: every place of the one text that a query looks for; what else the query says chooses the
 * notes, and the parts of them. Throws `invalid-query` where the query looks for no such text, or for several.
 */
export function createReplacer(
  { query, replacement, preserveCase }: Replacing,
  options: MatchOptions = {},
): (note: SearchNote) => TextEdit[] {
  const target = targetOf(query);
  const matcher = compileQuery(query, options);
  const insertFor = target.kind === 'regex' ? expander(target, replacement) : exact(target, replacement);
  return (note) => {
    const end = /(?<!\r)\n/.test(note.text) || !note.text.includes('\n') ? '\n' : '\r\n';
    return matcher.places(note).flatMap((span) => {
      const insert = insertFor(note.text, span);
      if (insert === undefined) return [];
      const found = note.text.slice(span.from, span.to);
      return { ...span, insert: (preserveCase ? inCaseOf(found, insert) : insert).replace(/\r?\n/g, end) };
    });
  };
}

/** What takes the place of a span; undefined where a search shows it, but the text that was found is not all that it holds. */
type Insert = (text: string, span: Span) => string | undefined;

/** A part of ㎏ or ß cannot be replaced alone, and of a heading with marks within a word only the whole is known. */
function exact(term: Term, replacement: string): Insert {
  const { length } = fold(term.text);
  return (text, { from, to }) => (fold(text.slice(from, to)).length === length ? replacement : undefined);
}

function targetOf(query: Query): Term | RegexTerm {
  const targets = textsOf(query.root);
  const [target] = targets;
  if (target && targets.length === 1) return target;
  const { from = 0, to = query.text.length } = targets[1]?.span ?? {};
  throw queryFault(target ? 'replace-one' : 'replace-none', { from, to });
}

function textsOf(node: QueryNode): (Term | RegexTerm)[] {
  if (node.kind === 'term') return node.text === '' ? [] : [node];
  if (node.kind === 'regex') return [node];
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(textsOf);
  if (node.kind === 'code') return node.node ? textsOf(node.node) : [];
  // What is asked of names chooses notes; a name is changed by renaming.
  const named = node.kind === 'field' && ['file', 'path', 'title', 'alias'].includes(node.field);
  return node.kind === 'field' && !named ? textsOf(node.node) : [];
}

/** A match is looked for in its line, and where it was found in a part of one (an item, say), in that alone. */
function expander({ source, flags }: RegexTerm, replacement: string): Insert {
  const regex = new RegExp(source, `${flags.replace('g', '')}y`);
  const matchAt = (text: string, at: number, length: number) => {
    regex.lastIndex = at;
    const match = regex.exec(text);
    return match?.[0].length === length ? match : undefined;
  };
  return (text, { from, to }) => {
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const newline = text.indexOf('\n', from);
    const line = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '');
    const match = matchAt(line, from - start, to - from) ?? matchAt(text.slice(from, to), 0, to - from);
    return match && expand(replacement, match);
  };
}

const reference = /\$(?:([$&])|(\d{1,2})|<([^>]*)>)|\\([nt])/g;

function expand(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(reference, (whole, sign, digits, name, escaped) => {
    if (sign) return sign === '$' ? '$' : match[0];
    if (escaped) return escaped === 'n' ? '\n' : '\t';
    if (name !== undefined) return match.groups ? (match.groups[name] ?? '') : whole;
    // `$12` is the twelfth group where there is one, else the first and a 2.
    for (const length of [digits.length, 1]) {
      const group = Number(digits.slice(0, length));
      if (group > 0 && group < match.length) return (match[group] ?? '') + digits.slice(length);
    }
    return whole;
  });
}

function inCaseOf(found: string, text: string): string {
  const upper = found.toUpperCase();
  if (found === found.toLowerCase()) return text;
  if (found === upper && [...found].length > 1) return text.toUpperCase();
  const [first = '', ...rest] = text;
  return found.startsWith(upper.charAt(0)) ? first.toUpperCase() + rest.join('') : text;
}
