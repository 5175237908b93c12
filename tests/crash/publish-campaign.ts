import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { recoverBlog } from '../../electron/publish/apply.ts';
import { manifestName } from '../../electron/publish/manifest.ts';
import { createPublisher } from '../../electron/publish/publish.ts';
import type { Random } from '../bench/random.ts';
import { sourceOf } from '../unit/publish/world.ts';
import type { Children } from './built.ts';
import { deaths, type Outcome } from './campaign.ts';
import { differences, type Files, putBack, putFile, readFiles } from './files.ts';
import type { Death } from './kill-switch.ts';
import type { PublishTask } from './publish-child.ts';

/** Notes in the vault before and after: some change, some go, some come, with their attachments. */
function vaultFiles(edition: 1 | 2): Files {
  const files: Files = new Map();
  const from = edition === 1 ? 0 : 4;
  for (let index = from; index < from + 20; index++) {
    const text = `+++\ndate = 2025-01-01\ntitle = "第 ${index} 篇"\n+++\n第 ${edition} 版。见 [[${(index % 8) + 4}]]。\n`;
    files.set(`日志/${index}.md`, index % 4 === 0 ? `${text}\n![](图 ${index}.svg)\n` : text);
    if (index % 4 === 0) files.set(`日志/图 ${index}.svg`, `<svg id="v${edition}"/>\n`);
  }
  return files;
}

/** A blog of the first edition, and what it becomes. */
interface Ground {
  vault: string;
  blog: string;
  first: string;
  before: Files;
  after: Files;
  children: Children;
}

function publisherOf({ vault, blog }: Pick<Ground, 'vault' | 'blog'>) {
  const settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(blog)}\nhugo = "none"\n`;
  return createPublisher(sourceOf(vault, () => settings));
}

async function makeGround(folder: string, children: Children): Promise<Ground> {
  const [vault, blog, first] = ['vault', 'blog', 'first'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const dir of [vault, blog]) mkdirSync(dir, { recursive: true });
  putFile(blog, 'hugo.toml', 'baseURL = "https://example.org/"\n');
  putBack(vault, vaultFiles(1));
  await publisherOf({ vault, blog }).apply({});
  cpSync(blog, first, { recursive: true });
  const before = published(blog);
  putBack(vault, vaultFiles(2));
  await publisherOf({ vault, blog }).apply({ prune: true });
  return { vault, blog, first, before, after: published(blog), children };
}

/** What readers and git see of a blog: all but the folder of our own that git ignores. */
function published(blog: string): Files {
  return new Map([...readFiles(blog)].filter(([path]) => !path.startsWith('.commonplace-publish/')));
}

function run(ground: Ground, death?: Death, rehearsal?: string): 'killed' | 'finished' {
  const task: PublishTask = {
    vault: ground.vault,
    blog: ground.blog,
    ...(death ? { death } : {}),
    ...(rehearsal ? { rehearsal } : {}),
  };
  const { dir, env } = ground.children;
  const child = join(dir, 'publish-child.js');
  const { signal, status, stderr } = spawnSync(process.execPath, [child, JSON.stringify(task)], {
    encoding: 'utf8',
    env,
  });
  if (signal === 'SIGKILL') return 'killed';
  if (status !== 0) throw new Error(`the process ended by ${signal ?? status}: ${stderr}`);
  return 'finished';
}

function startAnew({ blog, first }: Ground): void {
  rmSync(blog, { recursive: true, force: true });
  cpSync(first, blog, { recursive: true });
}

/** What is wrong with a blog after a crash, before and after the next start. */
async function look(ground: Ground): Promise<{ verdict: 'old' | 'new'; problems: string[] }> {
  const { blog, before, after } = ground;
  const problems = [...published(blog)]
    .filter(([path, text]) => !isTemporary(path) && ![before.get(path), after.get(path)].includes(text))
    .map(([path]) => `${path} is neither the old one nor the new one`);
  recoverBlog(blog);
  const found = published(blog);
  const verdict = found.get(manifestName) === after.get(manifestName) ? 'new' : 'old';
  problems.push(...differences(found, verdict === 'new' ? after : before));
  await publisherOf(ground).apply({ prune: true });
  problems.push(...differences(published(blog), after));
  const { plan } = await publisherOf(ground).plan({});
  problems.push(
    ...plan.filter(({ action }) => action !== 'unchanged').map(({ action, path }) => `${action} ${path}`),
  );
  return { verdict, problems };
}

/** A file on its way to its name, which the next start removes. */
const isTemporary = (path: string) => /(^|\/)\.[^/]*$/.test(path) && !path.endsWith(manifestName);

/**
 * Cut a publish short at many steps of its own; after each, start again and look.
 * @param points at most so many; each step once, and half way where it writes, where they are no more
 */
export async function runPublishCampaign(
  points: number,
  random: Random,
  folder: string,
  children: Children,
): Promise<Outcome> {
  const began = performance.now();
  const ground = await makeGround(folder, children);
  const outcome: Outcome = {
    operation: 'publish',
    points: 0,
    killed: 0,
    counts: { old: 0, new: 0, finished: 0 },
    failures: [],
    seconds: 0,
  };
  startAnew(ground);
  const steps = join(folder, 'steps.json');
  run(ground, undefined, steps);
  const budget = { disk: points, index: 0, timed: 0, links: 0 };
  for (const { death } of deaths(JSON.parse(readFileSync(steps, 'utf8')) as string[], budget, random)) {
    outcome.points++;
    startAnew(ground);
    const killed = run(ground, death) === 'killed';
    if (killed) outcome.killed++;
    const { verdict, problems } = await look(ground);
    outcome.counts[killed ? verdict : 'finished']++;
    if (problems.length > 0)
      outcome.failures.push(`${JSON.stringify(death)}: ${problems.slice(0, 6).join('; ')}`);
  }
  outcome.seconds = (performance.now() - began) / 1000;
  return outcome;
}
