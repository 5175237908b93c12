import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitNote } from '../../shared/note/front-matter.ts';
import { createRandom, type Random } from './random.ts';
import { notePaths } from './vaults.ts';

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** Two or three words that stand side by side in a note, Chinese and English ones too, in quotation marks. */
export function phraseQueries(dir: string, count: number): string[] {
  const words = /[\p{L}\p{N}]{2,10}[ \-./、，]{1,2}[\p{L}\p{N}]{1,8}/gu;
  return pieces(dir, count, words).map((piece) => quoted([...piece].slice(0, 18).join('')));
}

/** Regular expressions from which a literal can be drawn: words with a tail, words with something in between. */
export function regexQueries(dir: string, count: number): string[] {
  const words = pieces(dir, count, /[A-Za-z]{5,10}|\p{Script=Han}{6,8}/gu);
  return words.map((word) => {
    if (/^[A-Za-z]/.test(word)) return `/${word.slice(0, 4)}\\w+/`;
    return `/${word.slice(0, 2)}.{0,6}${word.slice(4, 6)}/`;
  });
}

/** Every operator and connective with terms that stand in the vault. */
export function operatorQueries(terms: readonly string[]): string[] {
  const at = (index: number) => terms[index % terms.length] ?? '';
  const forms: ((a: string, b: string) => string)[] = [
    (a, b) => `${a} ${b}`,
    (a, b) => `${a} OR ${b}`,
    (a, b) => `${a} -${b}`,
    (a, b) => `(${a} OR ${b}) -path:"part 3"`,
    (a) => `path:"part 7" ${a}`,
    (a) => `file:note ${a}`,
    (a) => `tag:tag-7 ${a}`,
    (a) => `heading:${a}`,
    (a) => `title:${a}`,
    (a) => `[draft:true] ${a}`,
    (a) => `date:2020 ${a}`,
    (a) => `modified:>2000 ${a}`,
    (a, b) => `line:(${a} ${b})`,
    (a, b) => `block:(${a} ${b})`,
    (a) => `task:${a}`,
    (a) => `lang:bash ${a}`,
    (a) => `-${a} tag:tag-9`,
  ];
  return terms.length === 0 ? [] : forms.map((form, index) => form(at(index * 2), at(index * 2 + 1)));
}

function pieces(dir: string, count: number, pattern: RegExp): string[] {
  const random: Random = createRandom(count + 1);
  const paths = notePaths(dir);
  const found = new Set<string>();
  for (let tries = 0; found.size < count && tries < count * 50; tries++) {
    const text = readFileSync(join(dir, random.pick(paths)), 'utf8');
    const fits = text.slice(splitNote(text).bodyFrom).match(pattern) ?? [];
    if (fits.length > 0) found.add(random.pick(fits));
  }
  return [...found];
}
