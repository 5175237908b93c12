import { expect, test } from 'vitest';
import { countSeverity, groupPlan, readiness } from '../../../../renderer/state/publish.ts';
import type { Diagnostic, PlanEntry } from '../../../../shared/contract/api.ts';

const entry = (action: PlanEntry['action'], source: string, reason?: string): PlanEntry => ({
  action,
  source,
  path: action === 'skip' ? null : `content/${source}`,
  url: null,
  reason,
});

const diagnostic = (severity: Diagnostic['severity'], path = 'a.md'): Diagnostic => ({
  path,
  line: 1,
  column: 1,
  severity,
  code: 'X',
  message: '',
});

test('a plan is sorted into what changes, what is to decide, and what stays', () => {
  const groups = groupPlan([
    entry('create', 'a.md'),
    entry('skip', 'daily/1.md', 'no date'),
    entry('conflict', 'b.md'),
    entry('unchanged', 'c.md'),
    entry('skip', 'daily/2.md', 'no date'),
    entry('delete', 'd.md'),
    entry('skip', 'daily/3.md', 'tagged private'),
    entry('skip', 'e.md', 'no date'),
  ]);
  expect(groups.changes.map((each) => each.source)).toEqual(['a.md', 'd.md']);
  expect(groups.decide.map((each) => each.source)).toEqual(['b.md']);
  expect(groups.unchanged).toBe(1);
  expect(groups.skipped.map((group) => [group.folder, group.reason, group.entries.length])).toEqual([
    ['daily', 'no date', 2],
    ['daily', 'tagged private', 1],
    ['', 'no date', 1],
  ]);
});

test.each<[string, PlanEntry[], Diagnostic[], string]>([
  ['changes', [entry('create', 'a.md')], [], 'ready'],
  ['warnings do not stand in the way', [entry('update', 'a.md')], [diagnostic('warning')], 'ready'],
  ['an error does', [entry('update', 'a.md')], [diagnostic('error')], 'blocked'],
  ['so does something to decide', [entry('create', 'a.md'), entry('blog-edited', 'b.md')], [], 'blocked'],
  ['nothing to do', [entry('skip', 'a.md'), entry('unchanged', 'b.md')], [], 'nothing'],
  ['deletions alone can be published', [entry('delete', 'a.md')], [], 'ready'],
])('readiness: %s', (_name, plan, diagnostics, expected) => {
  expect(readiness({ plan, diagnostics })).toBe(expected);
});

test('problems are counted by note', () => {
  const all = [diagnostic('error'), diagnostic('warning'), diagnostic('warning', 'b.md'), diagnostic('info')];
  expect(countSeverity(all)).toEqual({ errors: 1, warnings: 2 });
  expect(countSeverity(all, 'b.md')).toEqual({ errors: 0, warnings: 1 });
});
