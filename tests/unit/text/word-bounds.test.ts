import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCjk, wordBoundsAt } from '../../../shared/text/word-bounds.ts';

describe('the word at a place', () => {
  test.each([
    ['研究生命起源', 0, '研究'],
    ['研究生命起源', 3, '生命'],
    ['k3s集群', 1, 'k3s'],
    ['k3s集群', 3, '集群'],
    ['在k3s集群里', 0, '在'],
    ['用k3s', 0, '用'],
    ['用k3s', 2, 'k3s'],
    ['the k3s cluster', 5, 'k3s'],
    ['𠮷野家', 1, '𠮷'],
    ['', 0, ''],
  ])('%s at %i: %s', (line, at, word) => {
    const { from, to } = wordBoundsAt(line, at);
    expect(line.slice(from, to)).toBe(word);
  });

  test('in a very long line it is the word that it is in a short one', () => {
    const line = `${'字，'.repeat(200_000)}研究生命起源${'，字'.repeat(200_000)}`;
    const { from, to } = wordBoundsAt(line, 400_003);
    expect(line.slice(from, to)).toBe('生命');
  });

  test('it holds the place, and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (line, seed) => {
        const at = seed % line.length;
        const { from, to } = wordBoundsAt(line, at);
        expect(from <= at && at < to).toBe(true);
        expect(line.slice(from, to).isWellFormed()).toBe(line.isWellFormed());
      }),
    );
  });
});

test('what is written without space', () => {
  expect(['集群', 'のを', '한글', 'ovn', '，。'].map(hasCjk)).toEqual([true, true, true, false, false]);
});
