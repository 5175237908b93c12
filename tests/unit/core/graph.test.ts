import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Params, Result } from '../../../shared/contract/api.ts';
import { callSchemas } from '../../../shared/contract/api.ts';
import { openCore } from '../../fixtures/core.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const files = {
  'OVN.md': '看 [[k3s]]。\n',
  'k3s.md': '#集群\n',
  'a/一天.md': 'OVN 和 k3s 一起。又是 OVN。\n\n[[OVN]] 与 ![](图.png)\n\n[[没有的 Note]]\n',
  'a/图.png': '',
  'b/孤单.md': '没有什么。\n',
  'b/index.md': '+++\ntitle = "乙"\n+++\n[[../a/index]] [x](../OVN.md)\n',
  'a/index.md': '+++\ntitle = "甲"\n+++\n',
};

type Graph = Result<'graph.read'>;

/** `from>to*count` for each edge. */
function edgesOf({ nodes, edges }: Graph): string[] {
  const out: string[] = [];
  for (let at = 0; at < edges.length; at += 3) {
    const [from, to, count] = edges.slice(at, at + 3) as [number, number, number];
    out.push(`${nodes.names[from]}>${nodes.names[to]}${count === 1 ? '' : `*${count}`}`);
  }
  return out.sort();
}

async function open(more: Record<string, string> = {}) {
  const opened = await openCore(tempFolder({ ...files, ...more }));
  const graph = async (params: Partial<Params<'graph.read'>> = {}) => {
    const result = await opened.call('graph.read', { by: 'link', ...params });
    return v.parse(callSchemas['graph.read'].result, result);
  };
  return { ...opened, graph };
}

describe('the graph of a vault', () => {
  test('has its notes in the order of their paths, and a line for each pair of linked ones', async () => {
    const { graph } = await open();
    const found = await graph();
    expect(found.nodes.keys).toEqual([
      'OVN.md',
      'a/index.md',
      'a/一天.md',
      'b/index.md',
      'b/孤单.md',
      'k3s.md',
    ]);
    expect(found.nodes.names).toEqual(['OVN', '甲', '一天', '乙', '孤单', 'k3s']);
    expect(edgesOf(found)).toEqual(['OVN>k3s', '一天>OVN', '乙>OVN', '乙>甲']);
    expect(await graph()).toEqual(found);
  });

  test('counts mentions too, but for those that were put aside', async () => {
    const { call, graph } = await open();
    const drawn = async () =>
      edgesOf(await graph({ mentions: true })).filter((edge) => edge.startsWith('一天'));
    expect(await drawn()).toEqual(['一天>OVN', '一天>OVN*2', '一天>k3s']);
    await call('mention.ignore', { target: 'OVN.md', source: 'a/一天.md', from: 0 });
    await call('mention.ignore', { target: 'k3s.md', name: 'k3s' });
    expect(await drawn()).toEqual(['一天>OVN', '一天>OVN']);
  });

  test('joins topics of the same block', async () => {
    const { graph } = await open();
    const found = await graph({ by: 'topic' });
    expect(found.nodes.names).toEqual(['OVN', '甲', 'k3s']);
    expect(edgesOf(found)).toEqual(['OVN>k3s', 'OVN>甲']);
  });

  test('follows what is written, and what is no longer a topic', async () => {
    const { dir, call, graph } = await open({ 'x.md': '一天 和 孤单。\n' });
    const drawn = async () => edgesOf(await graph({ by: 'topic' }));
    expect(await drawn()).toEqual(['OVN>k3s', 'OVN>甲', '一天>孤单']);
    putFiles(dir, { 'x.md': '一天 和 k3s。\n\nOVN 和 k3s。\n', 'y.md': '一天 和 新题。\n' });
    await call('index.update', {});
    expect(await drawn()).toEqual(['OVN>k3s*2', 'OVN>甲', '一天>k3s']);
    await call('note.create', { path: '新题' });
    expect(await drawn()).toEqual(['OVN>k3s*2', 'OVN>甲', '一天>k3s', '一天>新题']);
    await call('mention.ignore', { target: 'k3s.md', name: 'k3s' });
    expect(await drawn()).toEqual(['OVN>甲', '一天>新题']);
  });

  test('a block that names very many topics says nothing of them', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `题目${String(index).padStart(2, '0')}`);
    const notes = Object.fromEntries(names.map((name) => [`${name}.md`, '']));
    const { dir, call, graph } = await open({ ...notes, '单.md': names.slice(1).join('，') });
    expect((await graph({ by: 'topic' })).nodes.names).toHaveLength(3 + 24);
    putFiles(dir, { '单.md': names.join('，') });
    await call('index.update', {});
    expect((await graph({ by: 'topic' })).nodes.names).toHaveLength(3);
  });

  test('shows what is not there, tags and attachments where wanted', async () => {
    const { graph } = await open();
    const found = await graph({ unresolved: true, tags: true, attachments: true });
    const others = found.nodes.keys.filter((_, at) => found.nodes.kinds[at] !== 0);
    expect(others).toEqual(['a/图.png', '#集群', '[[没有的 Note]]']);
    expect(edgesOf(found)).toEqual(expect.arrayContaining(['一天>没有的 Note', 'k3s>#集群', '一天>图.png']));
  });

  test.each([
    ['notes that a query finds', { query: 'path:a' }, ['甲', '一天']],
    ['what is joined', { orphans: false }, ['OVN', '甲', '一天', '乙', 'k3s']],
    ['what lies around a note', { center: 'k3s.md' }, ['OVN', 'k3s']],
    ['two steps around it', { center: 'k3s.md', depth: 2 }, ['OVN', '一天', '乙', 'k3s']],
    ['what it leads to', { center: 'OVN.md', direction: 'out' }, ['OVN', 'k3s']],
    ['the centre, whatever the query says', { center: 'k3s.md', query: 'path:a' }, ['k3s']],
    ['the best joined where there is no room', { limit: 2 }, ['OVN', '乙']],
  ] as const)('shows %s', async (_what, params, names) => {
    const { graph } = await open();
    const found = await graph(params);
    expect(found.nodes.names).toEqual(names);
    const { center } = params as { center?: string };
    expect(found.nodes.keys[found.center]).toBe(center);
  });

  test('tells how many were left out', async () => {
    const { graph } = await open();
    expect((await graph({ limit: 2 })).left).toBe(4);
  });

  test('a note is of the first group that finds it', async () => {
    const { graph } = await open();
    const { nodes } = await graph({ groups: ['', 'path:a', '甲 OR 没有'] });
    expect(nodes.names.map((name, at) => `${name} ${nodes.groups[at]}`)).toEqual([
      'OVN -1',
      '甲 1',
      '一天 1',
      '乙 -1',
      '孤单 2',
      'k3s -1',
    ]);
  });

  test('leaves out what the vault excludes, but not a centre', async () => {
    const { graph } = await open({ '.obsidian/app.json': '{"userIgnoreFilters": ["b/"]}' });
    expect((await graph()).nodes.names).not.toContain('乙');
    expect((await graph({ center: 'b/index.md' })).nodes.names).toEqual(['OVN', '甲', '乙']);
  });

  test('refuses a centre that is not there and a query that cannot be read', async () => {
    const { graph } = await open();
    await expect(graph({ center: 'x.md' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(graph({ query: '(' })).rejects.toMatchObject({ code: 'invalid-query' });
  });
});
