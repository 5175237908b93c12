import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLock, withoutWaiting } from '../../../electron/disk/lock.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const module = join(import.meta.dirname, '../../../electron/disk/lock.ts');

/** Another process that holds the lock until it is killed. */
async function holder(file: string) {
  const code = `
    import { openLock } from ${JSON.stringify(module)};
    openLock(${JSON.stringify(file)}, 0).hold(() => {
      console.log('held');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
}

test('what one process holds another waits for, and refuses in the end; it ends with its process', async () => {
  const file = join(tempFolder(), 'locks/x');
  const kill = await holder(file);
  const lock = openLock(file, 20);
  expect(() => lock.hold(() => 'done')).toThrow(expect.objectContaining({ code: 'busy' }));
  expect(withoutWaiting(lock).hold(() => 'done')).toBe('done');
  await kill();
  expect(lock.hold(() => lock.hold(() => 'done'))).toBe('done');
  lock.close();
});

test('a failure in it is a failure, and gives it free', () => {
  const file = join(tempFolder(), 'x');
  const [one, two] = [withoutWaiting(openLock(file, 0)), openLock(file, 0)];
  let runs = 0;
  const fail = () => {
    runs++;
    throw new Error('mine');
  };
  expect(() => one.hold(fail)).toThrow('mine');
  expect(runs).toBe(1);
  expect(two.hold(() => 'free')).toBe('free');
  one.close();
  two.close();
});

test('it is held until the last of those that hold it at once has ended', async () => {
  const file = join(tempFolder(), 'x');
  const [ours, theirs] = [openLock(file, 0), openLock(file, 0)];
  const busy = () => expect(() => theirs.hold(() => 'in')).toThrow(expect.objectContaining({ code: 'busy' }));
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const [one, two] = [ours.holdWhile(() => first.promise), ours.holdWhile(() => second.promise)];
  busy();
  first.resolve();
  await one;
  busy();
  ours.hold(busy);
  busy();
  second.reject(new Error('mine'));
  await expect(two).rejects.toThrow('mine');
  expect(theirs.hold(() => 'free')).toBe('free');
  expect(ours.hold(() => 'again')).toBe('again');
  ours.close();
  theirs.close();
});

test('where it cannot be made, work is done without', () => {
  const file = join(tempFolder({ locks: 'no folder' }), 'locks/x');
  expect(openLock(file, 0).hold(() => 'done')).toBe('done');
});
