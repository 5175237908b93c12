import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TermCount, TermTally } from '../../../shared/link/term-tally.ts';
import { rankTerms, termKey, termsOf } from '../../../shared/link/topics.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { fold } from '../../../shared/text/fold.ts';
import { isNote, stem } from '../../../shared/text/path.ts';
import { judgedTopics } from '../../fixtures/judged-topics.ts';
import { realVault } from '../../fixtures/vaults.ts';

const terms = (text: string) => termsOf(text, parseNote(text, 'Note').prose).map(({ term }) => term);

function countsOf(text: string): TermCount[] {
  const found = termsOf(text, parseNote(text, 'Note').prose);
  return [...Map.groupBy(found, ({ term }) => term)].map(([term, all]) => {
    return { key: all[0]?.key ?? '', term, count: all.length };
  });
}

function tallyOf(notes: readonly string[]): TermTally {
  const tally = new TermTally();
  for (const text of notes) tally.add(countsOf(text));
  return tally;
}

const ranked = (notes: string[], context: Partial<Parameters<typeof rankTerms>[1]> = {}) =>
  rankTerms(tallyOf(notes), {
    notes: 30,
    unresolved: [],
    says: (file, key) => countsOf(notes[file] ?? '').some((one) => one.key === key),
    known: () => false,
    ...context,
  });

describe('termsOf', () => {
  it.each<[string, string[]]>([
    ['k3s内置的containerd有时候会出现', ['k3s', 'containerd']],
    ['没有用联邦，用了istio的多主方案', ['istio']],
    ['数据放在 ClickHouse 里面', ['ClickHouse']],
    ['用 C++ 和 C# 写的服务', ['C++', 'C#']],
    ['前端用 Node.js 写成', ['Node.js']],
    // Capitalised words in a row are one.
    ['它是 Open vSwitch 的扩展', ['Open vSwitch']],
    ['访问 API Server 的时候', ['API Server']],
    ['用 gRPC 和 openFlow 连接', ['gRPC', 'openFlow']],
    ['它和 kube proxy 一起跑', ['kube']],
    // Two Han characters within reach, on the line.
    ['a list of containerd and istio', []],
    ['好 containerd', []],
    ['很好 containerd', ['containerd']],
    ['containerd is a runtime 用于容器', []],
    ['很好\ncontainerd', []],
    // What touches a sign of code, paths and formulas, or holds one.
    ['设置 foo_containerd 和 $istio 变量', []],
    ['调用 containerd() 来创建', []],
    ['调用(istio)来创建', []],
    ['在 containerd/istio 里面', []],
    ['访问 @istio 还有 95%istio 的', []],
    ['配置 istio=containerd 就好', []],
    // Files, versions, units.
    ['打开 config.yaml 和 main.go 文件', []],
    ['升级到 v3 或 release-3.8 版本', []],
    ['至少 40 GB 内存 10 Gbps 带宽', []],
    ['提交是 3f2a9bc1 这个', []],
    // Ordinary words.
    ['这个 web 服务的 host 在 root 下', []],
    ['很多 Services 和 hosting 之类', []],
    ['显示 top5 的数据', []],
    ['用 S3 和 x86 的机器', ['S3', 'x86']],
    // Places that hold no mentions.
    ['用 `containerd` 跑 [istio](x.md) 的', []],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });
});

