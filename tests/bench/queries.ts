import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitNote } from '../../shared/note/front-matter.ts';
import { createRandom } from './random.ts';
import { notePaths } from './vaults.ts';

const han = /\p{Script=Han}{4,}/gu;
const latin = /[A-Za-z][A-Za-z0-9]{2,11}/g;

/**
 * `count` terms that stand in the notes of a vault, half of them two to four Chinese characters, half Latin words; all
 * Latin where there is no Chinese. Frequent ones are the likelier, as in what people look for.
 */
export function pickQueries(dir: string, count: number): string[] {
  const random = createRandom(count);
  const paths = notePaths(dir);
  const queries = new Set<string>();
  for (let tries = 0; queries.size < count && tries < count * 50; tries++) {
    const text = readFileSync(join(dir, random.pick(paths)), 'utf8');
    const body = text.slice(splitNote(text).bodyFrom);
    const found = body.match(queries.size % 2 === 0 ? han : latin) ?? body.match(latin) ?? [];
    if (found.length > 0) queries.add(piece(random.pick(found), 2 + random.below(3)));
  }
  return [...queries];
}

/** Words whole; of a run of Chinese its first `length` characters. */
function piece(found: string, length: number): string {
  return /^[A-Za-z]/.test(found) ? found : [...found].slice(0, length).join('');
}

/** What is typed to open notes: the beginnings of some of their names, a few of them in pinyin, and one with a slip. */
export function typedNames(dir: string): string[] {
  const random = createRandom(11);
  const names = notePaths(dir).map((path) => path.replace(/^.*\//, '').replace(/\.md$/, ''));
  const own = Array.from({ length: 8 }, () => [...random.pick(names)].slice(0, 10).join('').trim());
  return [...own, 'kubernetes', 'kuberntes', 'wangluo', 'xnj', 'note 12'].filter((name) => name !== '');
}
