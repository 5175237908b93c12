import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameTrie, isMentionable, namesToFind } from '../../../shared/link/mentions.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { fold } from '../../../shared/text/fold.ts';

/** What is found of `names` in a note, as written. */
function mentions(text: string, names: string[], { weak = true } = {}): string[] {
  const trie = createNameTrie<string>();
  for (const name of names) trie.add(name, name);
  return trie
    .find(text, parseNote(text, 'Note').prose)
    .filter((match) => weak || !match.weak)
    .map((match) => text.slice(match.from, match.to));
}

describe('the edge rule', () => {
  it.each([
    ['k3s的', 'k3s'],
    ['用k3s跑', 'k3s'],
    ['（OVN）', 'OVN'],
    ['OVN-', 'OVN'],
    ['OVN。', 'OVN'],
    ['OVN.', 'OVN'],
    ['见 OVN. 然后', 'OVN'],
    ['_OVN_', 'OVN'],
    ['**OVN**', 'OVN'],
    ['==OVN==的', 'OVN'],
    ['~~OVN~~', 'OVN'],
    ['C#等', 'C#'],
    ['用C++写', 'C++'],
    ['.NET 平台', '.NET'],
    ['在.NET上', '.NET'],
    ['这些APIs都', 'API'],
    ['ＡＰＩｓ', 'API'],
    ['ovn', 'OVN'],
    ['ＯＶＮ', 'OVN'],
    ['OVN--northd', 'OVN'],
    ['OVN-网络', 'OVN'],
    ['OVN_的', 'OVN'],
    ['-OVN', 'OVN'],
    ['OVN+', 'OVN'],
    ['OVN，OVS', 'OVN'],
    ['OVN/OVS', 'OVN'],
    ['①OVN', 'OVN'],
    ['⑥M1', 'M1'],
    ['OVN²', 'OVN'],
    ['学网络2', '网络'],
    ['a网络b', '网络'],
    ['IP子网', '子网'],
    ['用カード2', 'カード'],
    ['한국어x', '한국어'],
    ['"Café"', 'Cafe'],
    ['Cafe\u0301。', 'Café'],
    ['Straße', 'STRASSE'],
    ['\u4f60\u597dOVN', 'OVN'],
    ['Ελλάδα OVN', 'OVN'],
  ])('%s holds %s', (text, name) => {
    expect(mentions(text, [name]).map(fold)).toEqual([fold(name)]);
  });

  it.each([
    ['OVNX', 'OVN'],
    ['XOVN', 'OVN'],
    ['k3s2', 'k3s'],
    ['ovn-northd', 'OVN'],
    ['the-ovn', 'OVN'],
    ['OVN.io', 'OVN'],
    ['ovn_nb', 'OVN'],
    ['ovn\\_nb', 'OVN'],
    ['*ovn*-nb', 'OVN'],
    ['GPT5', 'GPT'],
    ['5GPT', 'GPT'],
    ['样式.css', 'css'],
    ['PDF++', 'PDF'],
    ['PDF#1', 'PDF'],
    ['ASP.NET', '.NET'],
    ['..NET', '.NET'],
    ['C+++', 'C++'],
    ['C++11', 'C++'],
    ['C++-x', 'C++'],
    ['**O**VN 与 VN', 'OVN'],
    ['**OVN**X', 'OVN'],
    ['x**OVN**', 'OVN'],
    ['APIsx', 'API'],
    ['APIs-v1', 'API'],
    ['Apis', 'Api'],
    ['APIS', 'API'],
    ['IPv4s', 'IPv4'],
    ['яOVN', 'OVN'],
    ['OVNω', 'OVN'],
    ['ＸOVN', 'OVN'],
    ['OVN－ｎｂ', 'OVN'],
    ['e\u0301OVN', 'OVN'],
    ['éOVN', 'OVN'],
    ['ﬁx', 'ix'],
  ])('%s does not hold %s', (text, name) => {
    expect(mentions(text, [name])).toEqual([]);
  });
});

