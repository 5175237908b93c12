import { describe, expect, test } from 'vitest';
import { indentItems } from '../../../../renderer/editor/editing/indent.ts';
import { moveItems } from '../../../../renderer/editor/editing/move-item.ts';
import { continueItem, continueLine } from '../../../../renderer/editor/editing/new-line.ts';
import { changed, cursorsAt, marked } from '../marked.ts';

describe('Enter', () => {
  test.each([
    ['- 买菜‸', '- 买菜\n- ‸'],
    ['* a‸', '* a\n* ‸'],
    ['-   a‸', '-   a\n-   ‸'],
    ['- 买‸菜', '- 买\n- ‸菜'],
    ['- 买‸  菜', '- 买\n- ‸菜'],
    ['- [ ] 买菜‸', '- [ ] 买菜\n- [ ] ‸'],
    ['- [x] 买菜‸', '- [x] 买菜\n- [ ] ‸'],
    ['9. 九‸', '9. 九\n10. ‸'],
    ['1) a‸\n2) b', '1) a\n2) ‸\n3) b'],
    ['1. a‸\n1. b', '1. a\n1. ‸\n1. b'],
    ['1. 甲‸\n2. 乙\n   - 里\n3. 丙', '1. 甲\n2. ‸\n3. 乙\n   - 里\n4. 丙'],
    ['3. a\n7. b‸\n8. c', '3. a\n7. b\n8. ‸\n8. c'],
    ['- a\n- ‸', '- a\n\n‸'],
    ['- a\n- ‸\n- b', '- a\n\n‸\n- b'],
    ['- ‸', '‸'],
    ['- a\n    - ‸', '- a\n- ‸'],
    ['1. a\n    - ‸\n2. b', '1. a\n2. ‸\n3. b'],
    ['- [ ] a\n- [ ] ‸', '- [ ] a\n\n‸'],
    ['> 引用‸', '> 引用\n> ‸'],
    ['> 引用\n> ‸', '> 引用\n\n‸'],
    ['> # 题\n> ‸', '> # 题\n‸'],
    ['> 引用\n> \n> ‸', '> 引用\n> \n‸'],
    ['> - a‸', '> - a\n> - ‸'],
    ['> - a\n> - ‸', '> - a\n> \n> ‸'],
    ['> [!note] 标题‸', '> [!note] 标题\n> ‸'],
    ['> > 深‸', '> > 深\n> > ‸'],
    ['> > 深\n> > ‸', '> > 深\n> \n> ‸'],
    ['- a\n  续行‸', '- a\n  续行\n  ‸'],
    ['- a‸b‸', '- a\n- ‸'],
  ])('%j → %j', (text, expected) => {
    expect(changed(text, continueLine)).toBe(expected);
  });

  test.each(['正文‸', '‸- a', '-‸ a', '```\n- a‸\n```', '---\n- a‸\n---\n', '---‸', '- - -‸', '1.5‸'])(
    'is left alone in %j',
    (text) => {
      expect(changed(text, continueLine)).toBe(text);
    },
  );

  test('at several cursors', () => {
    const state = cursorsAt('- 一‸\n\n> 二‸\n\n三‸');
    const spec = continueLine(state);
    expect(spec && marked(state.update(spec).state)).toBe('- 一\n- ‸\n\n> 二\n> ‸\n\n三\n‸');
  });

  test.each([
    ['- 买菜‸', '- 买菜\n  ‸'],
    ['12. a‸', '12. a\n    ‸'],
    ['> - a‸', '> - a\n>   ‸'],
  ])('with Shift %j → %j', (text, expected) => {
    expect(changed(text, continueItem)).toBe(expected);
  });
});

