import { AppError } from '../contract/errors.ts';
import type { TextEdit } from '../text/edit.ts';
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
  const insertFor = target.kind === 'regex' ? expander(target, replacement) : () => replacement;
  return (note) =>
    matcher.places(note).map(({ from, to }) => {
      const found = note.text.slice(from, to);
      const insert = insertFor(note.text, from);
      return { from, to, insert: preserveCase ? inCaseOf(found, insert) : insert };
    });
}

function targetOf(query: Query): Term | RegexTerm {
  const targets = textsOf(query.root);
  const [target] = targets;
  if (target && targets.length === 1) return target;
  const { from = 0, to = query.text.length } = targets[1]?.span ?? {};
  const why = target
    ? 'One text at a time can be replaced: put a phrase in quotation marks'
    : 'Nothing in this query is a text that can be replaced';
  throw new AppError('invalid-query', why, { from, to });
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

/** What takes the place of a match that begins at an offset of a text. */
function expander({ source, flags }: RegexTerm, replacement: string): (text: string, from: number) => string {
  const regex = new RegExp(source, `${flags.replace('g', '')}y`);
  return (text, from) => {
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const newline = text.indexOf('\n', from);
    const line = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '');
    regex.lastIndex = from - start;
    const match = regex.exec(line);
    return match ? expand(replacement, match) : replacement;
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
