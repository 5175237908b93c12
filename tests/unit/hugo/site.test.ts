import { expect, test } from 'vitest';
import { type SiteFacts, siteFacts } from '../../../shared/hugo/site.ts';

const config = { markup: { goldmark: { extensions: { extras: { mark: { enable: true } } } } } };
const layouts = ['_default/_markup/render-blockquote.html'];
const at = (minor: number | undefined) =>
  siteFacts(config, layouts, minor === undefined ? undefined : [0, minor]);

/** What changed with a version of Hugo: before it, and from it on. */
test.each<[minor: number, what: string, fact: (site: SiteFacts) => unknown, before: unknown, after: unknown]>(
  [
    [123, 'paths', ({ urls }) => urls.generation, 'old', 'new'],
    [126, '==marks==', ({ mark }) => mark, false, true],
    [134, 'callouts by a hook', ({ callouts }) => callouts, false, true],
    [140, 'shortcodes of its own', ({ builtinShortcodes }) => builtinShortcodes.has('details'), false, true],
    [144, 'ids of headings', ({ anchors }) => anchors, 'old', 'new'],
  ],
)('Hugo 0.%i: %s', (minor, _what, fact, before, after) => {
  expect([fact(at(minor - 1)), fact(at(minor))]).toEqual([before, after]);
});

test('where no Hugo is known, nothing is taken for granted that needs one', () => {
  expect(at(undefined)).toMatchObject({ mark: false, callouts: false, anchors: 'new' });
  expect(siteFacts({}, [], [0, 147])).toMatchObject({ mark: false, callouts: false, unsafe: false });
  expect(siteFacts({}, [], [1, 0]).anchors).toBe('new');
});

test.each([
  [{ languages: { zh: {}, en: { contentdir: 'content/en/' } } }, 'content/en', '/en'],
  [{ languages: { zh: {}, en: { contentdir: 'content/en' } } }, 'content', ''],
  [{ defaultcontentlanguageinsubdir: true, languages: { zh: { contentdir: 'c' }, en: {} } }, 'c', '/zh'],
  [{ defaultcontentlanguageinsubdir: true }, 'content', ''],
])('languages %j, published to %s: %j', (given, content, prefix) => {
  const site = siteFacts({ defaultcontentlanguage: 'zh', ...given }, [], [0, 147], content);
  expect(site.urls.prefix).toBe(prefix);
});

test.each<[object, Partial<SiteFacts>]>([
  [{ markup: { goldmark: { parser: { autoheadingid: false } } } }, { autoIds: false }],
  [{ markup: { goldmark: { parser: { attribute: { title: false } } } } }, { headingAttributes: false }],
  [{ markup: { goldmark: { parser: { autoidtype: 'github-ascii' } } } }, { idType: 'github-ascii' }],
  [{ baseurl: 'https://x.org' }, { basePath: '' }],
  [{ baseurl: '/log/' }, { basePath: '/log' }],
  [{ defaultcontentlanguage: 'ZH-cn', languages: { en: {}, 'zh-cn': {} } }, { languages: ['zh-cn', 'en'] }],
])('a site of %j', (given, facts) => {
  expect(siteFacts(given as never, [], [0, 147])).toMatchObject(facts);
});
