import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../fixtures/chromium.ts';
import { pdf } from '../fixtures/media.ts';
import { exif, pngChunk } from '../fixtures/pictures.ts';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
);
const note = `---
title: 打印这一篇
tags: [k8s]
---
第一段有**粗体**、[[OVN#数据通路|网络]]和[外面](https://example.com/a)。见[[#第二节]]，或[[out#第二节|此处]][^1]。%%不给人看%%

| 名 | n |
|---|--:|
| k3s | 1 |

> [!tip]- 折起来的
> 里面的话

公式 $a^2+b^2$ 在此。

\`\`\`go
func main() {}
\`\`\`

![[dot.png|100]]

![照片](photo.png)

![[OVN]]

![[secret]]

## 第二节

- [x] 完成
- [ ] 待办
- [/] 一半

![[文.pdf#page=2]]

[^1]: 脚注的话。

<img src=x onerror="document.title='bad'"><script>document.title='bad'</script>
`;

describe.skipIf(missing('chromium'))('a note on its way out', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      language: 'en',
      theme: 'dark',
      files: {
        'out.md': note,
        'OVN.md': '# OVN\n\n## 数据通路\n\n嵌入的正文。\n\n## 生活\n\n家里的事。\n',
        'secret.md': '---\ntags: [private]\n---\n锁着的事。\n',
        '.commonplace/hugo.toml':
          '[[target]]\nname = "b"\nroot = "../b"\nimage_metadata = "strip"\nprivate = { headings = ["生活"] }\n',
        'dot.png': png,
        'photo.png': Buffer.concat([
          png.subarray(0, 33),
          pngChunk('eXIf', exif({ place: true })),
          png.subarray(33),
        ]),
        '文.pdf': pdf(3),
        'long.md': Array.from({ length: 900 }, (_, n) => `段落 ${n}\n`).join('\n'),
      },
    });
  });
  afterAll(() => app?.close());

  const command = (name: string) => app.command(name);

  /** What would go to the printer, as a PDF. */
  async function printed(name: string): Promise<{ pdf: Buffer; seen: string }> {
    await app.page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute('data-asked', '');
    });
    await command(name);
    await app.page.locator('html[data-asked]').waitFor({ state: 'attached', timeout: 20_000 });
    await app.page.emulateMedia({ media: 'print' });
    const seen = await app.page.locator('body').innerText();
    await app.page.emulateMedia({ media: null });
    await app.page.evaluate(() => document.documentElement.removeAttribute('data-asked'));
    // Tells the page that it has been printed, as the dialog does.
    const file = await app.page.pdf({ preferCSSPageSize: true });
    return { pdf: file, seen };
  }

  test('prints as it is read: alone, black on white, with everything that is folded or embedded', async () => {
    await app.open('out');
    const { pdf: file, seen } = await printed('Print');
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    for (const text of ['打印这一篇', '粗体', '里面的话', '嵌入的正文', '待办', 'func main']) {
      expect(seen).toContain(text);
    }
    expect(seen).not.toContain('不给人看');
    expect(seen).not.toContain('Backlinks');
    await expect.poll(() => app.page.locator('.note-sheet').count()).toBe(0);
    expect(await app.page.title()).not.toContain('bad');
    expect(app.faults).toEqual([]);
  });

  test('prints all of a long note, by the command for PDF too', async () => {
    await app.open('long');
    const { pdf: file, seen } = await printed('Export as PDF');
    expect(seen).toContain('段落 899');
    expect(file.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(10);
  });

  test('is one HTML file that holds all it needs and runs nothing', async () => {
    await app.open('out');
    const download = app.page.waitForEvent('download');
    await command('Export as HTML');
    const file = await download;
    expect(file.suggestedFilename()).toBe('out.html');
    const path = join(app.vault, '..', 'out.html');
    await file.saveAs(path);
    const html = readFileSync(path, 'utf8');
    expect(html).not.toMatch(/<script|onerror|\bon\w+=|blob:|127\.0\.0\.1|<link|不给人看/i);
    // What the settings of publishing keep back goes into no file.
    expect(html).toContain('嵌入的正文');
    expect(html).not.toMatch(/家里的事|锁着的事/);
    expect(html).not.toMatch(/url\((?!"?data:)/);

    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ locale: 'zh-CN' });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`file://${path}`);
      await page.waitForLoadState();
      expect(asked.filter((url) => !/^(?:file|data):/.test(url))).toEqual([]);
      expect(await page.title()).toBe('打印这一篇');
      expect(await page.locator('table td').first().innerText()).toBe('k3s');
      expect(
        await page
          .locator('img')
          .first()
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      ).toBe(2);
      // The photo is there, and says nothing of where it was taken.
      const photo = await page.locator('img[alt="照片"]').getAttribute('src');
      expect(Buffer.from(photo?.split(',')[1] ?? '', 'base64')).toEqual(png);
      expect(await page.locator('a[href="https://example.com/a"]').count()).toBe(1);
      expect(await page.locator('a[href="#第二节"]').count()).toBe(2);
      expect(await page.locator('sup a[href="#footnote-1"]').count()).toBe(1);
      expect(await page.locator('#footnote-1').innerText()).toContain('脚注的话');
      expect(await page.locator('[id="第二节"]').count()).toBe(1);
      expect(await page.locator('input:checked').count()).toBe(2);
      const looks = await page
        .locator('.note-task')
        .evaluateAll((all) => all.map((box) => getComputedStyle(box).appearance));
      expect(looks).toEqual(['auto', 'auto', 'none']);
      const sheet = page.locator('.note-pdf img');
      expect(await sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
      expect((await page.locator('.note-pdf').boundingBox())?.width).toBeLessThanOrEqual(720);
    } finally {
      await browser.close();
    }
    expect(app.faults).toEqual([]);
  });
});
