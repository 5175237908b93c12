import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isPageUrl } from '../../../electron/hosts/desktop/protocol.ts';
import { createRelay } from '../../../electron/hosts/desktop/relay.ts';
import type { FrameBridge } from '../../../shared/contract/bridge.ts';
import type { Port } from '../../../shared/contract/port.ts';
import { createInProcessIpc } from '../../fixtures/electron-double/in-process.ts';
import type { SenderFrame } from '../../fixtures/electron-double/ipc.ts';

const page: SenderFrame = { url: 'app://ui/', parent: null };
let ports: Port[];
let warnings: string[];

beforeEach(() => {
  ports = [];
  warnings = [];
});

async function load(frame: SenderFrame | null, own = true) {
  const ipc = createInProcessIpc(frame);
  createRelay({
    ipc: ipc.ipcMain,
    isOwn: () => own,
    attach(port) {
      ports.push(port);
      return { emit() {}, settled: async () => {}, close: () => port.close() };
    },
    warn: (line) => warnings.push(line),
  });
  vi.resetModules();
  vi.doMock('electron', () => ipc.electron);
  await import('../../../electron/hosts/desktop/preload.ts');
  return { ...ipc, bridge: ipc.exposed.commonplace as FrameBridge };
}

const later = () => new Promise((resolve) => setTimeout(resolve));

describe('the preload', () => {
  it('gives the page three functions and nothing else', async () => {
    const { exposed } = await load(page);
    expect(Object.keys(exposed)).toEqual(['commonplace']);
    expect(Object.entries(exposed.commonplace as object).map(([key, value]) => [key, typeof value])).toEqual([
      ['open', 'function'],
      ['post', 'function'],
      ['close', 'function'],
    ]);
  });
});

describe('the relay', () => {
  it('takes frames of the page', async () => {
    const { bridge } = await load(page);
    const seen: unknown[] = [];
    bridge.open(
      () => {},
      () => {},
    );
    bridge.post('{"a":"中"}');
    await later();
    ports[0]?.onMessage((message) => seen.push(message));
    expect(seen).toEqual([{ a: '中' }]);
    expect(warnings).toEqual([]);
  });

  it.each<[string, SenderFrame | null, boolean]>([
    ['from a frame that is gone', null, true],
    ['from another page', { url: 'https://example.com/', parent: null }, true],
    ['from a page with a similar address', { url: 'app://ui.example.com/', parent: null }, true],
    ['from an attachment', { url: 'vault://files/page.html', parent: null }, true],
    ['from a frame in the page', { url: 'app://ui/', parent: page }, true],
    ['from a window that is not ours', page, false],
  ])('refuses a message %s', async (_what, frame, own) => {
    const { bridge } = await load(frame, own);
    bridge.open(
      () => {},
      () => {},
    );
    await later();
    expect(ports).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it('refuses what has no known shape', async () => {
    const { electron, bridge } = await load(page);
    bridge.open(
      () => {},
      () => {},
    );
    const messages = [
      null,
      'x',
      {},
      { kind: 'frame', session: 'x', frame: '' },
      { kind: 'run', session: 1, frame: '' },
    ];
    for (const message of messages) electron.ipcRenderer.send('commonplace:to-main', message);
    bridge.post('{');
    await later();
    expect(warnings).toHaveLength(messages.length + 1);
  });

  it('ends the connection of a page that connects anew, and of a window that is gone', async () => {
    const { bridge, contents } = await load(page);
    const ended: string[] = [];
    for (const name of ['first', 'second']) {
      bridge.open(
        () => {},
        () => ended.push(`${name} told`),
      );
      await later();
      ports.at(-1)?.onClose(() => ended.push(name));
    }
    contents.destroy();
    expect(ended).toEqual(['first', 'second']);
  });

  it('tells the page when the core ends the connection', async () => {
    const { bridge } = await load(page);
    const ended: string[] = [];
    bridge.open(
      () => {},
      () => ended.push('told'),
    );
    await later();
    ports[0]?.close();
    await later();
    expect(ended).toEqual(['told']);
  });
});

it.each([
  ['app://ui/', true],
  ['app://ui', true],
  ['app://ui/index.html#x', true],
  ['app://ui/?q=1', true],
  ['app://ui/assets/x.js', false],
  ['app://other/', false],
  ['app://ui@evil/', false],
  ['vault://files/a.html', false],
  ['https://ui/', false],
  ['file:///index.html', false],
  ['about:blank', false],
  ['', false],
])('isPageUrl(%j) is %s', (address, expected) => {
  expect(isPageUrl(address)).toBe(expected);
});
