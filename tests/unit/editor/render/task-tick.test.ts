import { expect, test } from 'vitest';
import { withTaskTurned } from '../../../../renderer/editor/render/task-tick.ts';

test.each([
  ['- [ ] a', 2, '- [x] a'],
  ['- [x] a', 2, '- [ ] a'],
  ['- [/] a', 2, '- [ ] a'],
  ['- [👍] a', 2, '- [ ] a'],
  ['- [ ] a', 0, undefined],
  ['- [] a', 2, undefined],
])('%s at %i', (text, offset, expected) => {
  expect(withTaskTurned(text, offset)).toBe(expected);
});
