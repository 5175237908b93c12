import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenEmphasis } from '../../../renderer/editor/emphasis.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { stateAt } from './preview.ts';

function broken(text: string): string[] {
  const state = stateAt(text);
  return brokenEmphasis(state, [{ from: 0, to: state.doc.length }]).map(({ from, to }) =>
    state.sliceDoc(from, to),
  );
}

describe('bold that Hugo does not show', () => {
  test.each([
    ['把**北向数据库（Northbound DB）**中定义', ['**北向数据库（Northbound DB）**']],
    ['用**“引号”**的', ['**“引号”**']],
    ['**a（b）**中**c（d）**中', ['**a（b）**', '**c（d）**']],
    ['- 列表，**库（DB）**中', ['**库（DB）**']],
    ['## 题**库（DB）**中', ['**库（DB）**']],
    ['> 引\n> **库（DB）**中', ['**库（DB）**']],
    ['**bold.**x', ['**bold.**']],
  ])('%s', (text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  test.each([
    '把**北向数据库**中',
    '**库（DB）**，中',
    '**库（DB）** 中',
    '`**库（DB）**中`',
    '```\n**库（DB）**中\n```',
    '2 ** 3 和（4）** 5',
    '**bold**. x',
    '\\*\\*库（DB）\\*\\*中',
  ])('not %s', (text) => {
    expect(broken(text)).toEqual([]);
  });
});

test('the fix goes into the text where the bold stands', () => {
  const state = stateAt('# 题\n\n- 把**库（DB）**中');
  const [found] = brokenEmphasis(state, [{ from: 0, to: state.doc.length }]);
  const mended = state.update({ changes: found?.fix }).state;
  expect(mended.doc.toString()).toBe('# 题\n\n- 把**库（DB）**&#8203;中');
  expect(brokenEmphasis(mended, [{ from: 0, to: mended.doc.length }])).toEqual([]);
});

const diary = realVault('diary');
test.skipIf(!diary)('three places in a real diary', () => {
  const dir = diary ?? '';
  const [name = ''] = readdirSync(dir).filter((file) => file.endsWith('.md'));
  expect(broken(readFileSync(join(dir, name), 'utf8'))).toHaveLength(3);
});
