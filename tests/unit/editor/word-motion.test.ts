import { describe, expect, test } from 'vitest';
import { chineseWordAt, wordStep } from '../../../renderer/editor/word-motion.ts';
import { stateAt } from './preview.ts';

describe('a step by words, where CodeMirror would go from the first mark to the second', () => {
  test.each([
    ['‸研究生命起源‸', '研究'],
    ['‸k3s集群‸', 'k3s'],
    ['k3s‸集群里‸', '集群'],
    ['‸ 研究生命‸', ' 研究'],
    ['‸\n研究生命‸', '\n研究'],
    ['‸plain‸', 'plain'],
  ])('forward %j', (marked, crossed) => {
    const state = stateAt(marked);
    const { anchor, head } = state.selection.main;
    expect(state.sliceDoc(anchor, wordStep(state, anchor, head))).toBe(crossed);
  });

  test.each([
    ['研究‸生命起源‸', '起源'],
    ['‸k3s集群‸', '集群'],
    ['‸研究生命 ‸', '生命 '],
    ['‸研究生命\n‸', '生命\n'],
  ])('backward %j', (marked, crossed) => {
    const state = stateAt(marked);
    const { anchor, head } = state.selection.main;
    expect(state.sliceDoc(wordStep(state, head, anchor), head)).toBe(crossed);
  });
});

describe('the word under the pointer', () => {
  test.each([
    ['研‸究生命', 1, '研究'],
    ['研究‸生命', 1, '生命'],
    ['研究‸生命', -1, '研究'],
    ['k3s集群‸。', 1, '集群'],
    ['用k‸3s', 1, 'k3s'],
    ['plain‸', 1, undefined],
    ['。‸。', 1, undefined],
  ])('%s on the side %i: %s', (marked, side, word) => {
    const state = stateAt(marked);
    const found = chineseWordAt(state, state.selection.main.head, side);
    expect(found && state.sliceDoc(found.from, found.to)).toBe(word);
  });
});
