import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { fold, foldWithMap } from '../../../shared/text/fold.ts';
import {
  ftsPhrase,
  ftsTerm,
  indexTokens,
  isWordStart,
  runs,
  tokensOfParts,
} from '../../../shared/text/tokens.ts';
import { tokensByRule } from './token-rule.ts';

describe('runs', () => {
  it.each([
    ['GO常用命令', ['go', '常用命令']],
    ['用k3s跑', ['用', 'k3s', '跑']],
    ['a_b _c_ __init__', ['a_b', 'c', 'init']],
    ['コンピューター、々〇', ['コンピューター', '々〇']],
    ['한국어 𠮷野家', ['한국어', '𠮷野家']],
    ['C++ / .NET', ['c', 'net']],
    ['か\u309aき', ['か\u309aき']],
    ['Йод2', ['йод2']],
    ['⑥M', ['6', 'm']],
    ['x²_a', ['x', '2', 'a']],
    ['10²³', ['10', '23']],
    ['，。！', []],
  ])('%s', (text, expected) => {
    const { text: folded, breaks } = foldWithMap(text);
    expect(runs(folded, breaks).map((run) => run.text)).toEqual(expected);
  });

  it('puts the common characters where the full rule puts them', () => {
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code);
      if (code >= 0xd800 && code < 0xe000) continue;
      if (fold(character) !== character) continue;
      expect([code, runs(character)]).toEqual([code, runs(`${character} 😀`)]);
    }
  });
});

describe('indexTokens', () => {
  it.each([
    ['GO常用命令', 'go 常用 用命 命令 令'],
    ['学', '学'],
    ['𠮷野', '𠮷野 野'],
    ['⑥M 和', '6m\u00a0 和 \ue000 m\u00a0 \ue000m\u00a0'],
    ['Open vSwitch，OVN', 'open vswitch\u00ac ovn'],
    ['镜像 Docker pull', '镜像 像\u00a0 docker pull'],
    ['a~b «c»\n\n# d', 'a\u0091 b\u00a0\u0080« c\u0080»\u008a d'],
  ])('%s', (text, tokens) => expect(indexTokens(text)).toBe(tokens));

  it('is the rule, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          'a',
          'Z',
          '_',
          '__',
          ' ',
          '  ',
          '中',
          '文',
          'ー',
          '々',
          'か',
          '\u309a',
          '\u0301',
          'é',
          'ß',
          'ς',
          'Σ',
          '①',
        ],
        ...[
          '²',
          '½',
          '™',
          '😀',
          '𠮷',
          '𠀋',
          '\ud800',
          '\udc00',
          '\n',
          '\r\n',
          '~',
          'þ',
          '·',
          '…',
          'ＯＶ',
          '，',
        ],
        ...[
          '\u3000',
          '한',
          '\u1100',
          '\u1161',
          'ﬁ',
          '\u200b',
          '\ufe0f',
          '1',
          '-',
          '.',
          '\u00a0',
          '＿',
          'İ',
          'ı',
          'й',
          'ㄱ',
          'ﾊﾞ',
          'ก็',
          '豈',
          '㐀',
          '\ufeff',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (raw) => {
        expect(indexTokens(raw)).toBe(tokensByRule(raw).join(' '));
      }),
      { numRuns: 3000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
    );
    let told = 0;
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (lines) => {
        const before = lines.map((_, at) => lines.slice(0, at).map((line) => `${line}\n`));
        const { tokens, starts } = tokensOfParts(
          lines.join('\n'),
          before.map((some) => some.join('').length),
        );
        expect(tokens).toBe(tokensByRule(lines.join('\n')).join(' '));
        if (!starts) return;
        told++;
        expect(starts).toEqual(before.map((some) => tokensByRule(some.join('')).length));
      }),
      { numRuns: 1000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
    );
    expect(told).toBeGreaterThan(300);
  });

  it('tells no places of parts where words stand behind the text', () => {
    expect(tokensOfParts('⑥M\nb', [3]).starts).toBeUndefined();
    expect(tokensOfParts('…①\n二b', [3]).starts).toEqual([1]);
    expect(tokensOfParts('', [])).toEqual({ tokens: '', starts: [] });
  });

  it('has room for a text of any length', () => {
    for (const unit of ['中', '中~', 'a中', '𠮷', 'a ', '，']) {
      const text = unit.repeat(20_000);
      expect(indexTokens(text)).toBe(tokensByRule(text).join(' '));
    }
  });
});

describe('ftsPhrase', () => {
  it.each([
    ['k3', '"k3"*'],
    ['学', '"学"*'],
    ['学习', '"学习"'],
    ['学习法', '"学习 习法"'],
    ['使用k8', '"使用 用 k8"*'],
    ['++', undefined],
    ['', undefined],
  ])('%s', (term, expected) => expect(ftsPhrase(term)).toBe(expected));
});

