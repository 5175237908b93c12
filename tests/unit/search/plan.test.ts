import { describe, expect, test } from 'vitest';
import { ftsPlan, prefilter } from '../../../shared/search/plan.ts';
import { parseQuery } from '../../../shared/search/query.ts';

describe('what the index is asked', () => {
  test.each([
    ['k3s', '"k3s"*'],
    ['幽灵镜像', '"幽灵 灵镜 镜像"'],
    ['a b', '("a"* AND "b"*)'],
    ['a OR b', '("a"* OR "b"*)'],
    ['a -b', '"a"*'],
    ['a (b OR -c)', '"a"*'],
    ['a ++', '"a"*'],
    ['a OR ++', undefined],
    ['-a', undefined],
    ['/a/', undefined],
    ['a /b/', '"a"*'],
    ['file:a', undefined],
    ['path:x a', '"a"*'],
    ['line:(a b)', '("a"* AND "b"*)'],
    ['tag:#work/blog', expect.stringContaining('work')],
    ['lang:bash kubectl', '("bash"* AND "kubectl"*)'],
    ['"*netes"', undefined],
    ['"*netes on"', '"on"*'],
    ['date:2025 a', '"a"*'],
    ['[x:y]', undefined],
    ['""', undefined],
  ])('%s: %s', (query, expected) => expect(ftsPlan(parseQuery(query))).toEqual(expected));
});

describe('what paths and tags must hold', () => {
  test.each([
    ['path:Net/SDN a', { paths: ['net/sdn'], tags: [] }],
    ['tag:#A/b file:x', { paths: ['x'], tags: ['a/b'] }],
    ['path:a OR b', { paths: [], tags: [] }],
    ['-path:a', { paths: [], tags: [] }],
    ['path:(a b) path:/c/', { paths: [], tags: [] }],
  ])('%s', (query, expected) => expect(prefilter(parseQuery(query))).toEqual(expected));
});
