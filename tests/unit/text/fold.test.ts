import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldInPlace, foldWithMap, hasBreaks } from '../../../shared/text/fold.ts';

const cases: [name: string, text: string, folded: string][] = [
  ['ASCII case', 'GO Commands', 'go commands'],
  ['full-width letters and punctuation', 'ＯＶＮ，（Ａ１）', 'ovn,(a1)'],
  ['the ideographic space', '网络\u3000存储', '网络 存储'],
  ['Han is left alone', '学习《集群》、“引号”', '学习《集群》、“引号”'],
  ['ß and ẞ', 'Straße STRASSE Großẞ', 'strasse strasse grossss'],
  ['final and other sigma', 'ΟΔΟΣ οδος ΣΑΣ', 'οδοσ οδοσ σασ'],
  ['dotless and dotted i', 'ı İ I', 'ı i i'],
  ['Latin marks, composed', 'Café Ångström ñ', 'cafe angstrom n'],
  ['Latin marks, decomposed', 'Cafe\u0301 n\u0303', 'cafe n'],
  ['full-width letter with a mark', 'Ａ\u0301', 'a'],
  ['marks of other scripts stay', 'Йод が हिन्दी', 'йод が हिन्दी'],
  ['a Greek accent stays', 'Άλφα', 'άλφα'],
  ['kana with a combining sound mark', 'か\u3099ハ\u309a', 'がパ'],
  ['half-width kana', 'ｶﾞｷﾞｯ', 'ガギッ'],
  ['zero-width and soft hyphen', 'he\u00adl\u200blo\u2060\ufeff', 'hello'],
  ['variation selectors', '葛\u{e0100}☎\ufe0f', '葛☎'],
  ['a mark after an ignorable character', 'e\u200b\u0301', 'e'],
  ['ligatures and ellipsis', 'ﬁnd …', 'find ...'],
  ['circled, raised, fraction, ™', '⑥M x² 1½ TM™ ㊱', '6m x2 11⁄2 tmtm 36'],
  ['compatibility jamo', 'ㅋㅋㅋ', 'ᄏᄏᄏ'],
  ['conjoining jamo', '\u1112\u1161\u11ab한', '한한'],
  ['surrogate pairs', '𠮷野家 𝐀𝐁', '𠮷野家 ab'],
  ['Deseret case', '\u{10400}', '\u{10428}'],
  ['Greek iota subscript', 'ᾼ', 'αι'],
  ['units', '㎏ ℃', 'kg °c'],
];

describe('fold', () => {
  it.each(cases)('%s', (_name, text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(foldWithMap(text).text).toBe(folded);
  });

  it('gives the same for a text and for each of its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
        expect(fold(lines.join('\n'))).toBe(lines.map(fold).join('\n'));
      }),
    );
  });

  it('is the rule as written, without any short cut', () => {
    const slow = (text: string) => {
      const known = text.normalize('NFKC').replace(/\p{DI}/gu, '');
      const cased = known.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
      return cased
        .normalize('NFD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC');
    };
    const unit = fc.oneof(
      fc.constantFrom(
        ...'aZéÅßσΣςİ中文がハ゛ﾞｶ\u3099\u0301\u0323\u200b\ufe0fＡ１，\u3000①²½™ㅋㅏ\u1161한글…—“',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((character) => character !== 'ı'),
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = units.join('');
        expect(fold(text)).toBe(slow(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldWithMap', () => {
  const marked: [text: string, needle: string, original: string][] = [
    ['Cafe\u0301 au lait', 'cafe', 'Cafe\u0301'],
    ['Ein Straßenfest', 'strass', 'Straß'],
    ['der ﬁnd', 'i', 'ﬁ'],
    ['用ＯＶＮ的', 'ovn', 'ＯＶＮ'],
    ['he\u00adllo', 'hello', 'he\u00adllo'],
    ['x ⑥M', 'm', 'M'],
    ['𠮷野家', '野', '野'],
    ['ㅋㅎㅋ', 'ᄒ', 'ㅎ'],
    ['a 👩\u200d💻 b', '💻', '💻'],
  ];
  it.each(marked)('%j: %j covers %j', (text, needle, original) => {
    const folded = foldWithMap(text);
    const at = folded.text.indexOf(needle);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(text.slice(folded.starts[at], folded.ends[at + needle.length - 1])).toBe(original);
  });

  it('maps every unit to a piece of the text that folds to something with it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldWithMap(text);
        expect(folded.text).toBe(fold(text));
        expect(folded.starts.length).toBe(folded.text.length);
        folded.starts.forEach((start, i) => {
          const end = folded.ends[i] ?? 0;
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(folded.starts[i - 1] ?? 0);
          expect(fold(text.slice(start, end))).toContain(folded.text[i]);
        });
      }),
    );
  });

  it.each([
    ['⑥M', [0, 1]],
    ['①②', [0, 1, 2]],
    ['10²³x', [2, 4]],
    ['Go™', [2, 4]],
    ['1½', [1, 4]],
    ['plain', []],
  ])('%s breaks at %j', (text, breaks) => {
    expect(foldWithMap(text).breaks).toEqual(breaks);
    expect(hasBreaks(text)).toBe(breaks.length > 0);
  });
});

describe('foldInPlace', () => {
  it('is fold where it says so', () => {
    expect(foldInPlace('用ＯＶＮ，Go')).toBe('用ovn,go');
    expect(foldInPlace('ﬁ')).toBeUndefined();
    expect(foldInPlace('\u00ad中…')).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldInPlace(text);
        if (folded !== undefined) expect(folded).toBe(fold(text));
      }),
    );
  });
});
