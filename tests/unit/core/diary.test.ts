import { cpSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';
import { realVault } from '../../fixtures/vaults.ts';

const diary = realVault('diary');
const post = '学习一个东西最快的东西还是文档.md';

async function openDiary(files: Record<string, string> = {}) {
  const dir = tempFolder();
  cpSync(diary as string, dir, { recursive: true });
  putFiles(dir, files);
  return openCore(dir);
}

describe.skipIf(!diary)('the diary', () => {
  test.each(['幽灵镜像', 'ovn', '灵镜', '用', 'k3s内置的containerd', '"OVN 命令作用"'])(
    'is found by %s',
    async (query) => {
      const { call } = await openDiary();
      const { total, hits } = await call('search.query', { query });
      expect([total, hits[0]?.path]).toEqual([1, post]);
      expect(hits[0]?.matches[0]?.ranges.length).toBeGreaterThan(0);
    },
  );

  test.each(['northd2', '镜灵', 'vn', 'ovnx'])('is not found by %s', async (query) => {
    const { call } = await openDiary();
    expect((await call('search.query', { query })).total).toBe(0);
  });

  test('speaks of OVN, k3s and cloudpods as soon as such notes exist', async () => {
    const { call } = await openDiary();
    expect(await call('topic.list', {})).toEqual([]);
    for (const name of ['OVN', 'k3s', 'cloudpods']) await call('note.create', { path: name });
    const counts = (await call('topic.list', {})).map(({ name, mentions }) => [name, mentions]);
    expect(counts).toEqual([
      ['OVN', 9],
      ['cloudpods', 2],
      ['k3s', 2],
    ]);
    const { mentions } = await call('backlink.list', { path: 'cloudpods.md' });
    expect(mentions.map((one) => one.context)).toEqual([
      'cloudpods 还自己搞了一个infomer，挺简单的一个。',
      '差不多把cloudpods的文档全部读了一遍。',
    ]);
  });

  test('a topic shows its paragraphs, where they stand, and what stands beside it', async () => {
    const { call } = await openDiary({ 'OVN.md': '', 'OVS.md': '' });
    const { entries, related } = await call('topic.read', { path: 'OVN.md' });
    expect(entries[0]).toMatchObject({
      source: post,
      date: '2025-08-06',
      text: '要被OVS和OVN的关系搞晕了，还有什么openFlow控制器。',
      linked: false,
      marks: [{ from: 6, to: 9, linked: false }],
    });
    expect(related[0]?.path).toBe('OVS.md');
  });
});
