import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitNote } from '../../shared/note/front-matter.ts';
import { openSession, type Session } from './core-session.ts';
import type { Ground, LiveTimes, LiveWish } from './jobs.ts';
import { createRandom, type Random } from './random.ts';
import { notePaths } from './vaults.ts';
import { timeBareWrite, timeFlushedWrites } from './yardsticks.ts';

interface Place {
  session: Session;
  dir: string;
  paths: string[];
  random: Random;
}

/** What people and other programs do to an open vault; each thing has to be right, too. */
export async function measureLive({ vaultDir, dataDir }: Ground, wish: LiveWish): Promise<LiveTimes> {
  const paths = notePaths(vaultDir);
  const random = createRandom(wish.saves);
  if (wish.backlinks > 0) writeHub(vaultDir, paths.slice(0, wish.backlinks));
  const session = await openSession({ vaultDir, dataDir }, true);
  await session.ready();
  const place: Place = { session, dir: vaultDir, paths, random };
  const { bare, saved } = await saveNotes(place, wish.saves);
  const topic: LiveTimes['topic'] = [];
  for (const name of wish.topics) topic.push(await makeTopic(place, name));
  const rename = wish.backlinks > 0 ? await renameHub(place, wish.backlinks) : undefined;
  const outside = wish.outside > 0 ? await changeOutside(place, wish.outside) : undefined;
  const memory = process.memoryUsage().rss;
  await session.core.dispose();
  return { bare, saved, topic, rename, outside, memory };
}

/** Write a link, a mention's name and a word of its own into one note after another, and ask for all three. */
async function saveNotes({ session, dir, paths, random }: Place, saves: number) {
  // These characters mean something inside a link, or cannot stand in one.
  const targets = paths.filter((path) => !/[[\]#^|%]/.test(path));
  const times = { bare: [] as number[], saved: [] as number[] };
  for (let save = 0; save < saves; save++) {
    const source = random.pick(paths);
    const target = random.pick(targets);
    const { text, hash, readOnly } = await session.call('note.read', { path: source });
    if (source === target || readOnly !== null) continue;
    times.bare.push(timeBareWrite(join(dir, source), text));
    const word = `saved${save}word`;
    const edited = atTop(text, `See [[/${target}|that note]] ${word}.`);
    const start = performance.now();
    await session.call('note.write', { path: source, text: edited, base: hash });
    const { linked } = await session.call('backlink.list', { path: target, mentions: true });
    const { total } = await session.call('search.query', { query: word, limit: 50 });
    times.saved.push(performance.now() - start);
    if (total !== 1 || !linked.some((one) => one.source === source)) {
      throw new Error(`${source} was saved, and backlinks or search do not know it`);
    }
  }
  return times;
}

/** What stands at the end of a note may be inside a comment or a fence that nobody closed. */
function atTop(text: string, line: string): string {
  const { bodyFrom } = splitNote(text);
  return `${text.slice(0, bodyFrom)}\n${line}\n\n${text.slice(bodyFrom)}`;
}

/** As the window asks: the first mentions, and how many there are. */
async function makeTopic({ session }: Place, name: string): Promise<LiveTimes['topic'][number]> {
  const start = performance.now();
  const { path } = await session.call('note.create', { path: `${name}.md`, text: `# ${name}\n` });
  const { total } = await session.call('backlink.list', { path, mentions: true, limit: 300 });
  const time = performance.now() - start;
  if (total.mentions === 0) throw new Error(`${name} is mentioned, and no mention was found`);
  return { time, mentions: total.mentions };
}

const hub = 'hub of the bench.md';

function writeHub(dir: string, linking: readonly string[]): void {
  writeFileSync(join(dir, hub), '# Hub\n');
  for (const path of linking) {
    const file = join(dir, path);
    writeFileSync(file, atTop(readFileSync(file, 'utf8'), 'See [[hub of the bench]].'));
  }
}

async function renameHub({ session, dir, paths }: Place, backlinks: number) {
  const linking = paths.slice(0, backlinks).map((path) => join(dir, path));
  const start = performance.now();
  const { edits } = await session.call('file.rename', { from: hub, to: 'middle of the bench.md' });
  const time = performance.now() - start;
  if (edits.length < backlinks) throw new Error(`${edits.length} links of ${backlinks} were renamed`);
  const fsync = timeFlushedWrites(linking.map((file) => ({ file, text: readFileSync(file, 'utf8') })));
  await settle(session);
  return { time, fsync };
}

/** Another program writes into many notes at once; meanwhile small calls are asked, one after another. */
async function changeOutside({ session, dir, paths }: Place, count: number) {
  await settle(session);
  const changed = paths.slice(-count);
  const word = `outside${Date.now()}`;
  let waiting = true;
  let calls = 0;
  let worstCall = 0;
  const asking = (async () => {
    while (waiting) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const start = performance.now();
      // A turn of the loop first: a call comes from outside, and waits for its turn.
      await new Promise((resolve) => setImmediate(resolve));
      // Notes of the middle: those at the beginning are topics, with so many links that a call has work of its own.
      const path = paths[Math.floor(paths.length / 4) + (calls % 100)] as string;
      await session.call('note.read', { path });
      await session.call('backlink.list', { path, mentions: false });
      worstCall = Math.max(worstCall, performance.now() - start);
      calls++;
    }
  })();
  // Synchronous, as the other program is not this process: its time is not counted.
  for (const path of changed) {
    const file = join(dir, path);
    writeFileSync(file, atTop(readFileSync(file, 'utf8'), word));
  }
  worstCall = 0;
  const start = performance.now();
  await until(async () => (await indexed(session, word)) >= count);
  const time = performance.now() - start;
  waiting = false;
  await asking;
  return { time, worstCall, calls };
}

/** How many notes hold a word, once all are in the index: what is not is looked for in the files. */
async function indexed(session: Session, word: string): Promise<number> {
  const ready = async () => (await session.call('vault.status', {})).phase === 'ready';
  if (!(await ready())) return 0;
  const { total } = await session.call('search.query', { query: word, limit: 1 });
  return (await ready()) ? total : 0;
}

async function settle(session: Session): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await until(async () => (await session.call('vault.status', {})).phase === 'ready');
}

async function until(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 300_000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error('It did not come to an end within five minutes');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
