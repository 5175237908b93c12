import { describe, expect, test } from 'vitest';
import { type Clip, decidePaste, type Target } from '../../../renderer/editor/paste/decide.ts';
import { fitBlocks, fitLines } from '../../../renderer/editor/paste/fit-lines.ts';

const empty: Clip = { text: '', html: '', codeMode: undefined, files: [] };
const here: Target = { raw: false, selected: '', before: '' };
const decide = (clip: Partial<Clip>, target: Partial<Target> = {}) =>
  decidePaste({ ...empty, ...clip }, { ...here, ...target });
const image = new File(['x'], 'image.png', { type: 'image/png' });

describe('what a paste becomes', () => {
  test.each<[string, Partial<Clip>, Partial<Target>, unknown]>([
    ['words', { text: '字' }, {}, { kind: 'plain' }],
    ['an address', { text: 'https://a.b/c' }, {}, { kind: 'text', text: 'https://a.b/c' }],
    [
      'an address with its title as HTML',
      { text: 'https://a.b/c', html: '<a href="https://a.b/c">标题</a>' },
      {},
      { kind: 'text', text: 'https://a.b/c' },
    ],
    [
      'an address over words',
      { text: ' https://a.b\n' },
      { selected: '文档' },
      { kind: 'text', text: '[文档](https://a.b)' },
    ],
    [
      'an address with brackets',
      { text: 'https://a.b/(c)' },
      { selected: '[1]' },
      { kind: 'text', text: '[\\[1\\]](<https://a.b/(c)>)' },
    ],
    [
      'an address over an address',
      { text: 'https://a.b' },
      { selected: 'https://c.d' },
      { kind: 'text', text: 'https://a.b' },
    ],
    [
      'an address over lines',
      { text: 'https://a.b' },
      { selected: '一\n二' },
      { kind: 'text', text: 'https://a.b' },
    ],
    ['a script for an address', { text: 'javascript:alert(1)' }, { selected: '字' }, { kind: 'plain' }],
    [
      'anything in code',
      { text: 'https://a.b', html: '<b>x</b>' },
      { raw: true, selected: 'x' },
      { kind: 'plain' },
    ],
    ['a picture', { files: [image] }, {}, { kind: 'files', files: [image] }],
    [
      'a picture of the web',
      { files: [image], html: '<img src="https://a.b/c.png">' },
      {},
      { kind: 'files', files: [image] },
    ],
    [
      'cells with a picture of them',
      { files: [image], html: '<table><tr><td>1</td></tr></table>', text: '1' },
      {},
      { kind: 'html', html: '<table><tr><td>1</td></tr></table>' },
    ],
    [
      'HTML that says nothing',
      { text: '字', html: '<span style="color:red">字</span>' },
      {},
      { kind: 'plain' },
    ],
    ['a page', { text: '字', html: '<b>字</b>' }, {}, { kind: 'html', html: '<b>字</b>' }],
    [
      'code of VS Code',
      { text: 'a\r\nb\n', html: '<b>a</b>', codeMode: 'shellscript' },
      {},
      { kind: 'text', text: '```bash\na\nb\n```' },
    ],
    [
      'code with a fence in it',
      { text: '```\na\n```', codeMode: 'go' },
      {},
      { kind: 'text', text: '````go\n```\na\n```\n````' },
    ],
    ['Markdown of VS Code', { text: 'a\nb', codeMode: 'markdown' }, {}, { kind: 'text', text: 'a\nb' }],
    ['a word of VS Code', { text: 'a', codeMode: 'go' }, {}, { kind: 'text', text: 'a' }],
    ['code after words', { text: 'a\nb', codeMode: 'go' }, { before: '字' }, { kind: 'text', text: 'a\nb' }],
  ])('%s', (_name, clip, target, expected) => {
    expect(decide(clip, target)).toEqual(expected);
  });
});

describe('lines pasted into', () => {
  test.each([
    ['nothing', '', 'a\nb', 'a\nb'],
    ['an item', '- 字', '一\n二\n', '一\n  二'],
    ['a numbered item', '10. 字', '一\n\n二', '一\n\n    二'],
    ['a task', '- [ ] 字', '一\n二', '一\n  二'],
    ['an empty item, items', '  - ', '- 一\n  - 二\n- 三', '一\n    - 二\n  - 三'],
    ['an empty task, tasks', '- [ ] ', '- [ ] 一\n- [x] 二', '一\n- [x] 二'],
    ['an item with text, items', '- 字', '- 一\n- 二', '- 一\n- 二'],
    ['an item, indented code', '- ', '    a\n      b', 'a\n    b'],
    ['a quote', '> 字', '一\n\n二', '一\n>\n> 二'],
    ['a heading, a heading', '## ', '# 一\n\n二', '一\n\n二'],
    ['an item in a quote', '> - 字', '一\n二', '一\n>   二'],
  ])('%s: %j + %j', (_name, before, text, expected) => {
    expect(fitLines(before, text)).toBe(expected);
  });
});

describe('blocks of a page pasted into', () => {
  test.each([
    ['nothing', '', '## 一\n\n- 二', '', '## 一\n\n- 二'],
    ['a sentence, words', '看', '**这里**', '吧', '**这里**'],
    ['a sentence, a heading', '看', '## 一\n\n二', '吧', '\n\n## 一\n\n二'],
    ['a sentence, a list', '看', '一\n\n- 二', '吧', '一\n\n- 二\n\n'],
    ['an item, items', '  - 看', '- 一\n- 二', '', '\n  - 一\n  - 二'],
    ['an item, a table', '- 看', '| a |\n| - |', '', '\n\n  | a |\n  | - |'],
    ['a quote, code', '> 看', '```\na\n```', '', '\n>\n> ```\n> a\n> ```'],
    ['a heading, a heading', '# 看', '## 一', '', '\n\n## 一'],
  ])('%s: %j + %j', (_name, before, text, after, expected) => {
    expect(fitBlocks(before, text, after)).toBe(expected);
  });
});
