import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createIntake } from '../../../electron/core/intake.ts';
import { openDatabase } from '../../../electron/index/database.ts';
import { createStore } from '../../../electron/index/store.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** An intake over a vault that is taken in. */
function open(files: Record<string, string>) {
  const dir = tempFolder(files);
  const data = tempFolder();
  const store = createStore(openDatabase(join(data, 'x.sqlite'), data));
  onTestFinished(() => void store.db.close());
  const vault = openVault(dir);
  const intake = createIntake(vault, store);
  const take = (...paths: string[]) => store.transaction(() => void paths.flatMap(intake.takePath));
  take(...Object.keys(files));
  return {
    dir,
    vault,
    store,
    intake,
    take,
    outside: (path: string, text: string) => writeFileSync(join(dir, path), text),
    mark: (path: string) => store.transaction(() => void intake.markPath(path)),
    waiting: () => intake.pathsOf(store.files.waitingFacts()),
    /** What another thread reads now, to be put later. */
    read() {
      const jobs = intake.factsJobs(store.files.waitingFacts());
      const results = intake.work.facts(jobs);
      return () =>
        store.transaction(() => {
          for (const [at, job] of jobs.entries()) {
            const result = results[at];
            if (result) intake.putFacts(result, job);
          }
        });
    },
    headings: (path: string) => store.facts.headings(store.files.get(path)?.id ?? -1).map(({ text }) => text),
  };
}

test('facts of a text that was read before a save do not take the place of those of the save', () => {
  const { vault, outside, mark, read, take, headings, store } = open({ 'a.md': '# 一\n' });
  outside('a.md', '# 二\n');
  mark('a.md');
  const put = read();
  const { hash } = vault.read('a.md');
  const saved = vault.write('a.md', '# 三\n', hash);
  take('a.md');
  put();
  expect(headings('a.md')).toEqual(['三']);
  expect(store.files.get('a.md')).toMatchObject({ hash: saved.hash, modified: saved.modified });
});

test('a note that is marked again while it is being read is read again', () => {
  const { outside, mark, read, waiting, headings } = open({ 'a.md': '# 一\n' });
  // Another program only touched it.
  mark('a.md');
  const put = read();
  outside('a.md', '# 二\n');
  mark('a.md');
  put();
  expect(waiting()).toEqual(['a.md']);
  read()();
  expect(waiting()).toEqual([]);
  expect(headings('a.md')).toEqual(['二']);
});

test('a note that has the number of one that went gets none of its facts', () => {
  const { dir, outside, mark, read, take, headings, store } = open({ 'a.md': '# 一\n' });
  outside('a.md', '# 二\n');
  mark('a.md');
  const put = read();
  const { id } = store.files.get('a.md') ?? {};
  rmSync(join(dir, 'a.md'));
  outside('b.md', '# 三\n');
  take('a.md', 'b.md');
  expect(store.files.get('b.md')?.id).toBe(id);
  put();
  expect(headings('b.md')).toEqual(['三']);
});
