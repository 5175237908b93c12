import { expect, test } from 'vitest';
import { briefPlan } from '../../../electron/publish/brief.ts';
import { groupPlan } from '../../../renderer/state/publish.ts';
import type { PlanEntry, PublishPlan } from '../../../shared/contract/api.ts';

const entry = (action: PlanEntry['action'], source: string, reason?: string): PlanEntry => ({
  action,
  source,
  path: action === 'skip' ? null : `content/${source}`,
  url: null,
  ...(reason === undefined ? {} : { reason }),
});

const plan: PublishPlan = {
  site: '/blog',
  hugo: null,
  plan: [
    entry('create', 'new.md'),
    ...Array.from({ length: 500 }, (_, n) => entry('unchanged', `日志/${n}.md`)),
    ...Array.from({ length: 30 }, (_, n) => entry('skip', `a/${n}.md`, 'no date')),
    entry('skip', 'a/x.md', 'tagged private'),
    entry('skip', 'b/1.md', 'no date'),
  ],
  diagnostics: ['new.md', '日志/0.md', '日志/7.md', ''].flatMap((path) =>
    (['error', 'warning'] as const).map((severity) => ({
      path,
      line: 1,
      column: 1,
      severity,
      code: 'X',
      message: '',
    })),
  ),
  applied: false,
  verified: null,
};

test('in a brief plan one entry stands for many, and the counts are those of all', () => {
  const brief = briefPlan(plan, []);
  expect(brief.plan).toHaveLength(5);
  const [whole, short] = [groupPlan(plan.plan), groupPlan(brief.plan)];
  const counts = ({ skipped, changes, unchanged }: typeof whole) => [
    changes.length,
    unchanged,
    skipped.map(({ folder, reason, count }) => [folder, reason, count]),
  ];
  expect(counts(short)).toEqual(counts(whole));
  expect(counts(short)[1]).toBe(500);
});

test('notes that are asked for have their own entry, and are not counted twice', () => {
  const { plan: entries } = briefPlan(plan, ['日志/9.md', 'a/7.md']);
  expect(entries.map(({ source }) => source)).toEqual(expect.arrayContaining(['日志/9.md', 'a/7.md']));
  expect(groupPlan(entries).unchanged).toBe(500);
  expect(groupPlan(entries).skipped[0]?.count).toBe(30);
});

test('a folder that is asked for has an entry for each of its notes', () => {
  const { plan: entries } = briefPlan(plan, ['a/']);
  expect(entries.filter(({ source }) => source?.startsWith('a/'))).toHaveLength(31);
  expect(groupPlan(entries)).toMatchObject({
    unchanged: 500,
    skipped: [{ count: 30 }, { count: 1 }, { count: 1 }],
  });
});

test('errors are all told, warnings with what is shown', () => {
  const told = briefPlan(plan, []).diagnostics.map(({ path, severity }) => `${severity} ${path}`);
  expect(told).toEqual([
    'error new.md',
    'warning new.md',
    'error 日志/0.md',
    'warning 日志/0.md',
    'error 日志/7.md',
    'error ',
    'warning ',
  ]);
});
