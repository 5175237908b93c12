import { afterEach, expect, test } from 'vitest';
import { sharedText } from '../../../electron/publish/shared-text.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world.dispose());

const settings =
  '[[target]]\nname = "a"\nroot = "../a"\nselect = { exclude = ["私/**"] }\n' +
  '[[target]]\nname = "b"\nroot = "../b"\nprivate = { headings = ["生活"] }\n';

test.each([
  ['title: 甲 %%CANARY%%', 'title: 甲 '],
  ['title: "甲 %% CANARY"', 'title: "甲 '],
  ['x: |\n  a %%CANARY\n  CANARY%% b', 'x: |\n  a  b'],
  ['title: 涨了 100%% 吗', 'title: 涨了 100%% 吗'],
  ['about: "[[CANARY/n]] [[CANARY/n|它]]"', 'about: "n 它"'],
])('front matter for others is without comments and paths of what stays at home: %j', (front, shared) => {
  world = createWorld({ 'CANARY/n.md': 'n\n' });
  world.settings = settings.replace('私/**', 'CANARY/**');
  expect(sharedText(world.source, 'a.md', `---\n${front}\n---\n正文\n`)).toBe(`---\n${shared}\n---\n正文\n`);
});

test('a link for others to what stays at home is its text', () => {
  world = createWorld({ 'CANARY/n.md': 'n\n', 'b.md': 'b\n' });
  world.settings = settings.replace('私/**', 'CANARY/**');
  const text = '[[CANARY/n]] [[CANARY/n#节|它]] [文](CANARY/n.md) [[b]] [b](b.md)\n';
  expect(sharedText(world.source, 'a.md', text)).toBe('n 它 [文](#) [[b]] [b](b.md)\n');
});

test.each([
  ['前 <img src="私/CANARY.png" srcset="私/CANARY.png 2x"> 后\n', '前 <img src="#" srcset="# 2x"> 后\n'],
  ['<div>\n<a href="私/CANARY.md">它</a>\n</div>\n', '<div>\n<a href="#">它</a>\n</div>\n'],
])('HTML for others leads to nothing that stays at home: %j', (text, shared) => {
  world = createWorld({ '私/CANARY.md': 'n\n', '私/CANARY.png': 'x' });
  world.settings = settings;
  expect(sharedText(world.source, 'a.md', text)).toBe(shared);
});

test.each(['前%%CANARY\n', '- 项 %%CANARY\n- 项\n', '<p title="%%CANARY%%">x</p>\n'])(
  'a comment that may be meant is not given to others: %j',
  (text) => {
    world = createWorld({});
    world.settings = settings;
    expect(() => sharedText(world.source, 'a.md', text)).toThrow(/would be published/);
  },
);

test('a note for others is without what any target keeps back, and else to the last sign as it is', () => {
  world = createWorld({
    'a.md':
      '---\nx: 1\n---\n开 %%CANARY%% [[b]]\n\n![[私/c]] ![[私/图.png]] ![[b]]\n\n## 生活\n\nCANARY\n\n## 技术\n\n```query\nCANARY\n```\n==亮== ^id\n',
    'b.md': '## 生活\n\nCANARY\n\n## x\n\nB\n',
    '私/c.md': 'CANARY\n',
    '私/图.png': 'CANARY',
  });
  world.settings = settings;
  const note = Buffer.from(world.source.read('a.md')).toString('utf8');
  expect(sharedText(world.source, 'a.md', note)).toBe(
    '---\nx: 1\n---\n开  [[b]]\n\n  ![[b]]\n\n## 技术\n\n==亮== ^id\n',
  );
  expect(sharedText(world.source, 'b.md')).toBe('## x\n\nB\n');
  expect(sharedText(world.source, '私/c.md')).toBeUndefined();
  // Who asks for a private note itself means it.
  expect(sharedText(world.source, '私/c.md', 'text\n')).toBe('text\n');
});
