import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession } from './core-session.ts';
import type { AgainTimes, ExportTimes, Ground, Jobs, RenderTimes } from './jobs.ts';
import { notePaths } from './vaults.ts';

/**
 * An export of everything that has a date: the first plan, the export, a plan with nothing changed, one after an edit of
 * one note, and that note with its page.
 */
export async function measureExport(ground: Ground, { site }: Jobs['export']['wish']): Promise<ExportTimes> {
  mkdirSync(join(ground.vaultDir, '.commonplace'), { recursive: true });
  const target = `[[target]]\nname = "bench"\nroot = ${JSON.stringify(site)}\nhugo = "none"\n`;
  // The texts that the vault is made of hold what stops an export: that is not what is measured.
  writeFileSync(
    join(ground.vaultDir, '.commonplace/hugo.toml'),
    `${target}allow_secrets = ["**"]\nprivate = { comments = false }\n`,
  );
  const session = await openSession(ground);
  await session.ready();
  const plan = () => session.call('publish.plan', { target: 'bench' });
  const [first, planned] = await timed(plan);
  const [apply] = await timed(() => session.call('publish.apply', { target: 'bench' }));
  await plan();
  const [unchanged] = await timed(plan);
  const path = planned.plan.find(({ source }) => source?.endsWith('.md'))?.source;
  const times = {
    first,
    apply,
    unchanged,
    files: planned.plan.filter(({ action }) => action === 'create').length,
  };
  if (!path) return { ...times, edited: undefined, preview: undefined, memory: process.memoryUsage().rss };
  const note = await session.call('note.read', { path });
  await session.call('note.write', { path, text: `${note.text}\n`, base: note.hash });
  const [preview] = await timed(() => session.call('publish.preview', { target: 'bench', path }));
  const [edited] = await timed(plan);
  const memory = process.memoryUsage().rss;
  await session.core.dispose();
  return { ...times, edited, preview, memory };
}

/** The same plan in a new process, as each run of the command line makes it; where asked, after an edit of one note. */
export async function measureExportAgain(
  ground: Ground,
  { edit }: Jobs['exportAgain']['wish'],
): Promise<AgainTimes> {
  const [path] = edit ? notePaths(ground.vaultDir) : [];
  if (path !== undefined) appendFileSync(join(ground.vaultDir, path), '\n');
  const session = await openSession(ground);
  await session.ready();
  const [plan] = await timed(() => session.call('publish.plan', { target: 'bench' }));
  const memory = process.memoryUsage().rss;
  await session.core.dispose();
  return { plan, memory };
}

const renders = 20;

/** A note as a post of the blog, as it is shown while somebody types in it. */
export async function measureRender(ground: Ground, { site }: Jobs['render']['wish']): Promise<RenderTimes> {
  const path = 'bench of a post.md';
  const text = '+++\ndate = 2025-08-06\ntitle = "镜像缓存"\n+++\n## 起因\n\nk3s 拉取镜像太慢。\n';
  writeFileSync(join(ground.vaultDir, path), text);
  const session = await openSession(ground);
  await session.ready();
  await session.call('publish.addTarget', { root: site, name: 'rendered' });
  const render = async (more: string) => {
    const wish = { target: 'rendered', path, text: `${text}\n${more}\n` };
    const [time, { html, errors }] = await timed(() => session.call('publish.render', wish));
    if (!html?.includes(more)) throw new Error(`The post was not built: ${errors.join(' ')}`);
    return time;
  };
  try {
    const first = await render('第 0 段');
    const again: number[] = [];
    for (let n = 1; n <= renders; n++) again.push(await render(`第 ${n} 段`));
    return { first, again };
  } finally {
    await session.core.dispose();
    rmSync(join(ground.vaultDir, path), { force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
