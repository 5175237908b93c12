import { fork } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type History, type Limits, openHistory } from '../../../electron/history/history.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const bytes = (text: string) => Buffer.from(text);
const day = 86_400_000;

interface Opened {
  history: History;
  file: string;
  wait(ms: number): void;
}

function open(limits: Partial<Limits> = {}, file = join(tempFolder(), 'state/history/h.sqlite')): Opened {
  let now = 1_000_000_000_000;
  const history = openHistory(file, { clock: () => new Date(now), limits });
  onTestFinished(() => history.close());
  return {
    history,
    file,
    wait: (ms) => {
      now += ms;
    },
  };
}

/** The texts of a note, newest first. */
function texts(history: History, path: string): string[] {
  return history.list(path).map(({ id }) => Buffer.from(history.read(path, id) ?? []).toString());
}

describe('keeping', () => {
  test('a text comes back byte for byte, with its time, size and reason', () => {
    const { history, wait } = open();
    const odd = Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0, 13, 10]);
    const first = history.keep('a.md', odd, 'edit');
    wait(5);
    const second = history.keep('a.md', bytes('笔记'), 'rename');
    expect(history.list('a.md')).toEqual([
      { id: second, time: 1_000_000_000_005, bytes: 6, reason: 'rename' },
      { id: first, time: 1_000_000_000_000, bytes: 7, reason: 'edit' },
    ]);
    expect(Buffer.from(history.read('a.md', first ?? '') ?? [])).toEqual(odd);
  });

  test('what is the newest already is not kept again, a delete apart; an empty text is nothing to lose', () => {
    const { history } = open();
    const id = history.keep('a.md', bytes('one'), 'edit');
    expect(history.keep('a.md', bytes('one'), 'rename')).toBe(id);
    expect(history.keep('a.md', bytes('one'), 'delete')).not.toBe(id);
    expect(history.keep('a.md', bytes(''), 'edit')).toBeUndefined();
    expect(history.list('a.md').map(({ reason }) => reason)).toEqual(['delete', 'edit']);
  });

  test('equal texts of many notes are stored once', () => {
    const { history, file } = open();
    const long = Buffer.from(Uint8Array.from({ length: 50_000 }, (_, n) => (n * n * 31 + n) % 251));
    const entries = Array.from({ length: 200 }, (_, n) => ({ path: `${n}.md`, bytes: long }));
    history.keepAll(entries, 'link');
    history.close();
    expect(readFileSync(file).length).toBeLessThan(200_000);
    expect(Buffer.from(history.read('199.md', history.list('199.md')[0]?.id ?? '') ?? [])).toEqual(long);
  });

  test('an id is of one note alone, and what is no id finds nothing', () => {
    const { history } = open();
    const id = history.keep('a.md', bytes('a'), 'edit') ?? '';
    history.keep('b.md', bytes('b'), 'edit');
    for (const other of ['99', '', 'x', `${id} `, '1e0', "' OR 1"])
      expect(history.read('a.md', other)).toBeUndefined();
    expect(history.read('b.md', id)).toBeUndefined();
  });

  test('where nothing was kept, no file is made', () => {
    const { history, file } = open();
    expect(history.list('a.md')).toEqual([]);
    expect(history.deleted(() => false)).toEqual([]);
    history.moved([{ from: 'a.md', to: 'b.md' }]);
    history.prune();
    expect(history.pruned()).toBeUndefined();
    expect(existsSync(dirname(file))).toBe(false);
  });

  test('all of many or none', () => {
    const { history } = open();
    function* failing() {
      yield { path: 'a.md', bytes: bytes('a') };
      throw new Error('no more');
    }
    expect(() => history.keepAll(failing(), 'rename')).toThrow('no more');
    expect(history.list('a.md')).toEqual([]);
  });
});

describe('moves and deletions', () => {
  test('history goes with a note', () => {
    const { history } = open();
    history.keep('a.md', bytes('1'), 'edit');
    history.moved([{ from: 'a.md', to: 'b/c.md' }]);
    history.keep('b/c.md', bytes('2'), 'edit');
    expect(texts(history, 'b/c.md')).toEqual(['2', '1']);
    expect(history.list('a.md')).toEqual([]);
  });

  test('a note that takes the place of a deleted one, and leaves it, does not take its history along', () => {
    const { history } = open();
    history.keep('b.md', bytes('old b'), 'delete');
    history.keep('a.md', bytes('a'), 'edit');
    history.moved([{ from: 'a.md', to: 'b.md' }]);
    expect(texts(history, 'b.md')).toEqual(['a', 'old b']);
    history.moved([{ from: 'b.md', to: 'a.md' }]);
    expect(texts(history, 'a.md')).toEqual(['a']);
    expect(texts(history, 'b.md')).toEqual(['old b']);
  });

  test('notes that are gone, the last one first, with their newest text', () => {
    const { history, wait } = open();
    history.keep('a.md', bytes('a1'), 'edit');
    const a = history.keep('a.md', bytes('a2'), 'delete');
    history.keep('b.md', bytes('b'), 'edit');
    wait(7);
    const c = history.keep('c.md', bytes('c'), 'edit');
    expect(history.deleted((path) => path === 'b.md')).toEqual([
      { path: 'c.md', id: c, time: 1_000_000_000_007 },
      { path: 'a.md', id: a, time: 1_000_000_000_000 },
    ]);
  });
});

