import fuzzysort from 'fuzzysort';
import { openSession } from './core-session.ts';
import type { Ground, Jobs, SwitchTimes } from './jobs.ts';
import { notePaths } from './vaults.ts';

const limit = 50;
const repeats = 3;

/** Each name typed letter by letter, in the core and in fuzzysort over the same names; the first round warms both up. */
export async function measureSwitch(ground: Ground, { typed }: Jobs['switch']['wish']): Promise<SwitchTimes> {
  const session = await openSession(ground);
  await session.ready();
  const names = notePaths(ground.vaultDir).map((path) => path.replace(/^.*\//, '').replace(/\.md$/, ''));
  const prepared = names.map((name) => fuzzysort.prepare(name));
  const queries = typed.flatMap((name) => Array.from(name, (_, at) => name.slice(0, at + 1)));
  const ours: number[] = [];
  const others: number[] = [];
  for (let run = 0; run < repeats; run++) {
    for (const query of queries) {
      const start = performance.now();
      await session.call('switch.query', { query, limit });
      const middle = performance.now();
      fuzzysort.go(query, prepared, { limit });
      if (run === 0) continue;
      ours.push(middle - start);
      others.push(performance.now() - middle);
    }
  }
  await session.core.dispose();
  return { names: names.length, ours, fuzzysort: others };
}