describe('file paths and domains', () => {
  it.each([
    '/etc/OVN/conf',
    '看 ./OVN/README',
    '../OVN',
    '~/OVN/x',
    'C:\\OVN\\bin',
    'C:\\Program Files\\OVN\\bin',
    'C:/OVN/bin',
    '（/OVN）',
    '在/etc/OVN/x下',
    'github.com/OVN/repo',
    '见github.com/x/OVN',
    'localhost:8080/OVN',
    'path=/var/OVN',
    '/网络/OVN/x',
  ])('%s holds none', (text) => expect(mentions(text, ['OVN'])).toEqual([]));

  it.each([
    'HTTP/OVN',
    'OVN/HTTP',
    '网络/OVN',
    '网络/OVN/子网',
    '**HTTP**/OVN',
    '4/OVN',
    'OVN / HTTP',
    'node.js/OVN',
    '/etc/x中的OVN',
    '在/etc/conf/x中的OVN',
    'github.com/x 的OVN',
    '`HTTP`/OVN',
    'a\\OVN',
  ])('%s holds one', (text) => expect(mentions(text, ['OVN'])).toEqual(['OVN']));

  it('finds both names of a list', () => {
    expect(mentions('HTTP/HTTPS', ['HTTP', 'HTTPS'])).toEqual(['HTTP', 'HTTPS']);
    expect(mentions('网络/IP子网', ['网络', 'IP子网'])).toEqual(['网络', 'IP子网']);
  });
});

describe('names', () => {
  it.each([
    ['OVN', true],
    ['网络', true],
    ['学', false],
    ['𠮷', false],
    ['a', false],
    [' a ', false],
    ['2026', false],
    ['１２', false],
    ['2026-08-06', true],
    ['C#', true],
    ['--', false],
    ['', false],
    ['⑥', false],
  ])('%j: %s', (name, expected) => expect(isMentionable(name)).toBe(expected));

  it.each([
    ['Go to the list', []],
    ['Let us Go', []],
    ['**Go** to', []],
    ['Go\nto', []],
    ['k8s2 Go', []],
    ['用 Go 写', ['Go']],
    ['用Go写', ['Go']],
    ['Go, Rust', ['Go']],
    ['Go 1.22', ['Go']],
    ['Go - to', ['Go']],
    ['go', ['go']],
  ])('an ordinary word: %j', (text, found) => expect(mentions(text, ['Go'])).toEqual(found));

  it('that are no ordinary words may stand beside Latin words', () => {
    expect(mentions('install OVN here', ['OVN'])).toEqual(['OVN']);
    expect(mentions('see Quick start now', ['Quick start'])).toEqual(['Quick start']);
  });

  it('match the longest, then a shorter one that fits', () => {
    const names = ['Open', 'Open vSwitch', '网络', '网络策略', 'vSwitch'];
    expect(mentions('用 Open vSwitch 的网络策略', names)).toEqual(['Open vSwitch', '网络策略']);
    expect(mentions('用 Open vSwitches 的网络', names)).toEqual(['网络']);
    expect(mentions('C++的', ['C+', 'C++'])).toEqual(['C++']);
  });

  it('are not looked for in links, URLs, code, tags, comments and front matter', () => {
    const text =
      '---\ntitle: OVN\n---\n[[OVN]] [OVN](x.md) <https://OVN.org/> https://a.b/OVN `OVN` #OVN %%OVN%% $OVN$\n\n' +
      '```\nOVN\n```\n\n<!-- OVN -->\n\n    OVN\n\n最后 OVN';
    const trie = createNameTrie<number>();
    trie.add('OVN', 1);
    expect(trie.find(text, parseNote(text, 'Note').prose).map((match) => match.from)).toEqual([
      text.lastIndexOf('OVN'),
    ]);
  });

  it('give all their targets, and the name as it was first given', () => {
    const trie = createNameTrie<number>();
    trie.add('OVN', 1);
    trie.add('ovn', 2);
    expect(trie.find('ＯＶＮ', [{ from: 0, to: 3 }])).toEqual([
      { from: 0, to: 3, name: 'OVN', targets: [1, 2], weak: false },
    ]);
  });
});

