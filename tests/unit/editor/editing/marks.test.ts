import { describe, expect, test } from 'vitest';
import { inlineMarks, toggleInline, toggleLink } from '../../../../renderer/editor/editing/inline-marks.ts';
import {
  cycleTask,
  setHeading,
  setList,
  shiftHeading,
  toggleQuote,
} from '../../../../renderer/editor/editing/line-marks.ts';
import { deleteEmptyPair, surround } from '../../../../renderer/editor/editing/pairs.ts';
import { changed } from '../marked.ts';

describe('inline marks', () => {
  test.each([
    ['bold', '研究‸生命', '研究**‸生命**'],
    ['bold', '研究生‸命起源', '研究**生‸命**起源'],
    ['bold', 'a wo‸rd b', 'a **wo‸rd** b'],
    ['bold', 'a **wo‸rd** b', 'a wo‸rd b'],
    ['bold', '**a ‸b‸ c**', 'a ‸b‸ c'],
    ['bold', '‸买菜 ‸', '**‸买菜‸** '],
    ['bold', 'a **‸**', 'a ‸'],
    ['italic', 'a **‸bc‸** d', 'a ***‸bc‸*** d'],
    ['italic', 'a *‸bc‸* d', 'a ‸bc‸ d'],
    ['italic', 'a ***‸bc‸***', 'a **‸bc‸**'],
    ['code', '用‸ls -l‸看', '用`‸ls -l‸`看'],
    ['code', '‸a`b‸', '`` ‸a`b‸ ``'],
    ['code', '用`l‸s`看', '用l‸s看'],
    ['highlight', '==高‸亮==', '高‸亮'],
    ['strike', '‸旧‸', '~~‸旧‸~~'],
    ['comment', '%%藏‸着%%', '藏‸着'],
    ['bold', '‸- 一\n- 二‸', '- **‸一**\n- **二‸**'],
    ['bold', '‸- **一**\n- **二**‸', '- ‸一\n- 二‸'],
    ['bold', '‸# 标题\n正文‸', '# **‸标题**\n**正文‸**'],
  ] as const)('%s: %j → %j', (kind, text, expected) => {
    expect(changed(text, (state) => toggleInline(state, inlineMarks[kind]))).toBe(expected);
  });

  test.each([
    ['看‸文档‸', '看[文档](‸)'],
    ['see do‸cs', 'see [docs](‸)'],
    ['‸https://a.b/c‸', '[‸](https://a.b/c)'],
    ['看[文‸档](a.md)吧', '看文‸档吧'],
    ['，‸', '，[‸]()'],
  ])('link: %j → %j', (text, expected) => {
    expect(changed(text, toggleLink)).toBe(expected);
  });
});

describe('lines', () => {
  test.each([
    [2, '标题‸', '## 标题‸'],
    [2, '# 标题‸', '## 标题‸'],
    [2, '## 标题‸', '标题‸'],
    [0, '### 标题‸', '标题‸'],
    [1, '> 引‸', '> # 引‸'],
    [3, '‸a\n\nb‸', '### ‸a\n\n### b‸'],
  ])('heading %i: %j → %j', (level, text, expected) => {
    expect(changed(text, (state) => setHeading(state, level))).toBe(expected);
  });

  test.each([
    [-1, '## a‸', '# a‸'],
    [1, '## a‸', '### a‸'],
    [-1, '# a‸', '# a‸'],
    [1, 'a‸', 'a‸'],
  ] as const)('heading by %i: %j → %j', (by, text, expected) => {
    expect(changed(text, (state) => shiftHeading(state, by))).toBe(expected);
  });

  test.each([
    ['bullet', '买菜‸', '- 买菜‸'],
    ['bullet', '1. 买菜‸', '- 买菜‸'],
    ['bullet', '- 买菜‸', '买菜‸'],
    ['number', '‸a\n\nb‸', '1. ‸a\n\n2. b‸'],
    ['number', '- [ ] ‸a\n- b‸', '1. ‸a\n2. b‸'],
    ['task', '- 买菜‸', '- [ ] 买菜‸'],
    ['task', '> 买菜‸', '> - [ ] 买菜‸'],
    ['bullet', '‸', '- ‸'],
    ['bullet', '# 标题‸', '- 标题‸'],
    ['bullet', '```\ncode‸\n```', '```\ncode‸\n```'],
  ] as const)('%s list: %j → %j', (kind, text, expected) => {
    expect(changed(text, (state) => setList(state, kind))).toBe(expected);
  });

  test.each([
    ['引‸', '> 引‸'],
    ['> 引‸', '引‸'],
    ['‸a\n\nb‸', '> ‸a\n> \n> b‸'],
  ])('quote: %j → %j', (text, expected) => {
    expect(changed(text, toggleQuote)).toBe(expected);
  });

  test.each([
    ['买菜‸', '- [ ] 买菜‸'],
    ['- 买菜‸', '- [ ] 买菜‸'],
    ['- [ ] 买菜‸', '- [x] 买菜‸'],
    ['1. [x] 买菜‸', '1. 买菜‸'],
    ['  > - [/] 买‸', '  > - 买‸'],
  ])('next state of a task: %j → %j', (text, expected) => {
    expect(changed(text, cycleTask)).toBe(expected);
  });
});

describe('pairs', () => {
  test.each([
    ['*', 'a ‸字‸', 'a *‸字‸*'],
    ['=', 'a =‸字‸=', 'a ==‸字‸=='],
    ['（', '‸字‸', '（‸字‸）'],
    ['「', '‸字‸', '「‸字‸」'],
    ['[', '[‸字‸]', '[[‸字‸]]'],
    ['“', '‸字‸', '“‸字‸”'],
    ['*', 'a‸', 'a‸'],
    ['a', '‸字‸', '‸字‸'],
  ])('%s typed over %j → %j', (typed, text, expected) => {
    expect(changed(text, (state) => surround(state, typed))).toBe(expected);
  });

  test.each([
    ['a**‸**b', 'a‸b'],
    ['a==‸==', 'a‸'],
    ['a`‸`', 'a‸'],
    ['a*‸b*', 'a*‸b*'],
  ])('Backspace in %j → %j', (text, expected) => {
    expect(changed(text, deleteEmptyPair)).toBe(expected);
  });
});
