import { expect, test } from 'vitest';
import { partCuts } from '../../../electron/index/parts.ts';

test.each([
  ['no block is cut', 'one\ntwo three\nfour', ['one\ntwo', 'three', 'four'], [14]],
  ['no line is cut', '1. - a\n> b\n', ['1.', '- a', 'b'], [7]],
  ['what stands above the first block is a part', 'x\n\na\n', ['a'], [3]],
  ['without blocks there are no cuts', 'x\ny\n', [], []],
])('%s', (_, text, blocks, cuts) => {
  const spans = blocks.map((block) => ({
    from: text.indexOf(block),
    to: text.indexOf(block) + block.length,
  }));
  expect(partCuts(text, spans)).toEqual(cuts);
});
