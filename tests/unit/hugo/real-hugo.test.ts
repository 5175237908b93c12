import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createEmbeddedHugo } from '../../../electron/publish/embedded-hugo.ts';
import { findHugo, type Hugo } from '../../../electron/publish/hugo.ts';
import type { HeadingIdType } from '../../../shared/hugo/anchors.ts';
import type { Generation } from '../../../shared/hugo/goldmark.ts';
import { headingIds, pageHeadings } from '../../../shared/hugo/headings.ts';
import { contentName, urlName } from '../../../shared/hugo/names.ts';
import { missing, tool } from '../../fixtures/tools.ts';
import { createRandom, pick } from './random.ts';

const dirs: string[] = [];
const embedded = createEmbeddedHugo();
afterAll(() => {
  embedded.stop();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}, 180_000);

/** The machine's own Hugo and the one that comes with the app. */
const hugos = [
  { name: 'the machine’s Hugo', absent: missing('hugo'), find: () => findHugo(tool('hugo') ?? 'auto', '/') },
  { name: 'the embedded Hugo', absent: false, find: async () => embedded },
];

/** Build a site of these files; answers with its pages by URL. */
async function build(
  hugo: Hugo,
  files: Record<string, string>,
  pages: string[],
): Promise<(url: string) => string> {
  const dir = mkdtempSync(join(tmpdir(), 'real-hugo-'));
  dirs.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const run = await hugo.build(dir, join(dir, 'public'), { pages });
  expect(run.errors).toEqual([]);
  return (url) => run.pages.get(url) ?? '';
}

const generationOf = ({ numbers }: Hugo, since: number): Generation => (numbers[1] >= since ? 'new' : 'old');

const pieces =
  '中文|重复|标题|OVN|v1.2.3| | |  |-|_|a_b|**粗体**|*em*|`code x`|[链接](u_b)|，|！|（x）|“引”|C++|①|½|😀|é|é|İ|ß|\t|　|\\*|~~删~~|==高==|$x^2$|#tag|^id|1|.|:|/|"|\'|...|__u__|€|ＡＢ|ไทย|(|{x}|?|+|=|&'.split(
    '|',
  );

describe.each(hugos)('against $name', { timeout: 300_000 }, ({ absent, find }) => {
  const types: HeadingIdType[] = ['github', 'github-ascii', 'blackfriday'];
  test.skipIf(absent).each(types)('10,000 headings, %s', async (type) => {
    const hugo = (await find()) as Hugo;
    const generation = generationOf(hugo, 144);
    const random = createRandom(7);
    const heading = () => `## ${pick(random, pieces, 5)}${random() < 0.1 ? ' {#given}' : ''}\n`;
    // One whose id cannot be told makes those of all that follow it uncertain: most pages do without.
    const sure = (): string => {
      const drawn = heading();
      return pageHeadings(drawn).some(({ unsure }) => unsure) ? sure() : drawn;
    };
    const page = (draw: () => string) => Array.from({ length: 50 }, draw).join('\n');
    const pages = Array.from({ length: 220 }, (_, i) => page(i < 200 ? sure : heading));
    let compared = 0;
    const files = {
      'config.toml': `baseURL = "/"\n[markup.goldmark.parser]\nautoHeadingIDType = "${type}"\n`,
      'layouts/_default/single.html': '{{ .Content }}',
      ...Object.fromEntries(pages.map((page, i) => [`content/p/${i}.md`, `---\ntitle: t\n---\n${page}`])),
    };
    const built = await build(
      hugo,
      files,
      Array.from(pages, (_, i) => `/p/${i}/`),
    );
    const wrong: string[] = [];
    for (const [i, page] of pages.entries()) {
      const html = built(`/p/${i}/`);
      const real = [...html.matchAll(/<h2(?: id="([^"]*)")?/g)].map((match) => match[1] ?? '');
      const headings = pageHeadings(page);
      const ours = headingIds(headings, generation, type);
      expect(ours).toHaveLength(real.length);
      for (const [at, id] of ours.entries()) {
        // What cannot be told for certain is written out before it is linked to.
        const certain = generation === 'old' || !headings.some((heading) => heading.unsure);
        if (certain) compared++;
        if (certain && id !== real[at]) wrong.push(`${headings[at]?.raw}: ${id}, not ${real[at]}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(9_000);
  });

  test.skipIf(absent)('10,000 file names', async () => {
    const hugo = (await find()) as Hugo;
    const generation = generationOf(hugo, 123);
    const random = createRandom(3);
    const atoms = '中文|a|B|Ｃ|é|é|İ| |  |-|_|.|，|（|😀|#|+|~|@|!|&|·|　|1|½|①|"|\'|[|{|ไทย|\u200b'.split(
      '|',
    );
    const names = new Set<string>();
    while (names.size < 10_000) {
      const name = pick(random, atoms, 7);
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
    const built = await build(hugo, files, ['/as-is/', '/named/']);
    const urls = (section: string) =>
      built(`/${section}/`)
        .trim()
        .split('\n')
        .map((line) => line.split('|'))
        .map(
          ([i, url = '']) =>
            [Number(i), decodeURIComponent(url.replace(/&#43;/g, '+').replace(/&#39;/g, "'"))] as const,
        );
    const wrong: string[] = [];
    const look = (url: string, wanted: string) => {
      if (url.replace(/\/+$/, '') !== wanted.replace(/\/+$/, '')) wrong.push(`${url}, not ${wanted}`);
    };
    for (const [i, url] of urls('as-is')) look(url, `/as-is/${urlName(all[i] ?? '', generation)}`);
    for (const [i, url] of urls('named')) look(url, `/named/${urlName(contentName(all[i] ?? ''), 'old')}/`);
    expect(wrong).toEqual([]);
  });
});
