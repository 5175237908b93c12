import { describe, expect, it } from 'vitest';
import { createPort, createPortPair, createTextPort, type WirePart } from '../../../shared/contract/port.ts';
import { createClient, type Handlers, serve } from '../../../shared/contract/rpc.ts';

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

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

describe('a long text', () => {
  /** A client of `handlers` over wires that carry text and bytes, and what went over either. */
  function joined(handlers: Handlers, bytes = true) {
    const parts: WirePart[] = [];
    const carry = (other: () => ReturnType<typeof createTextPort>) => (part: WirePart) => {
      parts.push(part);
      queueMicrotask(() => other().receive(part));
    };
    const wireTo = (other: () => ReturnType<typeof createTextPort>) => ({
      send: carry(other),
      ...(bytes && { sendBytes: carry(other) }),
      close: () => {},
    });
    const left: ReturnType<typeof createTextPort> = createTextPort(wireTo(() => right));
    const right: ReturnType<typeof createTextPort> = createTextPort(wireTo(() => left));
    serve(right.port, handlers);
    return { client: createClient(left.port), parts };
  }

  const written: string[] = [];
  const handlers: Handlers = {
    'note.write': ({ path, text }) => {
      written.push(text);
      return { path, hash: '', revision: null };
    },
    'note.read': ({ path }) => ({ path, text: written.at(-1) ?? '', hash: '', readOnly: null, modified: 0 }),
  };
  const kinds = (parts: readonly WirePart[]) => parts.map((part) => typeof part === 'string');

  it.each([
    ['Chinese with what takes two units', `\ufeff一👋\r\n${'中文 ovn '.repeat(20_000)}`],
    ['no letter of which is ASCII', '字'.repeat(1 << 16)],
  ])('crosses as bytes, unchanged: %s', async (_, text) => {
    const { client, parts } = joined(handlers);
    await client.call('note.write', { path: 'a.md', text, base: '' });
    expect(written.at(-1) === text).toBe(true);
    expect((await client.call('note.read', { path: 'a.md' })).text === text).toBe(true);
    expect(kinds(parts)).toEqual([false, true, true, true, false, true]);
  });

  it.each([
    ['short', '字'.repeat((1 << 16) - 1)],
    ['half a character in it', `${'字'.repeat(1 << 16)}\ud800`],
  ])('crosses as text: %s', async (_, text) => {
    const { client, parts } = joined(handlers);
    await client.call('note.write', { path: 'a.md', text, base: '' });
    expect(written.at(-1) === text).toBe(true);
    expect((await client.call('note.read', { path: 'a.md' })).text === text).toBe(true);
    expect(kinds(parts)).toEqual([true, true, true, true]);
  });

  it('that is bytes already crosses a wire for text alone', async () => {
    const text = '字'.repeat(1 << 16);
    const { client, parts } = joined(
      { 'note.read': ({ path }) => ({ path, text: utf16(text), hash: '', readOnly: null, modified: 0 }) },
      false,
    );
    expect((await client.call('note.read', { path: 'a.md' })).text === text).toBe(true);
    expect(kinds(parts)).toEqual([true, true]);
  });
});
