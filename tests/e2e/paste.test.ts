import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';
import { copied } from './copied.ts';
import { createTyping, type Typing } from './typing.ts';

interface Data {
  text?: string;
  html?: string;
  vscode?: string;
  files?: { name: string; type: string; size: number }[];
}

const starts = ['', '看', '看文档', '又', '- 一\n- ', '```\na'] as const;
const nameOf = (text: string) => ['空', '看', '文档', '又', '列表', '代码'][starts.indexOf(text as '')];

const files = {
  ...Object.fromEntries(
    starts.flatMap((text) => Array.from({ length: 40 }, (_, index) => [`${nameOf(text)}-${index}.md`, text])),
  ),
  'net/OVN.md': '# OVN\n',
  'net/pic.png': 'a picture',
  '.obsidian/app.json': '{"attachmentFolderPath": "./附件"}',
};

describe.skipIf(missing('chromium'))('paste and drop', () => {
  let app: App;
  let typing: Typing;

  beforeAll(async () => {
    app = await startApp({ files });
    typing = await createTyping(app);
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterAll(() => app?.close());

  let note = '';
  let used = 0;

  /** Show a note of its own that begins with one of `starts`, the cursor at its end. */
  async function start(text: (typeof starts)[number]): Promise<void> {
    note = `${nameOf(text)}-${used++}.md`;
    await app.open(note.replace('.md', ''));
    await typing.content().click();
    await app.page.keyboard.press('Control+End');
  }

  const onDisk = () => typing.onDisk(note);

  /** What the browser tells the page of a paste or a drop. */
  async function give(kind: 'paste' | 'drop', data: Data): Promise<void> {
    await typing.content().evaluate(
      (root, [kind, data]) => {
        const transfer = new DataTransfer();
        if (data.text !== undefined) transfer.setData('text/plain', data.text);
        if (data.html !== undefined) transfer.setData('text/html', data.html);
        if (data.vscode !== undefined) transfer.setData('vscode-editor-data', data.vscode);
        for (const { name, type, size } of data.files ?? [])
          transfer.items.add(new File([new Uint8Array(size).fill(65)], name, { type }));
        const options = { bubbles: true, cancelable: true };
        const last = root.querySelector('.cm-line:last-child')?.getBoundingClientRect();
        root.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
            : new DragEvent('drop', {
                ...options,
                dataTransfer: transfer,
                clientX: (last?.left ?? 0) + 300,
                clientY: (last?.top ?? 0) + 5,
              }),
        );
      },
      [kind, data] as const,
    );
  }

  const attachments = () => readdirSync(join(app.vault, '附件'));

  describe('pages become Markdown', () => {
    test.each(copied)('$name', async ({ html, text, markdown }) => {
      await start('');
      await give('paste', { html, text: text ?? 'plain' });
      await onDisk().toBe(markdown);
    });

    test('in a list they stay in it', async () => {
      await start('- 一\n- ');
      await give('paste', { html: '<ul><li>二<ul><li>三</li></ul></li><li>四</li></ul>', text: 'x' });
      await onDisk().toBe('- 一\n- 二\n  - 三\n- 四');
    });

    test('in code it is the text that is pasted, and one undo takes it back', async () => {
      await start('```\na');
      await give('paste', { html: '<b>x</b>', text: '**x**\n- y' });
      await onDisk().toBe('```\na**x**\n- y');
      await app.page.keyboard.press('Control+z');
      await onDisk().toBe('```\na');
    });
  });

  describe('from the real clipboard', () => {
    async function copy(html: string, text: string): Promise<void> {
      await app.page.evaluate(
        async ([html, text]) => {
          const item = (value: string, type: string) => new Blob([value], { type });
          const data = { 'text/html': item(html, 'text/html'), 'text/plain': item(text, 'text/plain') };
          await navigator.clipboard.write([new ClipboardItem(data)]);
        },
        [html, text] as const,
      );
    }

    test('Ctrl+V takes the page, Ctrl+Shift+V its text', async () => {
      await start('');
      await copy('<p>看<b>这里</b></p>', '看这里');
      await typing.content().focus();
      await app.page.keyboard.press('Control+v');
      await onDisk().toBe('看**这里**');
      await app.page.keyboard.press('Control+Shift+v');
      await onDisk().toBe('看**这里**看这里');
    });

    test('an address over words makes a link, alone it stays, and Ctrl+Shift+V puts it in place of them', async () => {
      await start('看文档');
      await app.page.keyboard.press('Shift+ArrowLeft');
      await app.page.keyboard.press('Shift+ArrowLeft');
      await app.page.evaluate(() => navigator.clipboard.writeText('https://example.com/a?b=c'));
      await app.page.keyboard.press('Control+v');
      await onDisk().toBe('看[文档](https://example.com/a?b=c)');
      await app.page.keyboard.press('Control+z');
      await app.page.keyboard.press('Control+Shift+v');
      await onDisk().toBe('看https://example.com/a?b=c');
    });
  });

  describe('files', () => {
    test('a picture goes to the attachments, named after the note, and is shown', async () => {
      await start('看');
      await give('paste', { files: [{ name: 'image.png', type: 'image/png', size: 100 }] });
      await onDisk().toMatch(/^看!\[\[看-\d+-\d{8}-\d{6}\.png\]\]$/);
      expect(attachments().some((name) => /^看-\d+-\d{8}-\d{6}\.png$/.test(name))).toBe(true);
    });

    test('the name follows the template of the settings', async () => {
      mkdirSync(join(app.vault, '.commonplace'), { recursive: true });
      app.write('.commonplace/settings.json', '{"attachments": {"name": "{{date:YYYY}}/{{name}} 图"}}');
      await start('看');
      await give('paste', { files: [{ name: 'image.png', type: 'image/png', size: 101 }] });
      await onDisk().toMatch(/^看!\[\[\d{4}-image-图\.png\]\]$/);
    });

    test('dropped files keep their names; one that is in the vault is linked where it is', async () => {
      await start('看');
      const dropped = { name: '报告 1.zip', type: 'application/zip', size: 50 };
      await give('drop', { files: [dropped, { name: '图.png', type: 'image/png', size: 60 }] });
      await onDisk().toBe('看[[报告 1.zip]]\n![[图.png]]');
      expect(attachments()).toEqual(expect.arrayContaining(['报告 1.zip', '图.png']));
      await app.page.keyboard.type('后');
      await onDisk().toBe('看[[报告 1.zip]]\n![[图.png]]后');
      await app.page.keyboard.press('Control+z');
      await app.page.keyboard.press('Control+z');
      await onDisk().toBe('看');
      const before = attachments();
      await start('又');
      await give('drop', { files: [{ name: '图.png', type: 'image/png', size: 60 }] });
      await onDisk().toBe('又![[图.png]]');
      expect(attachments()).toEqual(before);
    });

    test('a large one goes in parts, while one writes on; one that is too large is refused, and said so', async () => {
      await start('看');
      const size = 9 * 1024 * 1024 + 7;
      await give('drop', { files: [{ name: '大.bin', type: '', size }] });
      await app.page.locator('.note-sending').waitFor();
      await app.page.keyboard.press('Home');
      await app.page.keyboard.type('先');
      await onDisk().toBe('先看[[大.bin]]');
      expect(statSync(join(app.vault, '附件/大.bin')).size).toBe(size);
      expect(await app.page.locator('.note-sending').count()).toBe(0);
      await start('看');
      const sent = note;
      await give('drop', { files: [{ name: '大二.bin', type: '', size }] });
      await app.page.locator('.note-sending').waitFor();
      await start('又');
      await typing.onDisk(sent).toBe('看[[大二.bin]]');
      const large = { name: '太大.bin', type: '', size: 257 * 1024 * 1024 };
      await give('drop', { files: [large] });
      await app.page.getByText('太大').first().waitFor();
      await expect.poll(() => app.page.locator('.note-sending').count()).toBe(0);
      expect(attachments()).not.toContain('太大.bin');
    });
  });

  test('what is hostile runs nothing, asks nobody, and leaves no HTML', async () => {
    const asked: string[] = [];
    app.page.on('request', (request) => {
      if (!/^(?:127\.0\.0\.1|)$/.test(new URL(request.url()).hostname)) asked.push(request.url());
    });
    const dialogs: string[] = [];
    app.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await start('');
    for (const payload of hostile) {
      await give('paste', { html: `<b>x</b>${payload}`, text: 'x' });
      await give('drop', { html: `<b>x</b>${payload}`, text: 'x' });
    }
    await expect.poll(() => app.read(note)).toContain('**x**');
    await app.page.waitForTimeout(1500);
    expect(asked).toEqual([]);
    expect(dialogs).toEqual([]);
    expect(await app.page.title()).not.toContain('pwned');
    expect(app.read(note)).not.toMatch(/\]\(\w*script:|(?<!\\)<\w|\]\(data:/);
  });

  test('the page broke no rule on the way', () => {
    expect(app.faults).toEqual([]);
  });
});

test.skipIf(missing('chromium'))('a cell of a table takes pictures and links too', async () => {
  const table = '| 图 | 链接 |\n| --- | --- |\n| 甲 | 乙 |\n';
  const app = await startApp({ files: { '表.md': `头\n\n${table}` } });
  onTestFinished(() => app.close());
  const typing = await createTyping(app);
  await app.open('表');
  const paste = (text: string, html: string, picture: boolean) =>
    app.page.evaluate(
      ([text, html, picture]) => {
        const clipboardData = new DataTransfer();
        if (text !== '') clipboardData.setData('text/plain', text);
        if (html !== '') clipboardData.setData('text/html', html);
        if (picture) clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
        const options = { clipboardData, bubbles: true, cancelable: true };
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', options));
      },
      [text, html, picture] as const,
    );
  await app.page.getByText('甲', { exact: true }).click();
  await app.page.keyboard.press('End');
  await paste('', '', true);
  await typing.onDisk('表.md').toMatch(/\| 甲!\[\[表-\d{8}-\d{6}\.png\]\] \| 乙 \|/);
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('End');
  await paste('x', '看<b>这</b><a href="https://a.b/">站</a>', false);
  await typing.onDisk('表.md').toContain('| 乙看**这**[站](https://a.b/) |');
  expect(app.faults).toEqual([]);
});

test.skipIf(missing('chromium'))('a row of the explorer that is dropped becomes a link', async () => {
  const app = await startApp({ files: { '看.md': '看', 'OVN.md': '# OVN\n', 'pic.png': 'a picture' } });
  onTestFinished(() => app.close());
  const typing = await createTyping(app);
  await app.open('看');
  const tree = app.page.getByRole('tree');
  const line = typing.content().locator('.cm-line').first();
  const drop = async (name: string, x: number) =>
    tree.getByText(name, { exact: true }).dragTo(line, { targetPosition: { x, y: 8 } });
  await drop('OVN', 200);
  await typing.onDisk('看.md').toBe('看[[OVN]]');
  await drop('pic.png', 300);
  await typing.onDisk('看.md').toBe('看[[OVN]]![[pic.png]]');
  expect(app.read('OVN.md')).toBe('# OVN\n');
  expect(app.faults).toEqual([]);
});

const hostile = [
  '<script>document.title="pwned"</script>',
  '<img src=x onerror="document.title=\'pwned\'">',
  '<img src="https://attacker.invalid/a.png" width=1 height=1>',
  '<svg onload="document.title=\'pwned\'"><script>document.title="pwned"</script></svg>',
  '<iframe src="https://attacker.invalid/"></iframe>',
  '<iframe srcdoc="<script>parent.document.title=\'pwned\'</script>"></iframe>',
  '<a href="javascript:alert(1)">字</a>',
  '<a href="JaVa&#10;Script:alert(1)">字</a>',
  '<a href="data:text/html,<script>alert(1)</script>">字</a>',
  '<a href="vbscript:msgbox(1)">字</a>',
  '<form action="https://attacker.invalid"><input name=a autofocus onfocus=alert(1)><button>字</button></form>',
  '<object data="https://attacker.invalid/"></object><embed src="https://attacker.invalid/">',
  '<link rel=stylesheet href="https://attacker.invalid/a.css"><style>@import "https://attacker.invalid/b.css"</style>',
  '<meta http-equiv=refresh content="0;url=https://attacker.invalid/">',
  '<base href="https://attacker.invalid/"><img src="a.png">',
  '<p>&lt;script&gt;document.title="pwned"&lt;/script&gt;</p>',
  '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><img src=x onerror=alert(1)></template>',
  '<details open ontoggle=alert(1)>字</details>',
  '<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>',
  '<pre><code class="language-js&quot; onload=alert(1)">x</code></pre>',
  '<div data-tex="x">字</div>',
  '<table><tr><td>&lt;img src=x onerror=alert(1)&gt;</td></tr></table>',
  '<body onload=alert(1)>字</body>',
];
