import { describe, expect, test } from 'vitest';
import { reconcile } from '../../../../renderer/editor/document/reconcile.ts';

describe('ours and the disk', () => {
  test.each([
    ['the same', 'b', 'x', 'x', { text: 'x', merged: false, conflicts: 0 }],
    ['only ours changed', 'b', 'x', 'b', { text: 'x', merged: false, conflicts: 0 }],
    ['only the disk changed', 'b', 'b', 'x', { text: 'x', merged: false, conflicts: 0 }],
    ['both, apart', '1\n2\n3\n', 'a\n2\n3\n', '1\n2\nc\n', { text: 'a\n2\nc\n', merged: true, conflicts: 0 }],
    ['both, the same words', '1\n', 'a\n', 'b\n', { merged: true, conflicts: 1 }],
    ['both from a beginning that is lost', undefined, 'a\n', 'b\n', { merged: true }],
  ])('%s', (_name, base, ours, theirs, expected) => {
    const result = reconcile(base, ours, theirs);
    expect(result).toMatchObject(expected);
    for (const word of [ours.trim(), theirs.trim()]) {
      if (result.conflicts > 0) expect(result.text).toContain(word);
    }
  });
});