describe('isWordStart', () => {
  it.each([
    ['foo bar', 4, true],
    ['foo bar', 5, false],
    ['my_foo', 3, false],
    ['my_foo', 2, false],
    ['_foo', 1, true],
    ['用foo', 1, true],
    ['学习', 1, true],
    ['foo-bar', 4, true],
    ['бо\u0301х', 3, false],
  ])('%s at %i: %s', (text, at, expected) => expect(isWordStart(text, at)).toBe(expected));

  it('is the start of a run, or no part of a word', () => {
    const { text, breaks } = foldWithMap('⑥M x²__a');
    expect(text).toBe('6m x2__a');
    expect([...text].map((_, at) => isWordStart(text, at, breaks))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(isWordStart(text, 1)).toBe(false);
  });
});

describe('the index against a plain scan', () => {
  const database = new Database(':memory:');
  afterAll(() => database.close());
  database.exec(
    `create virtual table full_text using fts5(text, content='', contentless_delete=1, detail=full,
     tokenize="ascii tokenchars '_'")`,
  );
  const insert = database.prepare('insert into full_text(rowid, text) values (?, ?)');
  const select = database
    .prepare('select rowid from full_text where full_text match ? order by rowid')
    .pluck();
  const clear = database.prepare('delete from full_text');

  const contains = (text: string, term: string) => {
    const { text: folded, breaks } = foldWithMap(text);
    const needle = fold(term);
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
      if (isWordStart(folded, at, breaks)) return true;
    }
    return false;
  };

  const words = [
    '学习',
    '宿主机',
    '主机',
    '网络',
    '集群管理',
    '的',
    '用',
    '𠮷野家',
    '𠀋',
    'コンピューター',
    'カー',
    'がパか\u309a',
    '々〇',
    '한국어',
    '학',
    '검색',
    'k8s',
    'K3S',
    'Open',
    'vSwitch',
    'my_name',
    '_x',
    'Straße',
    'Cafe\u0301',
    'ＯＶＮ',
    '⑥M',
    'x²',
    '½',
    '™',
    '2026',
    'Йод',
    'a',
    'ﬁ',
    '\u200b',
    '，',
    '。',
    ' ',
    ' ',
    '-',
    '.',
    '\n',
    '_',
    '/',
    '（',
    '😀',
    '\u0301',
    'C++',
  ];
  const document = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(''));
  const corpus = fc.array(document, { minLength: 1, maxLength: 8 });

  it('knows bytes above ASCII as parts of words', () => {
    clear.run();
    insert.run(1, '学习 naïve_x');
    for (const match of ['"学习"', '"学"*', '"naïve_x"', '"na"*']) expect(select.all(match)).toEqual([1]);
    for (const match of ['"学"', '"习"', '"naïve"', '"ve"*', '"x"']) expect(select.all(match)).toEqual([]);
  });

  it('finds every note that holds the term, and after verifying no other', () => {
    let asked = 0;
    let loose = 0;
    fc.assert(
      fc.property(
        corpus,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        (texts, which, start, length) => {
          clear.run();
          texts.forEach((text, id) => {
            insert.run(id, indexTokens(text));
          });
          const characters = [...(texts[which % texts.length] ?? '')];
          const from = characters.length === 0 ? 0 : start % characters.length;
          const term = characters.slice(from, from + length).join('');
          const expression = ftsPhrase(term);
          if (expression === undefined) return;
          const found = select.all(expression).map(Number);
          const expected = [...texts.keys()].filter((id) => contains(texts[id] ?? '', term));
          expect(found).toEqual(expect.arrayContaining(expected));
          expect(found.filter((id) => contains(texts[id] ?? '', term))).toEqual(expected);
          asked++;
          if (found.length > expected.length) loose++;
        },
      ),
      { numRuns: 3000 },
    );
    expect(asked).toBeGreaterThan(1000);
    expect(loose).toBeLessThan(asked * 0.35);
  });

  it('is sure of nothing that is not there, and of most of what is', () => {
    let sure = 0;
    let all = 0;
    const elsewhere = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(corpus, fc.nat(), fc.nat(), elsewhere, fc.boolean(), (texts, start, length, other, own) => {
        clear.run();
        texts.forEach((text, id) => {
          insert.run(id, indexTokens(text));
        });
        const text = [...texts.join('')];
        const piece = text.slice(start % Math.max(1, text.length)).slice(0, 1 + (length % 8));
        const term = (own ? piece : other).join('');
        const expression = ftsTerm(term)?.sure;
        const expected = [...texts.keys()].filter((id) => contains(texts[id] ?? '', term));
        all += expected.length;
        if (expression === undefined) return;
        const found = select.all(expression).map(Number);
        expect(found.filter((id) => !expected.includes(id))).toEqual([]);
        sure += found.length;
      }),
      { numRuns: 6000 },
    );
    expect(all).toBeGreaterThan(1000);
    expect(sure).toBeGreaterThan(all * 0.4);
  });

  it('needs no verifying for a term that is one run of Han, kana or hangul', () => {
    const character = fc.constantFrom(...'学习宿主机网络𠮷々ー한국');
    const run = fc.array(character, { minLength: 1, maxLength: 6 }).map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.array(
          fc.array(run).map((all) => all.join('，k')),
          { minLength: 1 },
        ),
        run,
        (texts, term) => {
          clear.run();
          texts.forEach((text, id) => {
            insert.run(id, indexTokens(text));
          });
          const expected = [...texts.keys()].filter((id) => texts[id]?.includes(term));
          expect(select.all(ftsPhrase(term)).map(Number)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
