import { syntaxTree } from '@codemirror/language';
import { expect, test } from 'vitest';
import { createNoteState } from '../../../renderer/editor/note-state.ts';

test('a note of several pages is parsed before it is shown: it is drawn once', () => {
  const text = '# 标题\n\n一段 **text**。\n\n'.repeat(250);
  const state = createNoteState(text, false);
  expect(text.length).toBeGreaterThan(4000);
  expect(syntaxTree(state).length).toBe(state.doc.length);
});
