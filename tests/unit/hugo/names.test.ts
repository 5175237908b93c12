import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOrder, pageDate } from '../../../shared/hugo/dates.ts';
import { contentName, slug, urlName } from '../../../shared/hugo/names.ts';
import { pageUrl, type UrlRules } from '../../../shared/hugo/urls.ts';

/** Name of a file, its part of the URL in an old Hugo, in a new one where it is another, and the name we give it. */
test.each<[string, string, string, string]>([
  ['有 空格', '有-空格', '有-空格', '有 空格'],
  ['c#', 'c#', 'c#', 'c-sharp'],
  ['C# 与 F#：对比', 'c#-与-f#对比', 'c#-与-f#对比', 'c-sharp-与-f-sharp对比'],
  ['问题 #12', '问题-#12', '问题-#12', '问题-12'],
  ['100%', '100', '100', '100'],
  ['Case', 'case', 'case', 'Case'],
  ['点.号', '点.号', '点.号', '点.号'],
  ['（全角）', '全角', '全角', '（全角）'],
  ['《书名》——副', '书名副', '书名副', '《书名》——副'],
  ['a~b@c_d', 'a~b@c_d', 'a~b@c_d', 'a~b@c_d'],
  ['a  b', 'a-b', 'a--b', 'a-b'],
  ['a - b', 'a-b', 'a---b', 'a-b'],
  ['NFD é', 'nfd-é', 'nfd-é', 'NFD é'],
  ['𠀀扩展', '𠀀扩展', '𠀀扩展', '𠀀扩展'],
  ['全角　空格', '全角-空格', '全角-空格', '全角　空格'],
  ['a·b', 'ab', 'ab', 'a·b'],
  ['！！', '', '', ''],
  ['😀', '', '', ''],
])('%s', (name, old, fresh, ours) => {
  expect(urlName(name, 'old')).toBe(old);
  expect(urlName(name, 'new')).toBe(fresh);
  expect(contentName(name)).toBe(ours);
});

test('the name that we give is one that every Hugo agrees on', () => {
  const character = fc.constantFrom(...'中文aB é-_.，#+~@%2 \u3000½①"😀/\\'.split(''), 'é', '\u200b');
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 12 }), (name) => {
      const given = contentName(name);
      expect(urlName(given, 'old')).toBe(urlName(given, 'new'));
      const made = slug(name);
      expect(urlName(made, 'old')).toBe(made);
      expect(urlName(made, 'new')).toBe(made);
      expect(slug(made)).toBe(made);
    }),
  );
});

const plain: UrlRules = {
  generation: 'old',
  uglyUrls: false,
  disablePathToLower: false,
  prefix: '',
  permalinks: new Map(),
  dates: dateOrder,
};

test.each<[string, Partial<UrlRules>, { slug?: string; url?: string; date?: string }, string | undefined]>([
  ['posts/A b.md', {}, {}, '/posts/a-b/'],
  ['posts/x/index.md', {}, {}, '/posts/x/'],
  ['posts/_index.md', {}, {}, '/posts/'],
  ['_index.md', { prefix: '/en' }, {}, '/en/'],
  ['posts/x.md', { prefix: '/en', uglyUrls: true }, {}, '/en/posts/x.html'],
  ['posts/x.md', { prefix: '/en' }, { url: '/a/' }, '/a/'],
  ['posts/x.md', { prefix: '/en' }, { url: 'a/' }, '/en/a/'],
  ['posts/x.md', { prefix: '/en', permalinks: new Map([['posts', '/p/:slug/']]) }, {}, '/en/p/t/'],
  ['_index.md', {}, {}, '/'],
  ['posts/x.md', {}, { slug: '中文 标题：副' }, '/posts/中文-标题副/'],
  ['posts/x.md', {}, { url: '/My Path/中文/' }, '/My Path/中文/'],
  ['posts/x.md', { uglyUrls: true }, {}, '/posts/x.html'],
  ['posts/K8S.md', { disablePathToLower: true }, {}, '/posts/K8S/'],
  [
    'posts/x.md',
    { permalinks: new Map([['posts', '/:year/:month/:slug/']]) },
    { date: '2025-08-06' },
    '/2025/08/t/',
  ],
  ['posts/x.md', { permalinks: new Map([['posts', '/:filename/']]) }, {}, '/x/'],
  ['posts/x.md', { permalinks: new Map([['posts', '/:year/:title/']]) }, {}, undefined],
  ['notes/x.md', { permalinks: new Map([['posts', '/p/:title/']]) }, {}, '/notes/x/'],
])('URL of %s %j %j', (path, rules, front, url) => {
  expect(pageUrl({ path, title: 'T', ...front }, { ...plain, ...rules })).toBe(url);
});

test.each([
  ['2020-01-02-foo', '2020-01-02', 'foo'],
  ['2020-01-04 中文 名', '2020-01-04', '中文 名'],
  ['2020-01-09_x-', '2020-01-09', 'x'],
  ['2020-01-10foo', '2020-01-10', 'foo'],
  ['2020-01-03', '2020-01-03', ''],
  ['2020-13-40-bad', undefined, undefined],
  ['2020-1-2-bad', undefined, undefined],
])('the date and slug of the file %s', (name, date, slug) => {
  expect(pageDate([':filename', ...dateOrder], () => undefined, name)).toEqual(date ? { date, slug } : {});
});

test('the first that gives a date is taken, and the slug of the file only with its date', () => {
  const front = (name: string) => (name === 'date' ? '2021-02-03' : undefined);
  expect(pageDate(['date', ':filename'], front, '2020-01-02-foo')).toEqual({ date: '2021-02-03' });
  expect(pageDate([':filename', 'date'], front, '2020-01-02-foo')).toEqual({
    date: '2020-01-02',
    slug: 'foo',
  });
  expect(pageDate([':git', 'lastmod'], front, 'x')).toEqual({});
});
