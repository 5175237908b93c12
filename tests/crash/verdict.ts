import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createCore } from '../../electron/core/core.ts';
import { hashBytes, temporaryPrefix } from '../../electron/disk/atomic-write.ts';
import { invoke } from '../../shared/contract/rpc.ts';
import { type IndexFacts, indexFacts } from '../fixtures/index-facts.ts';
import { differences, type Files, readFiles, readTrash } from './files.ts';
import type { Ending } from './process.ts';

export type Verdict = 'old' | 'new' | 'finished';

/** Open the vault as any next start does, and look whether links are broken; returns them. */
export async function openOnce(dir: string, dataDir: string): Promise<string[]> {
  const core = await createCore({ vaultDir: dir, dataDir, watch: false });
  await core.settled();
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const { errors } = (await invoke(core.handlers, 'check.run', {}, context)) as {
    errors: { message: string }[];
  };
  await core.dispose();
  return errors.map(({ message }) => message);
}

/** Facts of indexes made anew, by the files that they are of. */
export type FreshFacts = Map<string, IndexFacts>;

/**
 * What became of a vault, after the next start.
 * @param states the vault at first and after each step
 * @param known facts seen before, and a place for more
 * @throws Error that says what is neither old nor new, or what was left behind
 */
export async function judge(
  dir: string,
  dataDir: string,
  states: readonly Files[],
  ending: Ending,
  known: FreshFacts,
): Promise<Verdict> {
  const broken = await openOnce(dir, dataDir);
  const files = readFiles(dir);
  const { verdict, problems } = placeAmong(files, states, ending);
  const facts = indexFacts(dataDir, dir);
  const wanted = await freshFacts(dir, files, known);
  const found = [
    ...problems,
    ...broken,
    ...lost(dir, files, states[0] as Files),
    ...leftovers(dataDir),
    ...factDifferences(facts, wanted),
  ];
  if (found.length > 0) throw new Error(found.slice(0, 12).join('\n'));
  return verdict;
}

function placeAmong(files: Files, states: readonly Files[], ending: Ending) {
  const before = differences(files, states[ending.done] as Files);
  if (!ending.killed) return { verdict: 'finished' as const, problems: before };
  if (before.length === 0) return { verdict: 'old' as const, problems: [] };
  const next = states[ending.done + 1];
  const after = next ? differences(files, next) : before;
  if (after.length === 0) return { verdict: 'new' as const, problems: [] };
  const [state, problems] = before.length < after.length ? ['old', before] : ['new', after];
  return {
    verdict: 'old' as const,
    problems: [`neither old nor new; nearest is the ${state} one:`, ...problems],
  };
}

/** A note that is not in the vault any more has to be in the trash, whole, unless it was renamed or written over. */
function lost(dir: string, files: Files, first: Files): string[] {
  const trash = readTrash(dir);
  const strange = [...trash].filter(([path, text]) => first.has(path) && first.get(path) !== text);
  const texts = new Set([...trash.values(), ...files.values()]);
  const kept =
    trash.size > 0 ? [...first].filter(([path, text]) => !files.has(path) && !texts.has(text)) : [];
  return [
    ...strange.map(([path]) => `the trash holds another ${path}`),
    ...kept.map(([path]) => `${path} is neither in the vault nor in the trash`),
  ];
}

function leftovers(dataDir: string): string[] {
  const names = readdirSync(dataDir, { recursive: true }) as string[];
  return names
    .filter((name) => name.includes(temporaryPrefix))
    .map((name) => `${name} was left beside the index`);
}

async function freshFacts(dir: string, files: Files, known: FreshFacts): Promise<IndexFacts> {
  const key = hashBytes(Buffer.from(JSON.stringify([...files].sort())));
  const before = known.get(key);
  if (before) return before;
  const fresh = mkdtempSync(join(tmpdir(), 'commonplace-fresh-'));
  try {
    await openOnce(dir, fresh);
    const facts = indexFacts(fresh, dir);
    if (facts.words?.length === 0) throw new Error('an index made anew holds no words');
    known.set(key, facts);
    return facts;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function factDifferences(found: IndexFacts, wanted: IndexFacts): string[] {
  return Object.keys(wanted)
    .filter((table) => !isDeepStrictEqual(found[table], wanted[table]))
    .map((table) => {
      const [is, should] = [found, wanted].map(
        (facts) => new Set(facts[table]?.map((row) => JSON.stringify(row))),
      );
      const extra = [...(is ?? [])].filter((row) => !should?.has(row)).slice(0, 3);
      const missing = [...(should ?? [])].filter((row) => !is?.has(row)).slice(0, 3);
      return `index, ${table}: has ${extra.join(' ') || 'nothing'}, should have ${missing.join(' ') || 'nothing'}`;
    });
}
