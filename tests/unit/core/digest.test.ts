import { describe, expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  'OVN.md': '',
  'k3s.md': '',
  '一/k3s 集群.md': '',
  '2025-08-04.md': '今天看 OVN 的逻辑流，k3s 先放着。\n\n- 再看 [[OVN]]\n\n## OVN\n\n```\nOVN\n```\n',
  '2025-08-11.md': '下周的 OVN。\n',
  'post.md': '+++\ndate = 2025-08-10\n+++\n用k3s跑。\n',
};
const week = { from: '2025-08-04', to: '2025-08-10', title: '汇总' };

describe('a digest', () => {
  test('gathers the paragraphs of its days by topic, links and mentions alike', async () => {
    const { call } = await openCore(tempFolder(files));
    const { topics, paragraphs, text } = await call('topic.digest', week);
    expect(topics).toEqual([
      { name: 'OVN', path: 'OVN.md', count: 2 },
      { name: 'k3s', path: 'k3s.md', count: 2 },
    ]);
    expect(paragraphs).toBe(3);
    expect(text).toContain(
      '## [[OVN]]\n\n> 今天看 OVN 的逻辑流，k3s 先放着。\n>\n> - 再看 [[OVN]]\n>\n> — [[2025-08-04]]\n',
    );
    expect(text).not.toContain('下周');
    expect(text).not.toContain('```');
  });

  test('leaves out what was put aside, and is empty where nothing was written', async () => {
    const { call } = await openCore(tempFolder(files));
    await call('mention.ignore', { target: 'k3s.md', name: 'k3s' });
    expect((await call('topic.digest', week)).topics.map(({ name }) => name)).toEqual(['OVN']);
    expect(await call('topic.digest', { ...week, from: '2024-01-01', to: '2024-01-31' })).toMatchObject({
      topics: [],
      paragraphs: 0,
    });
  });

  test('made as a post it is published as a draft, with no date to come', async () => {
    const { call } = await openCore(tempFolder(files));
    const { text } = await call('topic.digest', { ...week, post: true });
    await call('note.create', { path: '汇总', text });
    expect(await call('note.facts', { path: '汇总.md' })).toMatchObject({
      title: '汇总',
      properties: [{ name: 'title' }, { name: 'date', value: '2025-08-06' }, { name: 'draft', value: true }],
    });
  });

  test('does not quote what an earlier one quoted', async () => {
    const { call } = await openCore(tempFolder(files));
    const first = await call('topic.digest', { ...week, post: true });
    await call('note.create', { path: '汇总', text: first.text });
    const second = await call('topic.digest', { ...week, post: true });
    expect(second.text).toBe(first.text);
  });
});