describe('limits', () => {
  test('what is too old goes, but for the newest of each note', () => {
    const { history, wait } = open({ age: 90 * day, newest: 2 });
    for (const text of ['1', '2', '3', '4']) history.keep('a.md', bytes(text), 'edit');
    history.keep('b.md', bytes('1'), 'edit');
    wait(60 * day);
    history.keep('a.md', bytes('5'), 'edit');
    wait(40 * day);
    history.prune();
    expect(texts(history, 'a.md')).toEqual(['5', '4']);
    expect(texts(history, 'b.md')).toEqual(['1']);
    expect(history.pruned()).toBe(1_000_000_000_000 + 100 * day);
    history.keep('a.md', bytes('2'), 'edit');
    expect(texts(history, 'a.md')).toEqual(['2', '5', '4']);
  });

  test('where it is too large the oldest go, the newest of each note last, and the file shrinks', () => {
    const { history, file } = open({ size: 300_000, newest: 1 });
    const noise = (seed: number) =>
      Buffer.from(
        Uint8Array.from({ length: 8_000 }, (_, n) => Math.abs(Math.sin(seed * 9973 + n) * 1e6) % 256),
      );
    history.keep('old.md', noise(0), 'edit');
    for (let n = 1; n <= 200; n++) history.keep('a.md', noise(n), 'edit');
    history.prune();
    history.close();
    expect(readFileSync(file).length).toBeLessThan(330_000);
    expect(history.list('old.md')).toHaveLength(1);
    const left = history.list('a.md');
    expect(left.length).toBeGreaterThan(10);
    expect(Buffer.from(history.read('a.md', left[0]?.id ?? '') ?? [])).toEqual(noise(200));
  });

  test('a limit that nothing meets leaves nothing, and keeping goes on', () => {
    const { history } = open({ size: 0 });
    history.keep('a.md', bytes('1'), 'edit');
    history.prune();
    expect(history.list('a.md')).toEqual([]);
    history.keep('a.md', bytes('2'), 'edit');
    expect(texts(history, 'a.md')).toEqual(['2']);
  });
});

