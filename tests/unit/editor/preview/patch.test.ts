import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { DecorationSet } from '@codemirror/view';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoteState } from '../../../../renderer/editor/note-state.ts';
import { previewDecorations } from '../../../../renderer/editor/preview/marks.ts';
import { patchDecorations } from '../../../../renderer/editor/preview/patch.ts';
import { focusMoved, revealField } from '../../../../renderer/editor/preview/reveal.ts';
import { notePiece, noteText } from '../../../fixtures/notes/random.ts';
import { stateAt } from '../preview.ts';

function input(state: EditorState) {
  const ranges = [{ from: 0, to: state.doc.length }];
  return { state, ranges, reveal: state.field(revealField).spans, hide: true, links: new Map() };
}

function listed(set: DecorationSet): string[] {
  const found: string[] = [];
  for (const at = set.iter(); at.value; at.next())
    found.push(`${at.from}-${at.to} ${JSON.stringify(at.value.spec)}`);
  return found.sort();
}

const step = fc.record({
  at: fc.nat(1000),
  length: fc.nat(12),
  insert: fc.oneof(fc.constantFrom('', 'x', '\n', '\n\n', '- ', '> ', '```\n', '**'), notePiece),
  kind: fc.constantFrom('edit', 'edit', 'edit', 'select', 'focus', 'leave'),
});

function specOf(
  state: EditorState,
  { at, length, insert, kind }: { at: number; length: number; insert: string; kind: string },
): TransactionSpec {
  const from = at % (state.doc.length + 1);
  const to = Math.min(state.doc.length, from + length);
  if (kind === 'edit') return { changes: { from, to, insert } };
  if (kind === 'select') return { selection: EditorSelection.single(from, to), filter: false };
  return { effects: focusMoved.of(kind === 'focus') };
}

describe('the look of a text after a change', () => {
  test('is that of a text that was opened so', () => {
    fc.assert(
      fc.property(noteText, fc.array(step, { maxLength: 8 }), (text, steps) => {
        let state = createNoteState(text, false);
        state = state.update({ effects: focusMoved.of(true) }).state;
        let shown = previewDecorations(input(state));
        for (const one of steps) {
          const tr = state.update(specOf(state, one));
          state = tr.state;
          shown = patchDecorations(shown, tr, input(state));
          // What is not parsed yet stays as it was.
          if (syntaxTree(state).length < state.doc.length) continue;
          expect(listed(shown)).toEqual(listed(previewDecorations(input(state))));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('costs no more in a long text than in a short one', () => {
    const made = (blocks: number) => {
      const state = stateAt('# a\n\n**b** [[c]]\n\n'.repeat(blocks));
      const shown = previewDecorations(input(state));
      const tr = state.update({ changes: { from: 6, insert: 'x' } });
      const next = patchDecorations(shown, tr, input(tr.state));
      const kept = new Set<unknown>();
      for (const at = shown.iter(); at.value; at.next()) kept.add(at.value);
      let fresh = 0;
      for (const at = next.iter(); at.value; at.next()) if (!kept.has(at.value)) fresh++;
      return fresh;
    };
    expect(made(100)).toBe(made(10));
  });
});
