import { expect, test } from 'vitest';
import { createWords } from '../../../renderer/i18n/words.ts';
import { reasonWords } from '../../../shared/words/plan-words.ts';

const words = createWords('zh-CN');

// The phrases of electron/publish: a new one is shown in English until it stands here.
test.each([
  ['no date in its front matter', '属性里没有日期'],
  ['tagged private/x', '标签 private/x'],
  ['not among the notes that the settings include', '不在发布范围'],
  ['it was edited in the blog and in the vault', '博客里被手工改过，笔记也改了'],
  ['from content/a.md', '原为 content/a.md'],
  [
    'its note is not selected any more (a draft); it stays until the export is told to prune',
    '笔记不再被选中（草稿）；发布时会再询问',
  ],
  [
    'its note is no longer in the vault, but it was edited in the blog: it stays',
    '笔记已不在笔记库；博客里改过，因此保留',
  ],
  [
    'taken off the blog; 12 files would be deleted, and limits.max_delete is 10',
    '已手工从博客撤下；将删除 12 个文件，上限为 10',
  ],
  ['a phrase of tomorrow', 'a phrase of tomorrow'],
])('%s', (reason, expected) => {
  expect(reasonWords(reason, words.t)).toBe(expected);
});