describe('Tab', () => {
  test.each([
    ['- a\n- b‸', '- a\n    - b‸'],
    ['- a\n  - x\n- b‸', '- a\n  - x\n  - b‸'],
    ['- a\n- b‸\n    - c\n\n      续\n- d', '- a\n    - b‸\n        - c\n\n          续\n- d'],
    ['1. a\n2. b‸\n3. c', '1. a\n    1. b‸\n2. c'],
    ['1. a\n    1. x\n2. b‸\n3. c', '1. a\n    1. x\n    2. b‸\n2. c'],
    ['- a\n- ‸b\n- c‸', '- a\n    - ‸b\n    - c‸'],
    ['> - a\n> - b‸', '> - a\n>     - b‸'],
    ['- a\n\t- x\n\t- b‸', '- a\n\t- x\n\t\t- b‸'],
    ['- a‸\n- b', '- a‸\n- b'],
  ])('%j → %j', (text, expected) => {
    expect(changed(text, (state) => indentItems(state, 1))).toBe(expected);
  });

  test.each([
    ['- a\n    - b‸', '- a\n- b‸'],
    ['- a\n  - b‸\n    - c', '- a\n- b‸\n  - c'],
    ['1. a\n    1. b‸\n    2. x\n2. c', '1. a\n2. b‸\n    1. x\n3. c'],
    ['  - a‸', '- a‸'],
    ['- a‸', '- a‸'],
  ])('with Shift %j → %j', (text, expected) => {
    expect(changed(text, (state) => indentItems(state, -1))).toBe(expected);
  });

  test('is no change of a list where there is none', () => {
    expect(changed('正文‸', (state) => indentItems(state, 1))).toBe('正文‸');
  });
});

describe('moving a line', () => {
  test.each([
    ['- a\n- b‸\n- c', -1, '- b‸\n- a\n- c'],
    ['- a‸\n    - x\n- b\n    - y', 1, '- b\n    - y\n- a‸\n    - x'],
    ['1. a\n2. 乙‸\n3. c', -1, '1. 乙‸\n2. a\n3. c'],
    ['1. a‸\n2. b\n', 1, '1. b\n2. a‸\n'],
    ['- a\n- ‸b\n- c‸\n- d', 1, '- a\n- d\n- ‸b\n- c‸'],
    ['- a\n- p\n    - x‸', -1, '- a\n    - x‸\n- p'],
    ['- p\n    - x‸\n- q', 1, '- p\n- q\n    - x‸'],
    ['- a‸\n- b', -1, '- a‸\n- b'],
    ['> - a\n> - b‸', -1, '> - b‸\n> - a'],
  ] as const)('%j by %i → %j', (text, way, expected) => {
    expect(changed(text, (state) => moveItems(state, way))).toBe(expected);
  });
});

describe('a numbered list', () => {
  test.each([
    ['counts on after a deletion', '1. a\n‸2. b\n‸3. c', '', '1. a\n2. c'],
    ['counts on after a paste', '1. a\n‸2. b', '2. x\n3. y\n', '1. a\n2. x\n3. y\n4. b'],
    ['that begins elsewhere keeps its start', '5. a\n‸6. b\n‸7. c', '', '5. a\n6. c'],
    ['that does not count is left alone', '1. a\n‸4. b\n‸9. c', '', '1. a\n9. c'],
    ['of ones is left alone', '1. a\n‸1. b\n‸1. c', '', '1. a\n1. c'],
    ['in a quote counts on', '> 1. a\n‸> 2. b\n‸> 3. c', '', '> 1. a\n> 2. c'],
    ['keeps a number that is typed by hand', '1. a\n‸2‸. b\n3. c', '7', '1. a\n7. b\n3. c'],
  ])('%s', (_name, text, insert, expected) => {
    const change = changed(text, (state) => ({
      ...state.replaceSelection(insert),
      userEvent: insert ? 'input.paste' : 'delete.cut',
    }));
    expect(change.replaceAll('‸', '')).toBe(expected);
  });

  test('is left alone by a change from elsewhere', () => {
    const change = changed('1. a\n‸2. b\n‸3. c', (state) => state.replaceSelection(''));
    expect(change.replaceAll('‸', '')).toBe('1. a\n3. c');
  });
});
