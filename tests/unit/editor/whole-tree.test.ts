import type { Tree } from '@lezer/common';
import { expect, test } from 'vitest';
import { createWholeParses, type Parsing } from '../../../renderer/editor/whole-tree.ts';
import { stateAt } from './preview.ts';

const block = (n: number) =>
  `## 小节 ${n}\n\n一段 **粗** 与 [[OVN]]，==高亮==。\n\n- 项 ${n}\n  - [ ] 二层\n`;
const text = Array.from({ length: 400 }, (_, n) => block(n)).join('\n');

/** The tree, and in how many steps it was made. */
function finish(parse: Parsing): { tree: Tree; steps: number } {
  for (let steps = 1; ; steps++) {
    const tree = parse(-1);
    if (tree) return { tree, steps };
  }
}

test('a text that changed is parsed as if it were new, in far fewer steps', () => {
  let state = stateAt(text);
  const parses = createWholeParses();
  const first = finish(parses.start(state));
  const middle = state.doc.line(1000).from;
  for (const change of [
    { from: middle, insert: '字' },
    { from: middle, insert: '```\n码\n```\n\n' },
    { from: middle, to: middle + 5, insert: '' },
    { from: 0, to: 30, insert: '# 新\n' },
  ]) {
    const tr = state.update({ changes: change });
    parses.changed(tr);
    state = tr.state;
    const fresh = finish(createWholeParses().start(state));
    const again = finish(parses.start(state));
    expect(again.tree.toString()).toBe(fresh.tree.toString());
    expect(again.steps).toBeLessThan(fresh.steps * 0.6);
  }
  expect(first.steps).toBeGreaterThan(400);
});

test('two changes between parses count as well as one, and so does one that was given up', () => {
  let state = stateAt(text);
  const parses = createWholeParses();
  finish(parses.start(state));
  for (const changes of [
    { from: 10, insert: '> 引\n' },
    { from: 5000, to: 5100, insert: '' },
    { from: 200, insert: '| a |\n|---|\n| b |\n' },
  ]) {
    const tr = state.update({ changes });
    parses.changed(tr);
    state = tr.state;
    parses.start(state)(-1);
  }
  const fresh = finish(createWholeParses().start(state));
  expect(finish(parses.start(state)).tree.toString()).toBe(fresh.tree.toString());
});
