import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../../e2e/app.ts';
import { png } from '../../fixtures/media.ts';
import { count, ms, ratio } from '../format.ts';
import { percentile } from '../stats.ts';
import { type Column, renderTable } from '../table.ts';
import { openingTime, placeCursor, scrollThrough, typeKeys, watchKeys } from './page-probe.ts';
import { longLine, noteText } from './texts.ts';
import { startWatchedBrowser, type WatchedBrowser, type WatchedPage, wait } from './watched-page.ts';

/** Keys of one turn, and turns: ours and bare take turns in one run, so that the machine's moods hit both. */
const keys = 16;
const turns = 8;
/** More notes than the window keeps the texts of: each one that is opened is read from the disk. */
const many = 27;
const rounds = 3;

interface TypingCase {
  name: string;
  note: string;
  /** Where in the text, 0 to 1. */
  part: number;
  goal: string;
}

const cases: readonly TypingCase[] = [
  { name: '5 KB', note: 'small', part: 0.5, goal: '1.15x' },
  { name: '1 MB, middle', note: 'large', part: 0.5, goal: '1.30x' },
  { name: '1 MB, start', note: 'large', part: 0, goal: '33 ms' },
  { name: '1 MB in one line', note: 'line', part: 0, goal: '' },
];

interface Row extends TypingCase {
  ours: number[];
  bare: number[];
}

/** Typing, opening and scrolling in Chromium, beside CodeMirror and its Markdown alone. */
export async function benchEditor(folder: string, say: (line: string) => void): Promise<string> {
  const texts = { small: noteText(5000), large: noteText(1_000_000), line: longLine(1_000_000) };
  const small = Array.from(
    { length: many },
    (_, n) => [`n${n}.md`, noteText(5000, { first: 100 * n })] as const,
  );
  const notes = Object.entries(texts).map(([name, text]) => [`${name}.md`, text] as const);
  const huge = noteText(5_000_000, { plain: true });
  const files = {
    ...Object.fromEntries(notes),
    ...Object.fromEntries(small),
    'huge.md': huge,
    '图.png': png(640, 400),
  };
  const app = await startServer(files);
  const browser = await startWatchedBrowser(join(folder, 'profile'));
  const bare = await startBare(join(folder, 'bare'), browser);
  try {
    const page = await browser.open(app.url);
    await page.until(isThere);
    await wait(5000);
    const rows: Row[] = [];
    for (const one of cases) {
      say(`typing: ${one.name}`);
      const row = await measureTyping(one, texts[one.note as keyof typeof texts], page, bare.page);
      rows.push(row);
      say(typingColumns.map((column) => column.cell(row) ?? '-').join('  '));
    }
    say('opening and scrolling');
    return [
      renderTable('From a key to its frame (ms)', typingColumns, rows),
      await openingReport(page, huge),
    ].join('\n\n');
  } finally {
    await browser.close();
    await app.close();
    bare.server.close();
  }
}

/** The window shows the names of notes, and what it had in front. */
const isThere = () =>
  document.querySelector('[role=tab]') !== null && document.querySelector('[role=treeitem]') !== null;

async function measureTyping(
  one: TypingCase,
  text: string,
  page: WatchedPage,
  bare: WatchedPage,
): Promise<Row> {
  await page.bringToFront();
  await openingTime(page, one.note);
  await placeCursor(page, one.part);
  await watchKeys(page);
  await bare.bringToFront();
  await bare.evaluate((text) => window.show(text), text);
  await placeCursor(bare, one.part);
  await watchKeys(bare);
  const row: Row = { ...one, ours: [], bare: [] };
  for (let turn = 0; turn < turns; turn++) {
    row.ours.push(...(await typeKeys(page, keys)));
    row.bare.push(...(await typeKeys(bare, keys)));
  }
  await reload(page);
  return row;
}

async function reload(page: WatchedPage): Promise<void> {
  await page.reload();
  await page.until(isThere);
}

const typingColumns: Column<Row>[] = [
  { title: 'note', align: 'left', cell: ({ name }) => name },
  { title: 'p50', cell: ({ ours }) => ms(percentile(ours, 0.5)) },
  { title: 'p95', cell: ({ ours }) => ms(percentile(ours, 0.95)) },
  { title: 'bare p50', cell: ({ bare }) => ms(percentile(bare, 0.5)) },
  { title: 'bare p95', cell: ({ bare }) => ms(percentile(bare, 0.95)) },
  { title: 'x p50', cell: ({ ours, bare }) => ratio(percentile(ours, 0.5), percentile(bare, 0.5)) },
  { title: 'x p95', cell: ({ ours, bare }) => ratio(percentile(ours, 0.95), percentile(bare, 0.95)) },
  { title: 'goal p95', cell: ({ goal }) => goal },
];

async function openingReport(page: WatchedPage, text: string): Promise<string> {
  await page.bringToFront();
  const small: number[] = [];
  for (let turn = 0; turn < rounds * many; turn++) {
    small.push(await openingTime(page, `n${turn % many}`));
    await wait(150);
  }
  const huge: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // A page that was loaded anew keeps no text.
    await reload(page);
    await wait(3000);
    if (
      await page.evaluate(
        () => document.querySelector('.note-editor[data-path="huge.md"]') !== null,
        undefined,
      )
    )
      throw new Error('huge is open already');
    huge.push(await openingTime(page, 'huge'));
    await wait(1500);
    await openingTime(page, 'n0');
    // The window remembers what is in front: it must not be the long note that the next page begins with.
    await wait(1500);
  }
  await openingTime(page, 'huge');
  await wait(1500);
  const scrolling = await scrollThrough(page, 200, 500);
  return [
    'Opening and scrolling',
    `5 KB note: ${ms(percentile(small, 0.5))} ms p50, ${ms(percentile(small, 0.95))} ms p95 of ${count(small.length)}, each read from the disk (goal 50)`,
    `5 MB note (${count(Buffer.byteLength(text))} bytes): ${huge.map(ms).join(', ')} ms to its first frame (goal 400)`,
    `scrolling it: ${count(scrolling.blank)} blank of ${count(scrolling.frames)} frames, ${ms(percentile(scrolling.times, 0.95))} ms p95`,
  ].join('\n');
}

async function startBare(
  outDir: string,
  browser: WatchedBrowser,
): Promise<{ page: WatchedPage; server: Server }> {
  await build({
    configFile: false,
    envDir: false,
    root: join(import.meta.dirname, '../bare-page'),
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'chrome130' },
  });
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const type = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }[extname(path)];
    response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' });
    createReadStream(join(outDir, path))
      .on('error', () => response.end())
      .pipe(response);
  });
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const page = await browser.open(`http://127.0.0.1:${port}/`);
  await page.until(() => 'show' in window);
  return { page, server };
}
