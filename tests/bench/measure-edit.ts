import { join } from 'node:path';
import { splitNote } from '../../shared/note/front-matter.ts';
import { openSession, type Session } from './core-session.ts';
import type { EditTimes, Ground, Jobs } from './jobs.ts';
import { createRandom } from './random.ts';
import { notePaths } from './vaults.ts';
import { timeBareWrite } from './yardsticks.ts';

/** Link one note to another and wait for the backlinks that a window would show, again and again. */
export async function measureEdit(ground: Ground, { edits }: Jobs['edit']['wish']): Promise<EditTimes> {
  const session = await openSession(ground);
  await session.ready();
  const random = createRandom(edits);
  const sources = notePaths(ground.vaultDir);
  // These characters mean something inside a link, or cannot stand in one.
  const targets = sources.filter((path) => !/[[\]#^|%]/.test(path));
  const times: EditTimes = { bare: [], write: [], backlinks: [] };
  for (let edit = 0; edit < edits; edit++) {
    const source = random.pick(sources);
    const target = random.pick(targets);
    if (source !== target) await editOnce(session, ground.vaultDir, source, target, times);
  }
  await session.core.dispose();
  return times;
}

async function editOnce(
  session: Session,
  dir: string,
  source: string,
  target: string,
  times: EditTimes,
): Promise<void> {
  const { text, hash, readOnly } = await session.call('note.read', { path: source });
  if (readOnly !== null) return;
  times.bare.push(timeBareWrite(join(dir, source), text));
  // At the top: what stands at the end of a real note may be inside a comment that nobody closed.
  const { bodyFrom } = splitNote(text);
  const edited = `${text.slice(0, bodyFrom)}\nSee [[/${target}|that note]].\n\n${text.slice(bodyFrom)}`;
  const start = performance.now();
  await session.call('note.write', { path: source, text: edited, base: hash });
  times.write.push(performance.now() - start);
  const { linked } = await session.call('backlink.list', { path: target, mentions: true });
  times.backlinks.push(performance.now() - start);
  if (!linked.some((place) => place.source === source)) {
    throw new Error(`${source} links to ${target}, and its backlinks do not say so`);
  }
}
