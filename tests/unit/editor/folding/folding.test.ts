import { foldedRanges } from '@codemirror/language';
import { describe, expect, test } from 'vitest';
import { foldSpec } from '../../../../renderer/editor/folding/fold-commands.ts';
import { foldables, foldKeys } from '../../../../renderer/editor/folding/fold-ranges.ts';
import { foldedKeys, foldsOf } from '../../../../renderer/editor/folding/folding.ts';
import { stateAt } from '../preview.ts';

const text = `---
title: t
---
# 一

前言

## 二

- 甲
    - 子

      续
- 乙

## 二

\`\`\`sh
ls
\`\`\`

# 三
`;

test('what can be folded, and what is hidden', () => {
  const state = stateAt(text);
  const all = foldables(state).map(({ kind, level, line, from, to }) => [
    kind,
    level,
    state.doc.lineAt(line).text,
    state.sliceDoc(from, to),
  ]);
  expect(all).toEqual([
    ['front', 1, '---', '\ntitle: t\n---'],
    ['heading', 1, '# 一', text.slice(text.indexOf('\n\n前言'), text.indexOf('\n\n# 三'))],
    ['heading', 2, '## 二', '\n\n- 甲\n    - 子\n\n      续\n- 乙'],
    ['item', 1, '- 甲', '\n    - 子\n\n      续'],
    ['item', 2, '    - 子', '\n\n      续'],
    ['heading', 2, '## 二', '\n\n```sh\nls\n```'],
    ['code', 1, '```sh', '\nls\n```'],
  ]);
});

describe('folds are remembered by the text of their lines', () => {
  const state = stateAt(text);
  const all = foldables(state);
  const [, , first, , child, second] = all;

  test('two of one name are told apart', () => {
    expect(foldKeys(state, all)).toEqual([
      'front ---',
      'heading # 一',
      'heading ## 二',
      'item - 甲',
      'item - 子',
      'heading ## 二 1',
      'code ```sh',
    ]);
  });

  test('and found again in a text that is another by then', () => {
    if (!first || !child || !second) throw new Error('nothing to fold');
    const folded = state.update(foldSpec(state, [first, second, child])).state;
    const keys = foldedKeys(folded);
    expect(keys).toEqual(['heading ## 二', 'item - 子', 'heading ## 二 1']);
    const other = stateAt(text.replace('前言', '前言\n\n新的一段'));
    const again = foldsOf(other, new Set(keys)).map(({ from }) => other.doc.lineAt(from).text);
    expect(again).toEqual(['## 二', '    - 子', '## 二']);
  });
});

test('a cursor in what is folded goes up to the line that stays', () => {
  const state = stateAt('# 一\n\n字‸\n\n# 二\n');
  const [range] = foldables(state);
  if (!range) throw new Error('nothing to fold');
  const next = state.update(foldSpec(state, [range])).state;
  expect(next.selection.main.head).toBe(3);
  expect(foldedRanges(next).size).toBe(1);
});

test('what was found is shown, also at the very end of what is folded', () => {
  const folded = (userEvent: string) => {
    const state = stateAt(text);
    const item = foldables(state).filter(({ line }) => state.doc.lineAt(line).text === '- 甲');
    const closed = state.update(foldSpec(state, item)).state;
    const at = text.indexOf('续');
    const selected = closed.update({ selection: { anchor: at, head: at + 1 }, userEvent }).state;
    return foldedRanges(selected).size;
  };
  expect(folded('select')).toBe(1);
  expect(folded('select.search')).toBe(0);
});
