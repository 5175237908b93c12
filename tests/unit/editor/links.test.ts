import { describe, expect, test } from 'vitest';
import { isSafeAddress, linkAt } from '../../../renderer/editor/link-at.ts';
import { vaultLinks } from '../../../renderer/editor/links.ts';
import { linkText } from '../../../renderer/editor/mention-popup.ts';
import { imageText } from '../../../renderer/editor/render/image-text.ts';
import { stateAt } from './preview.ts';

describe('the link under the cursor', () => {
  test.each([
    ['x [[No‸te]] y', { form: 'wiki', target: 'Note', embed: false }],
    ['x ‸[[Note]] y', { form: 'wiki', target: 'Note' }],
    ['x [[Note]]‸ y', { form: 'wiki', target: 'Note' }],
    ['x [[F/Note#H1#H2|te‸xt]] y', { form: 'wiki', target: 'F/Note#H1#H2' }],
    ['x [[#Hea‸d]] y', { form: 'wiki', target: '#Head' }],
    ['x [[A#^b‸c]] y', { form: 'wiki', target: 'A#^bc' }],
    ['x ![[a.pn‸g|300]] y', { form: 'wiki', target: 'a.png', embed: true }],
    ['x [te‸xt](a%20b.md#H) y', { form: 'markdown', target: 'a%20b.md#H' }],
    ['x [te‸xt](<a b.md>) y', { form: 'markdown', target: 'a b.md' }],
    ['x [te‸xt](https://a.b/c) y', { form: 'external', target: 'https://a.b/c' }],
    ['x ![t‸](a.png) y', { form: 'markdown', target: 'a.png', embed: true }],
    ['x <https://a‸.b> y', { form: 'external', target: 'https://a.b' }],
    ['x https://a‸.b/c y', { form: 'external', target: 'https://a.b/c' }],
    ['x www.a‸.com y', { form: 'external', target: 'https://www.a.com' }],
    ['x [[Note|**bo‸ld**]] y', { form: 'wiki', target: 'Note' }],
    ['‸x [[Note]] y', undefined],
    ['x `[[No‸te]]` y', undefined],
    ['x [te‸xt] y', undefined],
  ])('%s', (marked, expected) => {
    const state = stateAt(marked);
    const found = linkAt(state, state.selection.main.head);
    if (expected) expect(found).toMatchObject(expected);
    else expect(found).toBeUndefined();
  });

  test('those that lead into the vault, each once', () => {
    const state = stateAt('[[a]] [[a|b]] [c](d.md) [e](https://f) ![[g.png]] `[[h]]`');
    const links = vaultLinks(state, [{ from: 0, to: state.doc.length }]);
    expect(links.map(({ target }) => target)).toEqual(['a', 'd.md', 'g.png']);
  });
});

test.each([
  ['https://a.b', true],
  ['HTTP://a.b', true],
  ['mailto:a@b.c', true],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt:alert(1)', false],
  ['data:text/html,<script>', false],
  ['file:///etc/passwd', false],
  ['vbscript:x', false],
  ['//a.b', false],
])('%s may leave the app: %s', (address, safe) => {
  expect(isSafeAddress(address)).toBe(safe);
});

test.each([
  ['alt', { alt: 'alt', width: undefined, height: undefined }],
  ['alt|300', { alt: 'alt', width: 300, height: undefined }],
  ['alt|100x145', { alt: 'alt', width: 100, height: 145 }],
  ['250', { alt: '', width: 250, height: undefined }],
  ['a|b', { alt: 'a|b', width: undefined, height: undefined }],
  ['', { alt: '', width: undefined, height: undefined }],
])('what stands in the brackets of an image: %s', (text, expected) => {
  expect(imageText(text)).toEqual(expected);
});

test.each([
  ['用k3s跑', '用[[k3s]]跑', 1, 4, '[[k3s]]'],
  ['OVN', '[[ovn|OVN]]', 0, 3, '[[ovn|OVN]]'],
  ['a b a', '[[a]] b [[a]]', 0, 1, undefined],
  ['a', 'a', 0, 1, undefined],
])('the link in place of a mention: %s → %s', (before, after, from, to, expected) => {
  expect(linkText(before, after, from, to)).toBe(expected);
});