describe('Han inside a longer word', () => {
  it.each([
    ['宿主机', '主机', true],
    ['这台主机', '主机', false],
    ['主机', '主机', false],
    ['在宿主机上', '主机', true],
    ['查看宿主机，', '主机', true],
    ['中国家具', '国家', true],
    ['计算机', '算机', true],
    ['和平台', '平台', false],
    ['云平台', '平台', false],
    ['宿主机上', '宿主机', false],
    ['虚拟机关机', '虚拟机', false],
    ['OVN主机', '主机', false],
    ['一、主机', '主机', false],
    ['**主机**上', '主机', false],
  ])('%s for %s: weak %s', (text, name, weak) => {
    expect(mentions(text, [name])).toEqual([name]);
    expect(mentions(text, [name], { weak: false })).toEqual(weak ? [] : [name]);
  });
});

describe('removing names', () => {
  it('leaves what an empty set and adding the rest would give', () => {
    const name = fc.constantFrom('OVN', 'OVN-nb', 'ov', '网络', '网络策略', '网', 'Go', 'go', 'C++', 'API');
    const step = fc.tuple(name, fc.integer({ min: 1, max: 2 }), fc.boolean());
    const text = 'OVN 网络策略 用C++与API, ov OVN-nb 网络 Go。';
    const prose = [{ from: 0, to: text.length }];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const trie = createNameTrie<number>();
        const held: [string, number][] = [];
        for (const [name, target, adds] of steps) {
          if (adds) {
            trie.add(name, target);
            held.push([name, target]);
          } else {
            trie.remove(name, target);
            const at = held.findIndex(([held, of]) => fold(held) === fold(name) && of === target);
            if (at >= 0) held.splice(at, 1);
          }
        }
        const fresh = createNameTrie<number>();
        for (const [name, target] of held) fresh.add(name, target);
        const plain = (trie: typeof fresh) =>
          trie.find(text, prose).map(({ from, to, targets }) => [from, to, targets.toSorted()]);
        expect(plain(trie)).toEqual(plain(fresh));
      }),
    );
  });
});

describe('find', () => {
  it('gives places in the text as it is, wherever folding moves characters', () => {
    const piece = fc.constantFrom(
      'OVN',
      'ｏｖｎ',
      ' ',
      '，',
      'ﬁ',
      '\u00ad',
      '①',
      'é',
      '网络',
      '😀',
      '…',
      'x',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const trie = createNameTrie<number>();
        trie.add('OVN', 1);
        trie.add('网络', 2);
        let last = 0;
        for (const { from, to, targets } of trie.find(text, [{ from: 0, to: text.length }])) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(fold(text.slice(from, to))).toBe(targets[0] === 1 ? 'ovn' : '网络');
          last = to;
        }
      }),
    );
  });
});

describe('findNear', () => {
  it('finds of the names that are sought just what find does', () => {
    const names = ['OVN', 'OVN-nb', '网络', '网络策略', 'Cafe', 'STRASSE', 'Go', 'APIs', 'API'];
    const piece = fc.constantFrom(
      ...names,
      'ｏｖｎ',
      'Café',
      'Straße',
      ' ',
      '，',
      '的',
      'x',
      '/',
      '**',
      '\n\n',
      '①',
    );
    const paragraphs = fc.array(fc.array(piece, { maxLength: 8 }), { maxLength: 5 });
    fc.assert(
      fc.property(paragraphs, fc.subarray(names), (pieces, sought) => {
        const texts = pieces.map((one) => one.join(''));
        const text = texts.join('`');
        let from = 0;
        const prose = texts.map((one) => {
          const span = { from, to: from + one.length };
          from = span.to + 1;
          return span;
        });
        const trie = createNameTrie<string>();
        for (const name of names) trie.add(name, name);
        const of = (matches: ReturnType<typeof trie.find>) =>
          matches.filter(({ name }) => sought.includes(name));
        expect(of(trie.findNear(namesToFind(sought), text, prose))).toEqual(of(trie.find(text, prose)));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what holds none of them', () => {
    const trie = createNameTrie<string>();
    for (const name of ['OVN', '网络']) trie.add(name, name);
    const text = 'OVN 网络';
    const prose = [
      { from: 0, to: 3 },
      { from: 4, to: 6 },
    ];
    expect(trie.findNear(namesToFind(['网络']), text, prose).map(({ name }) => name)).toEqual(['网络']);
  });
});
