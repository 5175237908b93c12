import { ensureSyntaxTree } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import type { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { codeColoursIn } from '../../../../renderer/editor/preview/code-colours.ts';
import { stateAt } from '../preview.ts';

beforeAll(async () => {
  await Promise.all(
    languages.filter(({ name }) => /^(?:JavaScript|Go)$/.test(name)).map((one) => one.load()),
  );
});

const blocks = [
  '```js\nconst 名 = (a) => `x` + a; // 注\n```',
  '~~~go\nfunc main() { return "字" }\n~~~',
  '> ```js\n> let b = 1;\n> ```\n> ```go\n> var c int\n> ```',
  '- 项\n  ```js\n  if (true) null;\n  ```',
  '一段 **粗** `code`，没有语言：\n\n```\nconst a\n```',
  '很长的一段，'.repeat(40),
];

const all = (state: EditorState) => [{ from: 0, to: state.doc.length }];

test('code has the colours of a text that is new, whatever it was before', () => {
  const text = fc.array(fc.constantFrom(...blocks), { maxLength: 12 }).map((some) => some.join('\n\n'));
  const insert = fc.constantFrom('x', '字', '\n', '```\n', '`', ' + 1', '');
  const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(12), insert }), { maxLength: 6 });
  fc.assert(
    fc.property(text, edits, (text, edits) => {
      let state = stateAt(text);
      codeColoursIn(state, all(state));
      for (const { at, length, insert } of edits) {
        const from = at % (state.doc.length + 1);
        const to = Math.min(state.doc.length, from + length);
        state = state.update({ changes: { from, to, insert } }).state;
        ensureSyntaxTree(state, state.doc.length, 5000);
        state = state.update({}).state;
        const fresh = stateAt(state.doc.toString());
        expect(codeColoursIn(state, all(state))).toEqual(codeColoursIn(fresh, all(fresh)));
      }
    }),
  );
});

test('parts that meet within a fence have each its own', () => {
  const state = stateAt('```js\nconst a = "一二三四";\n```\n');
  const whole = codeColoursIn(state, all(state));
  const cut = state.doc.toString().indexOf('三');
  const parts = [
    { from: 0, to: cut },
    { from: cut, to: state.doc.length },
  ];
  const two = codeColoursIn(state, parts);
  expect(whole.map(({ from, to }) => state.sliceDoc(from, to))).toContain('"一二三四"');
  expect(two.map(({ from, to }) => state.sliceDoc(from, to))).toEqual(
    whole.flatMap(({ from, to }) =>
      from < cut && to > cut
        ? [state.sliceDoc(from, cut), state.sliceDoc(cut, to)]
        : [state.sliceDoc(from, to)],
    ),
  );
});
