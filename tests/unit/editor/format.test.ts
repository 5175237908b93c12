import type { EditorState, TransactionSpec } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { inlineMarks, toggleInline } from '../../../renderer/editor/editing/inline-marks.ts';
import { toggleTasks } from '../../../renderer/editor/format.ts';
import { editorChinese, editorEnglish, editorWords } from '../../../renderer/editor/messages.ts';
import { stateAt } from './preview.ts';

function after(marked: string, make: (state: EditorState) => TransactionSpec): string {
  const state = stateAt(marked);
  const next = state.update(make(state)).state;
  const { anchor, head } = next.selection.main;
  const text = next.doc.toString();
  return anchor === head
    ? `${text.slice(0, head)}‸${text.slice(head)}`
    : `${text.slice(0, anchor)}‸${text.slice(anchor, head)}‸${text.slice(head)}`;
}

describe('bold', () => {
  test.each([
    ['a ‸bc‸ d', 'a **‸bc‸** d'],
    ['a **‸bc‸** d', 'a ‸bc‸ d'],
    ['a ‸**bc**‸ d', 'a ‸bc‸ d'],
    ['a ‸', 'a **‸**'],
  ])('%s → %s', (marked, expected) => {
    expect(after(marked, (state) => toggleInline(state, inlineMarks.bold))).toBe(expected);
  });
});

describe('tasks', () => {
  test.each([
    ['买菜‸', '- [ ] 买菜‸'],
    ['- 买菜‸', '- [ ] 买菜‸'],
    ['- [ ] 买菜‸', '- [x] 买菜‸'],
    ['  1. [x] 买菜‸', '  1. [ ] 买菜‸'],
    ['> - [/] 买‸', '> - [ ] 买‸'],
  ])('%s → %s', (marked, expected) => {
    expect(after(marked, toggleTasks)).toBe(expected);
  });
});

describe('messages', () => {
  const gaps = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort();

  test('both languages say the same things, with the same gaps', () => {
    expect(Object.keys(editorChinese)).toEqual(Object.keys(editorEnglish));
    for (const key of Object.keys(editorEnglish) as (keyof typeof editorEnglish)[]) {
      expect(gaps(editorChinese[key]), key).toEqual(gaps(editorEnglish[key]));
    }
  });

  test('one and many', () => {
    const t = editorWords('en');
    expect(t('editor.completeTag', { n: 1 })).toBe('1 note');
    expect(t('editor.completeTag', { n: 2 })).toBe('2 notes');
    expect(editorWords('zh-CN')('editor.completeTag', { n: 2 })).toBe('2 篇笔记');
  });
});
