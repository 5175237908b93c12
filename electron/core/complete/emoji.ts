import type { Params, Result } from '../../../shared/contract/api.ts';
import { scorePinyin } from '../../../shared/search/pinyin-fit.ts';
import { fitName } from '../../../shared/search/subsequence.ts';
import { fold } from '../../../shared/text/fold.ts';
import { remember } from '../../../shared/text/remember.ts';
import { pinyinOf } from '../../index/pinyin.ts';
import { breathe, slice } from '../slices.ts';

interface Emoji {
  emoji: string;
  en: string;
  zh: string;
  /** As GitHub writes it: `smile`. */
  code: string;
  /** Names and words for it, folded, the names first. */
  words: string[];
  /** The Chinese name and words for it as they are spelt. */
  spelt: string[];
}

interface Compact {
  hexcode: string;
  label: string;
  unicode: string;
  order?: number;
  tags?: string[];
}

/** Emoji by what they are called. The tables are read when first asked for. */
export function createEmojiCompletion() {
  let loading: Promise<Emoji[]> | undefined;

  return async ({
    query,
    language,
    limit = 30,
  }: Params<'complete.emoji'>): Promise<Result<'complete.emoji'>> => {
    loading ??= load();
    const all = await loading;
    const wanted = fold(query).trim();
    const found = all.flatMap((one, order) => {
      const score = scoreOf(one, wanted, language);
      return score === undefined ? [] : [{ one, score, order }];
    });
    found.sort((a, b) => b.score - a.score || a.order - b.order);
    return found.slice(0, limit).map(({ one: { emoji, en, zh, code } }) => {
      return { emoji, name: language === 'zh-CN' ? zh : en, code };
    });
  };
}

/**
 * A short code counts more than a name, and that more than a word for it; letters that are merely in order do not count.
 * Who reads Chinese means by letters that spell a whole word that word, and not what some English word holds.
 */
function scoreOf(
  { code, words, spelt }: Emoji,
  wanted: string,
  language: string | undefined,
): number | undefined {
  if (wanted === '') return 0;
  if (language === 'zh-CN') {
    const whole = spelt.findIndex((word) => word.replaceAll(' ', '') === wanted);
    if (whole >= 0) return whole === 0 ? 3000 : 2000;
  }
  const scores = [code, ...words].map((word, index) => {
    const score = fitName(wanted, word)?.score ?? 0;
    return score < 250 ? 0 : score - Math.min(index, 3) * 20;
  });
  const best = Math.max(...scores);
  if (best > 0) return best;
  if (!/^[a-z]+$/.test(wanted)) return undefined;
  const byPinyin = spelt.map((word, index) => scorePinyin(wanted, word) - Math.min(index, 1) * 150);
  return Math.max(...byPinyin) > 0 ? Math.max(...byPinyin) : undefined;
}

async function load(): Promise<Emoji[]> {
  const [en, zh, codes] = await Promise.all([
    import('emojibase-data/en/compact.json', { with: { type: 'json' } }),
    import('emojibase-data/zh/compact.json', { with: { type: 'json' } }),
    import('emojibase-data/en/shortcodes/github.json', { with: { type: 'json' } }),
  ]);
  const chinese = new Map((zh.default as Compact[]).map((one) => [one.hexcode, one]));
  const pinyin = remember(pinyinOf);
  const codeOf = codes.default as Record<string, string | string[]>;
  const emojiOf = ({ hexcode, label, unicode, tags = [] }: Compact): Emoji => {
    const other = chinese.get(hexcode);
    const [code = label.replaceAll(' ', '_'), ...more] = [codeOf[hexcode] ?? []].flat();
    const words = [label, other?.label ?? '', ...more, ...tags, ...(other?.tags ?? [])].map(fold);
    // The data has `旗: 冰岛`.
    const zhName = (other?.label ?? label).replaceAll(': ', '：');
    const spelt = [zhName, ...(other?.tags ?? [])].map(pinyin);
    return { emoji: unicode, en: label, zh: zhName, code, words, spelt };
  };
  const listed = (en.default as Compact[]).filter(({ order }) => order !== undefined);
  listed.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  // Some thousand words are spelt: other calls are let in.
  const all: Emoji[] = [];
  for (let until = performance.now() + slice; all.length < listed.length; ) {
    all.push(emojiOf(listed[all.length] as Compact));
    if (performance.now() < until) continue;
    await breathe();
    until = performance.now() + slice;
  }
  return all;
}
