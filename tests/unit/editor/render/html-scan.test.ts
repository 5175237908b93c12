import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietHtml } from '../../../../renderer/editor/render/html-scan.ts';
import { growth, steep } from '../../../fixtures/growth.ts';

test.each([
  ['<p style="color:red">style="x"</p>', '<p data-note-style="color:red">style="x"</p>'],
  ['<img src=x onerror=alert(1)>', '<img src=x data-note-onerror=alert(1)>'],
  ['<img title="a > style=1" STYLE = \'b\'>', '<img title="a > style=1" data-note-STYLE = \'b\'>'],
  ['<svg/onload=alert(1)>', '<svg/data-note-onload=alert(1)>'],
  ['<style>p{}</style>', '<x-style>p{}</x-style>'],
  ['<SCRIPT src=a></SCRIPT >', '<x-SCRIPT src=a></x-SCRIPT >'],
  ['a < b style=1 > c', 'a < b style=1 > c'],
  ['<p ons style>', '<p data-note-ons data-note-style>'],
  ['<p a="', '<p a="'],
  ['<p "style=1">', '<p "style=1">'],
])('%s', (html, quiet) => {
  expect(quietHtml(html)).toBe(quiet);
});

test('what has neither styles nor handlers stays as it is', () => {
  const text = fc.stringMatching(/^(?:[ a-z<>="'/]|<b>|<i class="x">|&amp;){0,40}$/);
  fc.assert(
    fc.property(text, (html) => {
      fc.pre(!/style|script|on/i.test(html));
      expect(quietHtml(html)).toBe(html);
    }),
  );
});

test.each(['<a "', '<a b="', '<a b= '])('work on a hostile length of %s grows with the length', (part) => {
  expect(growth(100_000, (size) => part.repeat(size), quietHtml)).toBeLessThan(steep);
});
