import { expect, test } from 'vitest';
import {
  embedKind,
  imageLabel,
  imageText,
  withWidth,
} from '../../../../renderer/editor/render/image-text.ts';

test.each([
  ['![[a.png]]', 320, '![[a.png|320]]'],
  ['![[a.png|100]]', 320, '![[a.png|320]]'],
  ['![[a.png|100x145]]', 320, '![[a.png|320]]'],
  ['![[F/a.png|图 一|100]]', 320.6, '![[F/a.png|图 一|321]]'],
  ['![[a.png\\|100]]', 320, '![[a.png\\|320]]'],
  ['![图](a.png)', 320, '![图|320](a.png)'],
  ['![图|100](a.png "t")', 320, '![图|320](a.png "t")'],
  ['![250](a.png)', 320, '![320](a.png)'],
  ['![](a.png)', 320, '![320](a.png)'],
])('%s dragged to %i is %s', (source, width, expected) => {
  const wiki = source.startsWith('![[');
  const written = withWidth(source, wiki, width);
  expect(written).toBe(expected);
  expect(imageText(imageLabel(written, wiki)).width).toBe(Math.round(width));
});

test.each([
  ['a.png', 'image'],
  ['F/a.SVG', 'image'],
  ['a.pdf#page=3', 'pdf'],
  ['声.mp3', 'audio'],
  ['a.webm#t=3', 'video'],
  ['Note', 'note'],
  ['Note#^id', 'note'],
  ['v1.2 计划', 'note'],
  ['a.md', 'note'],
  ['a.canvas', 'file'],
])('an embed of %s is one of kind %s', (target, kind) => {
  expect(embedKind(target)).toBe(kind);
});
