import { describe, expect, test } from 'vitest';
import {
  countMatches,
  type Find,
  findQuery,
  nothingToFind,
  widthPattern,
} from '../../../../renderer/editor/find/find-query.ts';
import { stateAt } from '../preview.ts';

function found(text: string, find: Partial<Find>): string[] {
  const state = stateAt(text);
  const query = findQuery({ ...nothingToFind, ...find });
  const all: string[] = [];
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done; next = cursor.next())
    all.push(state.sliceDoc(next.value.from, next.value.to));
  return all;
}

describe('finding in a note', () => {
  test.each([
    ['K8S k8s Ｋ８ｓ', { text: 'k8s' }, ['K8S', 'k8s', 'Ｋ８ｓ']],
    ['K8S k8s', { text: 'k8s', matchCase: true }, ['k8s']],
    ['（a）(a)', { text: '(a)' }, ['（a）', '(a)']],
    ['a.b axb', { text: 'a.b' }, ['a.b']],
    ['a\\nb', { text: '\\n' }, ['\\n']],
    ['[x]^-]', { text: ']^-]' }, [']^-]']],
    ['用　k3s', { text: '用 k3s' }, ['用　k3s']],
    ['a1 b22', { text: '[a-z]\\d+', regexp: true }, ['a1', 'b22']],
    ['研究生命起源 研究生', { text: '研究', wholeWord: true }, ['研究']],
    ['cat concat cat', { text: 'cat', wholeWord: true }, ['cat', 'cat']],
    ['用k3s集群', { text: 'k3s', wholeWord: true }, ['k3s']],
    ['aa aa aa', { text: 'aa', within: [{ from: 3, to: 5 }] }, ['aa']],
    ['字😀字', { text: '😀' }, ['😀']],
    ['---\ntags: [k8s]\n---\n用k8s', { text: 'k8s' }, ['k8s']],
  ] as const)('%j %j', (text, find, expected) => {
    expect(found(text, find)).toEqual(expected);
  });

  test('counts, and tells which one is selected', () => {
    expect(countMatches(stateAt('a b ‸a‸ a'), findQuery({ ...nothingToFind, text: 'a' }))).toEqual({
      all: 3,
      current: 2,
    });
    expect(countMatches(stateAt('a'), findQuery({ ...nothingToFind, text: '(', regexp: true }))).toEqual({
      all: 0,
      current: 0,
    });
  });

  test('a pattern takes both widths', () => {
    expect(widthPattern('a字')).toBe('[aａ]字');
  });
});
