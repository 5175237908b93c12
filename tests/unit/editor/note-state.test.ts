import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { Tree } from '@lezer/common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoteState } from '../../../renderer/editor/note-state.ts';
import { noteParser } from '../../../shared/note/grammar.ts';

test('a note of several pages is parsed before it is shown: it is drawn once', () => {
  const text = '# 标题\n\n一段 **text**。\n\n'.repeat(250);
  const state = createNoteState(text, false);
  expect(text.length).toBeGreaterThan(4000);
  expect(syntaxTree(state).length).toBe(state.doc.length);
});

describe('a table in which one types', () => {
  const row = (n: number) => `| ${n} **粗** | [[链接]] | ~~无~~ |`;
  const table = ['| 名 | b | c |', '| --- | --- | --- |', ...Array.from({ length: 300 }, (_, n) => row(n))];
  const typed = (state: EditorState, from: number, insert: string) =>
    state.update({ changes: { from, insert } }).state;
  const whole = (state: EditorState) => ensureSyntaxTree(state, state.doc.length, 10_000) as Tree;

  /** The trees of the rows, in order. */
  function rowTrees(state: EditorState): (Tree | null)[] {
    return whole(state)
      .topNode.getChildren('Table')
      .flatMap((found) => found.getChildren('TableRow').map(({ tree }) => tree));
  }

  test('is parsed in the row of the cursor alone', () => {
    const text = `# 标题\n\n${table.join('\n')}\n\n尾\n`;
    const first = typed(createNoteState(text, false), text.indexOf('| 20 ') + 3, '一');
    const known = new Set(rowTrees(first));
    known.delete(null);
    const then = rowTrees(typed(first, text.indexOf('| 20 ') + 4, '二'));
    expect(then.length).toBe(300);
    expect(then.filter((tree) => !known.has(tree)).length).toBe(1);
  });

  test('has the tree that the grammar gives it', () => {
    const nodes = (tree: Tree) => {
      const found: string[] = [];
      tree.iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from} ${to}`) });
      return found;
    };
    const lead = fc.constantFrom('', '> ', '- ', '> > ');
    const edit = fc.tuple(fc.nat(), fc.constantFrom('字', '|', '\\', '\n', '**', '`', ' ', '\r', '- ', '> '));
    fc.assert(
      fc.property(lead, fc.array(edit, { minLength: 1, maxLength: 5 }), (lead, edits) => {
        const indent = lead === '- ' ? '  ' : lead;
        const rows = [...table.slice(0, 8), ...table.slice(3, 5)];
        const lines = rows.map((line, index) => (index === 0 ? lead : indent) + line);
        let state = createNoteState(`前\n\n${lines.join('\n')}\n\n尾\n`, false);
        for (const [at, insert] of edits) {
          state = typed(state, at % (state.doc.length + 1), insert);
          expect(nodes(whole(state))).toEqual(nodes(noteParser.parse(state.doc.toString())));
        }
      }),
    );
  });
});
