import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}/u;

/** Syllables of the Han characters of a name, `xue xi`; other characters stand for themselves; '' where there is no Han. */
export function pinyinOf(name: string): string {
  if (!han.test(name)) return '';
  return pinyin(name, { toneType: 'none', type: 'array', v: true }).join(' ').toLowerCase();
}
