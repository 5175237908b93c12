import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createEmbeddedHugo } from '../../../electron/publish/embedded-hugo.ts';
import { viewPage } from '../../../electron/publish/page-view.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());
const hugo = createEmbeddedHugo();
afterAll(() => hugo.stop());

const note = (body: string) => `+++\ndate = 2025-01-01\ntitle = "t"\n+++\n${body}`;
const layout =
  '<link rel="stylesheet" href="{{ "look.css" | relURL }}"><link rel=stylesheet href="{{ (resources.FromString "made.css" "b{}").RelPermalink }}"><main>{{ .Content }}</main>';
const look = (path: string, text?: string) =>
  viewPage(createPublisher(world.source), hugo, { site: world.blog, path, text });

describe('one note as a page of the blog', { timeout: 180_000 }, () => {
  test('has the blog’s layout and its style sheets', async () => {
    world = createWorld(
      { 'a.md': note('![](图.png)\n\n%%mine%%\n'), '图.png': 'x' },
      { site: { 'layouts/_default/single.html': layout, 'static/look.css': 'a{}' } },
    );
    const { html, styles, files, url, errors } = await look('a.md');
    expect({ url, errors, styles }).toEqual({ url: '/posts/a/', errors: [], styles: ['a{}', 'b{}'] });
    const shown = /<img src="([^"]+)"/.exec(html ?? '')?.[1] ?? '';
    const address = decodeURIComponent(new URL(shown, `http://x${url}`).pathname);
    expect(files).toEqual({ [address]: '图.png' });
    expect(html).not.toContain('mine');
  });

  test('follows what is typed, drafts too, and writes nothing', async () => {
    world = createWorld({ 'a.md': note('one') });
    const before = world.blogFiles();
    for (const body of ['two', '# 三\n\n**四**', 'draft']) {
      const text = note(body).replace('title', body === 'draft' ? 'draft = true\ntitle' : 'title');
      expect((await look('a.md', text)).html).toContain(
        body === 'two' ? '<p>two</p>' : (body.match(/四|draft/)?.[0] ?? ''),
      );
    }
    expect((await look('a.md')).html).toContain('<p>one</p>');
    expect(world.blogFiles()).toEqual(before);
  });

  test('links to pages that the blog does not have yet, whatever those link to', async () => {
    world = createWorld({
      'a.md': note('见 [[b]] 与 [[c]]。\n'),
      'b.md': note('见 [[c]] 与 [[d]]。{{< nowhere >}}\n'),
      'c.md': note('C\n').replace('title', 'slug = "其三"\ntitle'),
      'd.md': note('D\n'),
    });
    const before = world.blogFiles();
    const { html, errors } = await look('a.md');
    expect(errors).toEqual([]);
    const links = [...(html ?? '').matchAll(/<a href="([^"]+)">([bc])</g)];
    expect(links.map(([, href = '', name]) => [decodeURIComponent(href), name])).toEqual([
      [expect.stringContaining('/posts/b/'), 'b'],
      [expect.stringContaining('/posts/其三/'), 'c'],
    ]);
    expect(world.blogFiles()).toEqual(before);
  });

  test('after an error the next text is shown', async () => {
    world = createWorld(
      { 'a.md': note('x') },
      { site: { 'layouts/shortcodes/own.html': '{{ errorf "no way" }}' } },
    );
    expect((await look('a.md')).html).toContain('<p>x</p>');
    const broken = await look('a.md', note('{{< own >}}'));
    expect(broken).toMatchObject({ html: null, errors: [expect.stringContaining('no way')] });
    expect((await look('a.md', note('y'))).html).toContain('<p>y</p>');
  });

  test('another site, and a changed layout, are taken anew', async () => {
    world = createWorld({ 'a.md': note('x') });
    await look('a.md');
    world.writeBlog('layouts/_default/single.html', 'anew {{ .Content }}');
    expect((await look('a.md')).html).toContain('anew');
    world.dispose();
    world = createWorld({ 'a.md': note('z') });
    expect((await look('a.md')).html).toContain('<p>z</p>');
  });

  test('a note that cannot be on the blog says why', async () => {
    world = createWorld({ 'a.md': '+++\ndate = 2025/01/01\n+++\nx' });
    const { html, errors } = await look('a.md');
    expect(html).toBeNull();
    expect(errors.join()).not.toBe('');
  });
});
