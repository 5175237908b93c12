import type { EditorState, TransactionSpec } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { openSlashAt, slashScore } from '../../../renderer/editor/complete/slash.ts';
import { slashChange } from '../../../renderer/editor/complete/slash-apply.ts';
import { type SlashId, slashCommands } from '../../../renderer/editor/complete/slash-table.ts';
import { editorWords } from '../../../renderer/editor/messages.ts';
import { stateAt } from './preview.ts';

describe('where / begins', () => {
  test.each([
    ['/‸', ''],
    ['/biao‸', 'biao'],
    ['、表‸', '表'],
    ['- /‸', ''],
    ['> - [ ] /h‸', 'h'],
    ['## /h‸', 'h'],
    ['字 /h‸', 'h'],
    ['字 /‸', undefined],
    ['字/h‸', undefined],
    ['字、表‸', undefined],
    ['/etc/h‸', undefined],
    ['`/h‸`', undefined],
    ['[[ /h‸', undefined],
    ['| a |\n|---|\n| /h‸ |', undefined],
  ])('%s', (marked, query) => {
    const state = stateAt(marked);
    expect(openSlashAt(state, state.selection.main.head)?.query).toBe(query);
  });
});

describe('what finds a command', () => {
  const best = (query: string, language: 'en' | 'zh-CN') => {
    const t = editorWords(language);
    const scored = slashCommands.map(({ id, words }) => {
      return { id, score: slashScore(query, t(`editor.slash.${id}`), words) };
    });
    return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)[0]?.id;
  };

  test.each([
    ['表格', 'zh-CN', 'table'],
    ['biaoge', 'zh-CN', 'table'],
    ['bg', 'zh-CN', 'table'],
    ['table', 'zh-CN', 'table'],
    ['h2', 'en', 'heading2'],
    ['二', 'zh-CN', 'heading2'],
    ['todo', 'en', 'task'],
    ['rw', 'zh-CN', 'task'],
    ['dmk', 'zh-CN', 'code'],
    ['callout', 'en', 'callout'],
    ['gongshi', 'zh-CN', 'math'],
    ['xyz', 'en', undefined],
  ] as const)('%s (%s): %s', (query, language, id) => {
    expect(best(query, language)).toBe(id);
  });
});

function after(marked: string, id: SlashId): string {
  const state: EditorState = stateAt(marked);
  const { head } = state.selection.main;
  const open = openSlashAt(state, head);
  const action = slashCommands.find((command) => command.id === id)?.action;
  if (!open || !action || action.kind === 'files' || action.kind === 'daily') throw new Error('not open');
  const spec: TransactionSpec = slashChange(state, action, open.from, head, new Date(2025, 7, 6, 9, 5));
  const next = state.update(spec).state;
  const at = next.selection.main.head;
  return `${next.sliceDoc(0, at)}‸${next.sliceDoc(at)}`;
}

describe('what a command makes', () => {
  test.each([
    ['/h‸', 'heading2', '## ‸'],
    ['# 题 /h‸', 'heading2', '## 题‸'],
    ['> - 项 /h‸', 'task', '> - [ ] 项‸'],
    ['- [ ] /u‸', 'bullets', '- ‸'],
    ['/t‸\n', 'table', '| ‸    |     |\n| --- | --- |\n|     |     |\n'],
    ['字 /t‸\n', 'table', '字\n\n| ‸    |     |\n| --- | --- |\n|     |     |\n'],
    ['- 项\n- /t‸\n- 项', 'table', '- 项\n- | ‸    |     |\n  | --- | --- |\n  |     |     |\n- 项'],
    ['- [ ] 项 /t‸\n', 'table', '- [ ] 项\n\n  | ‸    |     |\n  | --- | --- |\n  |     |     |\n'],
    ['1. /c‸', 'code', '1. ```‸\n   ```'],
    ['> - 项 /m‸', 'math', '> - 项\n>\n>   $$\n>   ‸\n>   $$'],
    ['/t‸\n字', 'code', '```‸\n```\n\n字'],
    ['> /m‸', 'math', '> $$\n> ‸\n> $$'],
    ['字 /d‸', 'date', '字 2025-08-06‸'],
    ['字 /d‸', 'time', '字 09:05‸'],
    ['/l‸', 'link', '[[‸]]'],
    ['字 /j‸', 'footnote', '字[^1]\n\n[^1]: ‸'],
    ['字[^1] /j‸\n\n[^1]: 注\n', 'footnote', '字[^1][^2]\n\n[^1]: 注\n[^2]: ‸'],
  ] as const)('%j, %s', (marked, id, expected) => {
    expect(after(marked, id)).toBe(expected);
  });
});
