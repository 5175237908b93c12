import { describe, expect, it } from 'vitest';
import { createPort, createPortPair } from '../../../shared/contract/port.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

describe('createPort', () => {
  const wired = () => {
    const log: unknown[] = [];
    const end = createPort({ send: (message) => log.push(message), close: () => log.push('closed') });
    return { ...end, log };
  };

  it('keeps what comes before somebody listens, even past the end', () => {
    const { port, receive, ended } = wired();
    receive(1);
    receive(2);
    ended();
    const seen: unknown[] = [];
    port.onMessage((message) => seen.push(message));
    expect(seen).toEqual([1, 2]);
  });

  it('ends once, whichever side ends it', () => {
    for (const order of ['close first', 'wire first']) {
      const { port, ended, log } = wired();
      let count = 0;
      port.onClose(() => count++);
      if (order === 'close first') port.close();
      ended();
      ended();
      port.close();
      expect(count).toBe(1);
      expect(log).toEqual(order === 'close first' ? ['closed'] : []);
    }
  });

  it('carries nothing after its end', () => {
    const { port, receive, ended, log } = wired();
    const seen: unknown[] = [];
    port.onMessage((message) => seen.push(message));
    ended();
    port.post('late');
    receive('late');
    expect([...log, ...seen]).toEqual([]);
  });

  it('tells of its end to whoever asks afterwards', async () => {
    const { port, ended } = wired();
    ended();
    let told = false;
    port.onClose(() => {
      told = true;
    });
    await later();
    expect(told).toBe(true);
  });
});

describe('createPortPair', () => {
  it('clones, in order, and delivers what was sent before the end', async () => {
    const [left, right] = createPortPair();
    const seen: unknown[] = [];
    right.onMessage((message) => seen.push(message));
    right.onClose(() => seen.push('end'));
    const message = { n: 1 };
    left.post(message);
    message.n = 2;
    left.post(message);
    left.close();
    expect(seen).toEqual([]);
    await later();
    expect(seen).toEqual([{ n: 1 }, { n: 2 }, 'end']);
  });

  it('refuses what cannot be cloned where it is sent', () => {
    const [left] = createPortPair();
    expect(() => left.post(() => {})).toThrow();
  });
});
