import { pinyin } from 'pinyin-pro';
import type { NameRow } from './note-rows.ts';

const han = /\p{Script=Han}/u;

/** Syllables of the Han characters of a name, `xue xi`; other characters stand for themselves; '' where there is no Han. */
export function pinyinOf(name: string): string {
  if (!han.test(name)) return '';
  return pinyin(name, { toneType: 'none', type: 'array', v: true }).join(' ').toLowerCase();
}

/** Every way in which one character is read. */
export function readingsOf(character: string): string[] {
  return [...new Set(pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true }))];
}

/** The names that have Han characters, with their syllables. */
export function spellNames(names: readonly NameRow[]): (NameRow & { pinyin: string })[] {
  return names.flatMap(({ kind, text }) => {
    const spelt = pinyinOf(text);
    return spelt === '' ? [] : [{ kind, text, pinyin: spelt }];
  });
}
