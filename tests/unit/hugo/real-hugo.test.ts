import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { HeadingIdType } from '../../../shared/hugo/anchors.ts';
import type { Generation } from '../../../shared/hugo/goldmark.ts';
import { headingIds, pageHeadings } from '../../../shared/hugo/headings.ts';
import { contentName, urlName } from '../../../shared/hugo/names.ts';
import { missing, requireTool, tool } from '../../fixtures/tools.ts';
import { createRandom, pick } from './random.ts';

const dirs: string[] = [];
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

function build(hugo: string, files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'real-hugo-'));
  dirs.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  execFileSync(hugo, ['--source', dir, '--quiet'], { stdio: 'pipe' });
  return dir;
}

function generationOf(hugo: string, since: number): Generation {
  const minor = Number(/v0\.(\d+)/.exec(execFileSync(hugo, ['version'], { encoding: 'utf8' }))?.[1]);
  return minor >= since ? 'new' : 'old';
}

const pieces =
  '中文|重复|标题|OVN|v1.2.3| | |  |-|_|a_b|**粗体**|*em*|`code x`|[链接](u_b)|，|！|（x）|“引”|C++|①|½|😀|é|é|İ|ß|\t|　|\\*|~~删~~|==高==|$x^2$|#tag|^id|1|.|:|/|"|\'|...|__u__|€|ＡＢ|ไทย|(|{x}|?|+|=|&'.split(
    '|',
  );

describe.skipIf(missing('hugo'))('against the real Hugo', () => {
  test.each<HeadingIdType>(['github', 'github-ascii', 'blackfriday'])('500 headings, %s', (type) => {
    const hugo = tool('hugo') ?? '';
    const generation = generationOf(hugo, 144);
    const random = createRandom(7);
    const pages = Array.from({ length: 20 }, () =>
      Array.from(
        { length: 25 },
        () => `## ${pick(random, pieces, 5)}${random() < 0.1 ? ' {#given}' : ''}\n`,
      ).join('\n'),
    );
    const dir = build(hugo, {
      'config.toml': `baseURL = "/"\n[markup.goldmark.parser]\nautoHeadingIDType = "${type}"\n`,
      'layouts/_default/single.html': '{{ .Content }}',
      ...Object.fromEntries(pages.map((page, i) => [`content/p/${i}.md`, `---\ntitle: t\n---\n${page}`])),
    });
    const wrong: string[] = [];
    for (const [i, page] of pages.entries()) {
      const html = readFileSync(join(dir, `public/p/${i}/index.html`), 'utf8');
      const real = [...html.matchAll(/<h2(?: id="([^"]*)")?/g)].map((match) => match[1] ?? '');
      const headings = pageHeadings(page);
      const ours = headingIds(headings, generation, type);
      expect(ours).toHaveLength(real.length);
      for (const [at, id] of ours.entries()) {
        // What cannot be told for certain is written out before it is linked to.
        const certain = generation === 'old' || !headings.some((heading) => heading.unsure);
        if (certain && id !== real[at]) wrong.push(`${headings[at]?.raw}: ${id}, not ${real[at]}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('500 file names', (context) => {
    const hugo = requireTool(context, 'hugo');
    const generation = generationOf(hugo, 123);
    const random = createRandom(3);
    const atoms = '中文|a|B|Ｃ|é|é|İ| |  |-|_|.|，|（|😀|#|+|~|@|!|&|·|　|1|½|①|"|\'|[|{|ไทย|\u200b'.split(
      '|',
    );
    const names = new Set<string>();
    while (names.size < 500) {
      const name = pick(random, atoms, 5);
      if (!/^[ .#]|[ .~]$|^index$/.test(name) && !/^\.*$/.test(urlName(name, 'old'))) names.add(name);
    }
    const all = [...names];
    const files: Record<string, string> = {
      'config.toml': 'baseURL = "/"\n',
      'layouts/_default/list.html': '{{ range .RegularPages }}{{ .Title }}|{{ .RelPermalink }}\n{{ end }}',
    };
    const used = new Set<string>();
    for (const [i, name] of all.entries()) {
      files[`content/as-is/${name}.md`] = `---\ntitle: "${i}"\n---\n`;
      const kept = contentName(name);
      if (kept === '' || /^[.#]/.test(kept) || used.has(urlName(kept, 'new'))) continue;
      used.add(urlName(kept, 'new'));
      files[`content/named/${kept}.md`] = `---\ntitle: "${i}"\n---\n`;
    }
    const dir = build(hugo, files);
    const urls = (section: string) =>
      readFileSync(join(dir, 'public', section, 'index.html'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('|'))
        .map(
          ([i, url = '']) =>
            [Number(i), decodeURIComponent(url.replace(/&#43;/g, '+').replace(/&#39;/g, "'"))] as const,
        );
    for (const [i, url] of urls('as-is')) {
      expect(url.replace(/\/+$/, '')).toBe(`/as-is/${urlName(all[i] ?? '', generation)}`.replace(/\/+$/, ''));
    }
    for (const [i, url] of urls('named'))
      expect(url).toBe(`/named/${urlName(contentName(all[i] ?? ''), 'old')}/`);
  });
});
