import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOn, summarize } from '../../../renderer/editor/editor-state.ts';
import { bodyStart } from '../../../renderer/editor/front-matter.ts';
import { documentHeadings } from '../../../renderer/editor/headings.ts';
import { countWords } from '../../../shared/note/words.ts';
import { stateAt } from './preview.ts';

const head = "+++\ntitle = '题'\n+++\n";

describe('front matter behind its table', () => {
  test.each([
    ['TOML', head, head.length],
    ['YAML', '---\ntitle: x\n---\n', 17],
    ['JSON', '{"title": "x"}\n', 15],
    ['none', '# x\n', 0],
    ['broken: it is shown', '+++\ntitle = \n+++\n', 0],
    ['without an end', '+++\ntitle = 1\n', 0],
    ['without a line of body', head.trimEnd(), 0],
  ])('%s', (_name, front, start) => {
    expect(bodyStart(stateAt(`${front}${front.endsWith('\n') ? 'body' : ''}`))).toBe(start);
  });

  test('a note opens with the cursor at its body', () => {
    expect(stateAt(`${head}body`).selection.main.head).toBe(head.length);
  });

  test('the cursor does not enter it', () => {
    const state = stateAt(`${head}body`);
    const all = state.update({ selection: { anchor: 0, head: state.doc.length } }).state;
    expect(all.selection.main).toMatchObject({ from: head.length, to: state.doc.length });
  });

  test.each([
    ['delete backward', { from: head.length - 1, to: head.length }, 'delete.backward'],
    ['typing into it', { from: 5, to: 8, insert: 'x' }, 'input.type'],
    ['dropping into it', { from: 5, insert: 'x' }, 'move.drop'],
  ])('%s changes nothing', (_name, changes, userEvent) => {
    const state = stateAt(`${head}body`);
    expect(state.update({ changes, userEvent }).state.doc.toString()).toBe(`${head}body`);
  });

  test('deleting all leaves it', () => {
    const state = stateAt(`${head}body`);
    const changes = { from: 0, to: state.doc.length };
    expect(state.update({ changes, userEvent: 'delete.selection' }).state.doc.toString()).toBe(head);
  });

  test('typing right after it, properties and the disk do change the text', () => {
    const state = stateAt(`${head}body`);
    const typed = state.update({ changes: { from: head.length, insert: 'x' }, userEvent: 'input.type' });
    expect(typed.state.doc.toString()).toBe(`${head}xbody`);
    const property = state.update({
      changes: { from: 13, to: 14, insert: '新' },
      userEvent: 'input.property',
    });
    expect(property.state.doc.line(2).text).toBe("title = '新'");
    expect(state.update({ changes: { from: 0, to: 3, insert: '---' } }).state.doc.line(1).text).toBe('---');
  });

  test('when it comes to be, the cursor goes on to the body', () => {
    const state = stateAt('‸body');
    const next = state.update({ changes: { from: 0, insert: head }, userEvent: 'input.property' }).state;
    expect(next.selection.main.head).toBe(head.length);
  });
});

test('headings, with marks taken out', () => {
  const state = stateAt(
    `${head}# 一 **粗** \`c\`\n\ntext\n\n## [[OVN|网络]] 和 [x](y)\n\n\`\`\`\n# no\n\`\`\`\n\n三\n---\n`,
  );
  expect(documentHeadings(state).map(({ level, text, line }) => [level, text, line])).toEqual([
    [1, '一 粗 c', 4],
    [2, '网络 和 x', 8],
    [2, '三', 14],
  ]);
});

test('a text counts as what it has become, whatever was counted of it before', () => {
  const line = fc.constantFrom('不 two', "it's 三four_five 😀", '', '## 小节', '中文 with English，逗号');
  const lines = (max: number) => fc.array(line, { maxLength: max }).map((some) => some.join('\n'));
  const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(300), insert: lines(80) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(lines(400), edits, fc.boolean(), (text, changes, front) => {
      let state = stateAt((front ? head : '') + text);
      const start = front ? head.length : 0;
      for (const { at, length, insert } of changes) {
        countOn(state.doc, 0);
        summarize(state, undefined, 0);
        const from = start + (at % (state.doc.length - start + 1));
        const to = Math.min(state.doc.length, from + length);
        state = state.update({ changes: { from, to, insert } }).state;
      }
      while (!countOn(state.doc, 1)) summarize(state, undefined, 0);
      const { words, characters } = summarize(state);
      expect({ words, characters }).toEqual(countWords(state.sliceDoc(start), 0));
    }),
  );
});

test('what is told of a text', () => {
  expect(summarize(stateAt(`${head}# H\n\n你好 world，**库（DB）**中`))).toMatchObject({
    title: '题',
    words: 7,
    brokenEmphasis: 1,
    format: 'toml',
    headings: [{ level: 1, text: 'H' }],
  });
  expect(summarize(stateAt('---\ndraft: true\n---\nx')).draft).toBe(true);
  expect(summarize(stateAt('---\ndraft: false\n---\nx')).draft).toBe(false);
  expect(summarize(stateAt('# H\n')).draft).toBe(false);
  const long = "It's one\n不 two\n\n三 four's_five 😀\n";
  const { words, characters } = summarize(stateAt(`${head}${long}`));
  expect({ words, characters }).toEqual(countWords(long, 0));
  expect(summarize(stateAt('# H\n')).title).toBe('H');
  expect(summarize(stateAt('x')).title).toBeUndefined();
});
