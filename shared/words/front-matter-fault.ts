import type { frontMatterEnglish } from './front-matter-en.ts';

type Key = keyof typeof frontMatterEnglish;

/** What the parsers of YAML, TOML and JSON say, and what it means to a person. */
const faults: readonly [RegExp, Key][] = [
  [
    /^Missing closing ["']|^control characters are not allowed in strings$|^unfinished string/,
    'front-matter.quote',
  ],
  [/^UnexpectedEndOfString$|^InvalidCharacter$/, 'front-matter.quote'],
  [/^Unexpected \S+ at node end$/, 'front-matter.behind'],
  [/^Nested mappings are not allowed in compact mappings$/, 'front-matter.colon'],
  [/^Implicit (?:map )?keys need /, 'front-matter.line'],
  [
    /^illegal character in key$|^incomplete key-value|^unexpected end of key$|^illegal empty bare key$/,
    'front-matter.equals',
  ],
  [/^Map keys must be unique$|^trying to redefine /, 'front-matter.twice'],
  [/^Tabs are not allowed as indentation$/, 'front-matter.tab'],
  [
    /must start at the same column$|^Block scalar values? .*(?:indent|leading)|without - indicator$/,
    'front-matter.indent',
  ],
  [
    /end with a [\]}]$|^Missing , |^Unexpected (?:,|\S+-end token|empty item)|^unfinished (?:array|table)/,
    'front-matter.bracket',
  ],
  [/^expected (?:comma|end of table)|^(?:Comma|CloseBrac\w+|PropertyName)Expected$/, 'front-matter.bracket'],
  [/^Plain value cannot start with .*(?<name>\S)$/, 'front-matter.start'],
  [/^Unresolved (?<name>alias)/, 'front-matter.start'],
  [/^Unexpected block-seq-ind on same line with key$/, 'front-matter.start'],
  [/^Block scalar header includes extra characters: (?<name>\S)/, 'front-matter.start'],
  [/escape|^InvalidUnicode$/i, 'front-matter.escape'],
  [/^invalid value$|^(?:InvalidSymbol|ValueExpected)$/, 'front-matter.value'],
  [/numeric|leading zero|underscore|losslessly|^InvalidNumberFormat$/, 'front-matter.number'],
  [/^invalid date/, 'front-matter.date'],
  [/^each key-value declaration must be followed |^EndOfFileExpected$/, 'front-matter.ends'],
  [/^ColonExpected$/, 'front-matter.line'],
  [/^InvalidCommentToken$|^UnexpectedEndOfComment$/, 'front-matter.comment'],
  [/^Nested too deeply$|excessively nested|excessive alias|call stack/i, 'front-matter.deep'],
  [/^The front matter has no end$/, 'front-matter.no-end'],
  [/^The front matter is too large$/, 'front-matter.large'],
  [/^Front matter must be a list of names and values$|^Merge sources/, 'front-matter.list'],
  [/^The name of a property must be plain text$/, 'front-matter.name'],
  [/^This property cannot be changed without breaking others$/, 'front-matter.others'],
];

/** Marks that stand for a word of a parser. */
const marks: Record<string, string> = { alias: '*' };

/**
 * What is wrong with front matter, in the person's language; what a parser says that is not known here, as it says it.
 * @param message of a `FrontMatterProblem`, or of an error `invalid-front-matter`
 */
export function frontMatterFault(message: string, t: (key: Key, params: { name: string }) => string): string {
  for (const [form, key] of faults) {
    const match = form.exec(message);
    const name = match?.groups?.name ?? '-';
    if (match) return t(key, { name: marks[name] ?? name });
  }
  return message;
}
