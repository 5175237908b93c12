import { expect, test } from 'vitest';
import { missingPath } from '../../../shared/link/missing-path.ts';
import { linkKey, resolveLink } from '../../../shared/link/resolve.ts';

test.each([
  ['wiki', '新', 'in/新.md'],
  ['wiki', ' 新.md ', 'in/新.md'],
  ['wiki', 'v1.2', 'in/v1.2.md'],
  ['wiki', 'k8s/新', 'k8s/新.md'],
  ['wiki', '/k8s/新', 'k8s/新.md'],
  ['wiki', '/新', '新.md'],
  ['wiki', './新', 'a/b/新.md'],
  ['wiki', '../新', 'a/新.md'],
  ['wiki', '../../../新', undefined],
  ['wiki', '', undefined],
  ['wiki', 'k8s/', undefined],
  ['wiki', '..', undefined],
  ['wiki', '.md', undefined],
  ['markdown', '新.md', 'in/新.md'],
  ['markdown', 'k8s/新.md', 'a/b/k8s/新.md'],
  ['markdown', '/k8s/新.md', 'k8s/新.md'],
  ['markdown', './新 一.md', 'a/b/新 一.md'],
] as const)('%s %j goes to %s, and leads there', (kind, path, wanted) => {
  const source = 'a/b/day.md';
  const made = missingPath({ kind, path }, source, 'in');
  expect(made).toBe(wanted);
  if (made === undefined) return;
  const candidates = (key: string) => [source, made].filter((file) => linkKey(file) === key);
  expect(resolveLink({ kind, path }, source, candidates)).toBe(made);
});