describe('rankTerms', () => {
  it('merges spellings and counts notes', () => {
    const notes = [
      '用 Open vSwitch 的网络',
      '装好 OpenvSwitch 之后，用 Open vSwitch 转发',
      '用 istio 的网络',
    ];
    expect(ranked(notes)).toEqual([
      { term: 'Open vSwitch', variants: ['Open vSwitch', 'OpenvSwitch'], notes: 2, mentions: 3 },
    ]);
    expect(termKey('Cloud-Init')).toBe(termKey('cloud init'));
  });

  it('shows terms of one note in small vaults, identifiers only from two', () => {
    const notes = ['用 istio 和 openFlow 的网络，看 nodeIp 的值', '再看 nodeIp 的值', '换成 podName 的值'];
    expect(ranked(notes, { notes: 3 }).map(({ term }) => term)).toEqual(['nodeIp', 'istio']);
    expect(ranked(notes).map(({ term }) => term)).toEqual(['nodeIp']);
    expect(ranked(['用 openFlow 和 OpenFlow 的'], { notes: 1 })).toHaveLength(1);
  });

  it('puts the names of makers behind what they make', () => {
    const notes = [
      '把文件放进 Google Drive 的时候，也有 Google Sheets 的表',
      '从 Google Keep 导出到 Google Drive 的笔记',
      '用 Google 的账号，装 Ansible 的机器',
      '关于 Google 的事，装 Ansible 的机器，用 Redis Cluster 的',
      '没有 Redis 的机器，用 Redis Cluster 的',
      '还有 Redis 的机器，看 Google Sheets 和 Google Keep',
    ];
    const terms = ranked(notes).map(({ term }) => term);
    expect(terms.at(-1)).toBe('Google');
    expect(terms.indexOf('Redis')).toBeLessThan(terms.indexOf('Google'));
    // In few forms, or mostly by itself, it may well be the name of the thing.
    expect(ranked([...notes, ...Array.from({ length: 8 }, () => '说到 Google 的事')])[0]?.term).toBe(
      'Google',
    );
  });

  it('leaves out what has a note', () => {
    const notes = ['用 Istio 的网络', '看 istio 的网络'];
    expect(ranked(notes, { known: (name) => fold(name) === 'istio' })).toEqual([]);
  });

  it('counts links that lead nowhere', () => {
    const unresolved = [
      { path: '网络/子网', file: 1 },
      { path: '子网.md', file: 2 },
      { path: 'istio', file: 7 },
      { path: 'pic.png', file: 1 },
      { path: 'pic.png', file: 2 },
    ];
    expect(ranked(['用 istio 的网络', ''], { unresolved })).toEqual([
      { term: 'istio', variants: ['istio'], notes: 2, mentions: 2 },
      { term: '子网', variants: ['子网'], notes: 2, mentions: 2 },
    ]);
  });

  it('is the same after notes came and went', () => {
    const notes = ['用 istio 的网络', '看 Istio 和 OVN 的网络', '看 OVN 的网络', '和 istio 一起看 istio 的'];
    const tally = tallyOf([...notes, ...notes]);
    for (const text of notes) tally.remove(countsOf(text));
    const sorted = (one: TermTally) => [...one].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(tally)).toEqual(sorted(tallyOf(notes)));
    const some = notes.slice(0, 2).map(countsOf);
    expect(sorted(tally.without(some))).toEqual(sorted(tallyOf(notes.slice(2))));
    expect(sorted(tally)).toEqual(sorted(tallyOf(notes)));
  });

  const vault = realVault('cloudpods-docs-zh');
  it.skipIf(!vault)('proposes at least 27 technical terms among the first 30 of a real vault', () => {
    const right = judgedTopics.find((judged) => judged.vault === 'cloudpods-docs-zh')?.yes ?? [];
    const names = new Set<string>();
    const notes = readdirSync(vault ?? '', { recursive: true, encoding: 'utf8' }).filter(isNote);
    const tally = new TermTally();
    for (const path of notes) {
      const text = readFileSync(join(vault ?? '', path), 'utf8');
      const facts = parseNote(text, stem(path));
      for (const name of [stem(path), facts.title, ...facts.aliases]) names.add(fold(name).trim());
      tally.add(termsOf(text, facts.prose).map(({ term, key }) => ({ term, key, count: 1 })));
    }
    const known = (name: string) => names.has(fold(name).trim());
    const context = { notes: notes.length, unresolved: [], says: () => false, known };
    const first = rankTerms(tally, context, 30);
    const wrong = first.filter(({ term }) => !right.includes(term));
    expect(first).toHaveLength(30);
    expect(wrong.length, wrong.map(({ term }) => term).join(' ')).toBeLessThanOrEqual(3);
  });
});