describe('damage', () => {
  /** A history of three notes as a process that was killed leaves it: with its log not yet written back. */
  function killed(): { dir: string; file: string } {
    const { history, file } = open();
    for (let n = 0; n < 3; n++) history.keep(`${n}.md`, bytes(`text ${n} `.repeat(20)), 'edit');
    const dir = tempFolder();
    for (const name of readdirSync(dirname(file))) copyFileSync(join(dirname(file), name), join(dir, name));
    return { dir, file: join(dir, 'h.sqlite') };
  }

  function kept(file: string): number {
    const { history } = open({}, file);
    const count = [0, 1, 2].findIndex((n) => history.list(`${n}.md`).length === 0);
    history.keep('new.md', bytes('new'), 'edit');
    expect(texts(history, 'new.md')).toEqual(['new']);
    history.close();
    return count < 0 ? 3 : count;
  }

  test('cut off anywhere in its log, a whole number of steps is left, and more can be kept', () => {
    const { dir, file } = killed();
    const log = readFileSync(join(dir, 'h.sqlite-wal'));
    const main = readFileSync(file);
    let before = 0;
    const seen = new Set<number>();
    // Every byte of the last frames, and steps before them.
    const cuts = Array.from({ length: log.length + 1 }, (_, at) => at).filter(
      (at) => at % 97 === 0 || at > log.length - 4200,
    );
    const step = Math.max(1, Math.floor(cuts.length / 120));
    for (const cut of cuts.filter((_, n) => n % step === 0).concat(log.length)) {
      writeFileSync(file, main);
      rmSync(join(dir, 'h.sqlite-shm'), { force: true });
      writeFileSync(join(dir, 'h.sqlite-wal'), log.subarray(0, cut));
      const now = kept(file);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
      seen.add(now);
    }
    expect([...seen]).toEqual([0, 1, 2, 3]);
  });

  test.each([
    ['noise', (all: Buffer) => Buffer.from(all.map((byte, at) => byte ^ (at * 31)))],
    ['half', (all: Buffer) => all.subarray(0, all.length >> 1)],
    ['a few bytes', (all: Buffer) => all.subarray(0, 10)],
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => bytes('{"not": "ours"}\n'.repeat(400))],
  ])('%s in place of the file: it is put aside where it holds anything, and a new one begun', (_, damage) => {
    const { history, file } = open();
    for (let n = 0; n < 30; n++) history.keep(`${n}.md`, bytes(`text ${n}`), 'edit');
    history.close();
    writeFileSync(file, damage(readFileSync(file)));
    const again = open({}, file).history;
    expect(() => again.keep('a.md', bytes('a'), 'edit')).not.toThrow();
    expect(texts(again, 'a.md')).toEqual(['a']);
    again.list('3.md');
  });

  test('random damage never stops keeping, and no text is given that was not kept', () => {
    const { history, file } = open();
    for (let n = 0; n < 60; n++) history.keep(`${n % 7}.md`, bytes(`text ${n} `.repeat(n * 9)), 'edit');
    history.close();
    const whole = readFileSync(file);
    const spot = fc.record({
      at: fc.nat(whole.length - 1),
      length: fc.integer({ min: 1, max: 3000 }),
      value: fc.nat(255),
    });
    let turn = 0;
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 4 }), (spots) => {
        const copy = join(dirname(file), `copy-${turn++}.sqlite`);
        const damaged = Buffer.from(whole);
        for (const { at, length, value } of spots)
          damaged.fill(value, at, Math.min(at + length, damaged.length));
        writeFileSync(copy, damaged);
        const { history: again } = open({}, copy);
        again.keep('a.md', bytes('text a'), 'edit');
        for (let n = 0; n < 7; n++) {
          for (const text of texts(again, `${n}.md`)) expect(text).toMatch(/^(text \d+ )*$|^text a$/);
        }
        again.close();
      }),
      { numRuns: 60 },
    );
  });

  test('a file that is deleted while open is begun anew', () => {
    const { history, file } = open();
    history.keep('a.md', bytes('1'), 'edit');
    rmSync(dirname(file), { recursive: true });
    history.keep('a.md', bytes('2'), 'edit');
    expect(existsSync(file)).toBe(true);
    expect(texts(history, 'a.md')).toEqual(['2']);
  });

  test('a folder in its place is an error of the call, not of the next one', () => {
    const { history, file } = open();
    mkdirSync(file, { recursive: true });
    expect(() => history.keep('a.md', bytes('1'), 'edit')).toThrow();
    rmSync(file, { recursive: true });
    history.keep('a.md', bytes('1'), 'edit');
    expect(texts(history, 'a.md')).toEqual(['1']);
  });
});

test('two that have it open at once see what the other kept', () => {
  const { history, file } = open();
  const other = open({}, file).history;
  history.keep('a.md', bytes('1'), 'edit');
  other.keep('a.md', bytes('2'), 'edit');
  history.keep('a.md', bytes('3'), 'edit');
  expect(texts(other, 'a.md')).toEqual(['3', '2', '1']);
});

test('a process killed while it keeps leaves what it said to have kept', async () => {
  const folder = tempFolder();
  for (let round = 0; round < 5; round++) {
    const file = join(folder, `${round}.sqlite`);
    const child = fork(join(import.meta.dirname, 'keeper.ts'), [file], { stdio: 'ignore' });
    const ids: string[] = [];
    await new Promise<void>((resolve) => {
      child.on('message', (id) => {
        ids.push(String(id));
        if (ids.length === 5 + round * 3) child.kill('SIGKILL');
      });
      child.on('exit', () => resolve());
    });
    const { history } = open({}, file);
    const left = history.list('a.md').map(({ id }) => id);
    for (const id of ids) expect(left).toContain(id);
    for (const id of left)
      expect(Buffer.from(history.read('a.md', id) ?? []).toString()).toMatch(/^text \d+$/);
  }
});

test('a move that was told already moves no other note that had the path before', () => {
  const history = openHistory(join(tempFolder(), 'h.sqlite'), { clock: () => new Date(0) });
  onTestFinished(() => history.close());
  history.keep('a.md', bytes('an older note'), 'delete');
  history.keep('b.md', bytes('the note, moved by another process'), 'rename');
  history.moved([{ from: 'a.md', to: 'b.md' }], true);
  expect(history.list('a.md')).toHaveLength(1);
  history.moved([{ from: 'b.md', to: 'c.md' }], true);
  expect(history.list('c.md')).toHaveLength(1);
});

test('a history of the first version goes on, and finds the newest note without reading all', () => {
  const { history, file } = open();
  history.keep('a.md', bytes('old'), 'edit');
  history.close();
  const old = new Database(file);
  old.exec('DROP INDEX note_since');
  old.pragma('user_version = 1');
  old.close();
  const again = open({}, file);
  expect(texts(again.history, 'a.md')).toEqual(['old']);
  again.history.keep('b.md', bytes('new'), 'edit');
  again.history.close();
  const db = new Database(file, { readonly: true });
  const plan = db.prepare('EXPLAIN QUERY PLAN SELECT max(since) FROM note').all() as { detail: string }[];
  db.close();
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH note USING COVERING INDEX note_since']);
});
