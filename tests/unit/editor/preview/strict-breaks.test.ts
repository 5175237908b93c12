import { ensureSyntaxTree } from '@codemirror/language';
import { StateEffect } from '@codemirror/state';
import type { WidgetType } from '@codemirror/view';
import { expect, test } from 'vitest';
import { type EditorHost, editorHost } from '../../../../renderer/editor/host.ts';
import { createNoteState } from '../../../../renderer/editor/note-state.ts';
import { livePreview } from '../../../../renderer/editor/preview/live-preview.ts';
import { strictBreaks } from '../../../../renderer/editor/preview/strict-breaks.ts';

/** A text as its lines run in reading view. */
function read(text: string, host: { mode: EditorHost['mode']; strict: boolean }): string {
  const writing = { strictLineBreaks: host.strict };
  const facet = editorHost.of({ mode: host.mode, writing } as unknown as EditorHost);
  const begun = createNoteState(text, false);
  ensureSyntaxTree(begun, begun.doc.length, 5000);
  const { state } = begun.update({ effects: StateEffect.appendConfig.of([facet, livePreview()]) });
  let shown = '';
  let at = 0;
  strictBreaks(state).between(0, state.doc.length, (from, to, { spec }) => {
    shown += state.sliceDoc(at, from) + ((spec.widget as WidgetType | undefined) ? ' ' : '');
    at = to;
  });
  return shown + state.sliceDoc(at);
}

test.each([
  ['甲乙\n丙丁 one  x\ntwo\n\nthree\n', '甲乙丙丁 one  x two\n\nthree\n'],
  ['hard  \nbreak\\\nhere\n', 'hard  \nbreak\\\nhere\n'],
  ['- a\n  b\n- c\n', '- a b\n- c\n'],
  ['> one\n> two\n', '> one two\n'],
  ['> [!tip] 题\n> 文\n> 字\n', '> [!tip] 题\n> 文字\n'],
  ['```\na\nb\n```\n', '```\na\nb\n```\n'],
])('with strict line breaks, %j is read as %j', (text, read_) => {
  expect(read(text, { mode: 'reading', strict: true })).toBe(read_);
});

test('lines stay lines where the vault is not strict, and for who writes', () => {
  expect(read('a\nb\n', { mode: 'reading', strict: false })).toBe('a\nb\n');
  expect(read('a\nb\n', { mode: 'live', strict: true })).toBe('a\nb\n');
});
