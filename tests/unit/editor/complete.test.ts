import { describe, expect, test } from 'vitest';
import { rankLanguages } from '../../../renderer/editor/complete/fence.ts';
import { openPropertyAt } from '../../../renderer/editor/complete/properties.ts';
import { stateAt } from './preview.ts';

describe('where a property is written', () => {
  test.each([
    ['---\nda‸\n---\n', { name: undefined, query: 'da', format: 'yaml' }],
    ['+++\nda‸\n+++\n', { name: undefined, query: 'da', format: 'toml' }],
    ['---\ncategory: 运‸\n---\n', { name: 'category', query: '运', quote: '' }],
    ['---\ntags: [a, "网‸\n---\n', { name: 'tags', query: '网', quote: '"' }],
    ['---\ntags:\n  - a\n  - b‸\n---\n', { name: 'tags', query: 'b' }],
    ["+++\ncategory = '运‸'\n+++\n", { name: 'category', query: '运', quote: "'" }],
    ['---\ncategory: "运维"‸\n---\n', undefined],
    ['---‸\na: b\n---\n', undefined],
    ['{\n"da‸": 1\n}\n', { name: undefined, query: 'da', format: 'json' }],
    ['{\n  "category": "运‸"\n}\n', { name: 'category', query: '运', quote: '"', format: 'json' }],
    ['{\n  "tags": ["a", "网‸"]\n}\n', { name: 'tags', query: '网', quote: '"' }],
    ['{\n  "category": "运维"‸\n}\n', undefined],
    ['da‸', undefined],
  ])('%j', (marked, expected) => {
    const state = stateAt(marked);
    const found = openPropertyAt(state, state.selection.main.head);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

test('languages: those of the vault, then the usual ones, then all others; beginnings first', () => {
  expect(rankLanguages('', ['kusto', 'go']).slice(0, 3)).toEqual(['kusto', 'go', 'bash']);
  expect(rankLanguages('ya', [])[0]).toBe('yaml');
  expect(rankLanguages('script', [])).toContain('typescript');
  expect(rankLanguages('go', [])).not.toContain('go');
});
