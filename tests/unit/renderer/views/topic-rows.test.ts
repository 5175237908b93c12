import { expect, test } from 'vitest';
import { topicRows } from '../../../../renderer/views/explorer/topic-rows.ts';

const topic = { path: 'OVN.md', name: 'OVN', linked: 1, mentions: 2 };
const suggestion = { term: 'k3s', variants: ['k3s'], notes: 2, mentions: 3 };

test('no heading stands above nothing', () => {
  const shown = (topics: (typeof topic)[], found: (typeof suggestion)[]) => {
    const { title, rows } = topicRows(topics, found);
    return [title, ...rows.map(({ kind }) => kind)];
  };
  expect(shown([topic], [suggestion])).toEqual(['topic.section', 'topic', 'title', 'suggestion']);
  expect(shown([topic], [])).toEqual(['topic.section', 'topic']);
  expect(shown([], [suggestion])).toEqual(['topic.no-note', 'suggestion']);
});
