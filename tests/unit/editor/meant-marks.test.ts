import { describe, expect, test } from 'vitest';
import { meantChange } from '../../../renderer/editor/full-width.ts';
import { stateAt } from './preview.ts';

function after(marked: string): string | undefined {
  const state = stateAt(marked);
  const spec = meantChange(state);
  if (!spec) return undefined;
  const next = state.update(spec).state;
  const { head } = next.selection.main;
  return `${next.sliceDoc(0, head)}‸${next.sliceDoc(head)}`;
}

describe('what was meant as a mark of Markdown', () => {
  test.each([
    ['字【【‸', '字[[‸]]'],
    ['【【‸】】', '[[‸]]'],
    ['【【‸】', '[[‸]]'],
    ['！【【‸】】', '![[‸]]'],
    ['！[[‸]]', '![[‸]]'],
    ['- ！【【‸', '- ![[‸]]'],
    ['字！【【‸', '字！[[‸]]'],
    ['!【【‸', '![[‸]]'],
    ['[[笔记】】‸]]', '[[笔记]]‸'],
    ['[[笔记｜‸]]', '[[笔记|‸]]'],
    ['[[笔记＃‸]]', '[[笔记#‸]]'],
    ['···‸', '```‸'],
    ['- ···‸', '- ```‸'],
    ['用·kubectl·‸', '用`kubectl`‸'],
    ['在 ·变量·‸', '在 `变量`‸'],
    ['￥x^2￥‸', '$x^2$‸'],
    ['当￥n=2￥‸时', '当$n=2$‸时'],
    ['¥¥‸', '$$‸'],
    ['￥2^n￥‸', '$2^n$‸'],
    ['》‸', '>‸'],
    ['>》‸', '>>‸'],
    ['[文档]（‸）', '[文档](‸)'],
    ['[文档]（‸', '[文档](‸'],
    ['[文档](https://a.b）‸)', '[文档](https://a.b)‸'],
    ['＃ ‸', '# ‸'],
    ['＃＃　‸标题', '## ‸标题'],
    ['#＃ ‸', '## ‸'],
    ['－ ‸', '- ‸'],
    ['＊ ‸', '* ‸'],
    ['- ＋ ‸', '- + ‸'],
    ['1。 ‸', '1. ‸'],
    ['- 【】 ‸', '- [ ] ‸'],
    ['1. 【x】 ‸', '1. [x] ‸'],
  ])('%s → %s', (marked, expected) => {
    expect(after(marked)).toBe(expected);
  });
});

describe('what may be itself stays', () => {
  test.each([
    ['列夫·托尔斯泰·‸'],
    ['约翰·F·‸'],
    ['乔治·Walker·‸布什'],
    ['字···‸'],
    ['￥100￥‸'],
    ['￥5.5-￥‸'],
    ['价￥100或￥‸'],
    ['￥￥ 字￥‸'],
    ['字》‸'],
    ['《书》‸'],
    ['- [ ]（‸'],
    ['[1]（‸'],
    ['[^注]（‸'],
    ['字]（‸'],
    ['字＃ ‸'],
    ['字－ ‸'],
    ['2024年1。 ‸'],
    ['1、 ‸'],
    ['【】 ‸'],
    ['[[done]] ｜‸'],
    ['`【【‸`'],
    ['```\n》‸\n```'],
    ['$【【‸$'],
    ['---\na: 【【‸\n---\n'],
  ])('%s', (marked) => {
    expect(after(marked)).toBeUndefined();
  });
});
