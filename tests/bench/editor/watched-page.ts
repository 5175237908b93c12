import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { chromiumSwitches } from '../../fixtures/chromium.ts';
import { tool } from '../../fixtures/tools.ts';

/** A page that is measured. What it is asked to do is what a person does, or what it can tell of itself. */
export interface WatchedPage {
  /** Run a function in the page, that needs nothing around it, and wait for its result. */
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Wait until a function in the page is true. */
  until(is: () => boolean): Promise<void>;
  /** Press and release the key of a letter from `a` to `z`. */
  press(letter: string): Promise<void>;
  click(x: number, y: number): Promise<void>;
  reload(): Promise<void>;
  bringToFront(): Promise<void>;
}

export interface WatchedBrowser {
  open(url: string): Promise<WatchedPage>;
  close(): Promise<void>;
}

export const wait = (time: number) => new Promise<void>((done) => setTimeout(done, time));

/**
 * Chromium over its own protocol, with nothing of it on but what a question needs: an observer of the network, as
 * end-to-end tests have one, is sent a copy of each message that the page gets, which takes a second for 5 MB.
 * @param profile a folder that need not be there yet
 */
export async function startWatchedBrowser(profile: string): Promise<WatchedBrowser> {
  mkdirSync(profile, { recursive: true });
  const shown = ['--headless=new', '--hide-scrollbars', '--mute-audio', '--lang=zh-CN', 'about:blank'];
  const awake = [
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
  ];
  const own = ['--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const process = spawn(tool('chromium') ?? '', [...chromiumSwitches, ...awake, ...own, ...shown], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const socket = new WebSocket(await addressOf(process), { maxPayload: 0 });
  await once(socket, 'open');
  const send = protocolOver(socket);
  return {
    open: (url) => openPage(send, url),
    async close() {
      const gone = once(process, 'exit');
      await send('Browser.close');
      await gone;
    },
  };
}

function addressOf(process: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    process.on('error', failed);
    process.on('exit', (code) => failed(new Error(`Chromium ended with ${code}`)));
    createInterface({ input: process.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      const [, address] = /listening on (ws:\S+)/.exec(line) ?? [];
      if (address) found(address);
    });
  });
}

type Send = <R = unknown>(method: string, params?: object, sessionId?: string) => Promise<R>;

function protocolOver(socket: WebSocket): Send {
  const waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>();
  let last = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  return (method, params = {}, sessionId) =>
    new Promise((done, failed) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) => {
        if (error) failed(new Error(`${method}: ${error.message}`));
        else done(result as never);
      });
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
}

interface Evaluated<R> {
  result: { value: R };
  exceptionDetails?: { exception?: { description?: string } };
}

async function openPage(browser: Send, url: string): Promise<WatchedPage> {
  const { targetId } = await browser<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const attached = { targetId, flatten: true };
  const { sessionId } = await browser<{ sessionId: string }>('Target.attachToTarget', attached);
  const send: Send = (method, params) => browser(method, params, sessionId);
  await send('Emulation.setDeviceMetricsOverride', {
    width: 1440,
    height: 900,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await send('Page.navigate', { url });

  const page: WatchedPage = {
    async evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A) {
      const { result, exceptionDetails } = await send<Evaluated<R>>('Runtime.evaluate', {
        expression: `(${run})(${JSON.stringify(argument)})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'The page failed');
      return result.value;
    },
    async until(is) {
      const end = performance.now() + 30_000;
      // While a page loads, it can lose what it was asked.
      while (!(await page.evaluate(is, undefined).catch(() => false))) {
        if (performance.now() > end) throw new Error(`It did not come to be: ${is}`);
        await wait(50);
      }
    },
    async press(letter) {
      const key = { key: letter, code: `Key${letter.toUpperCase()}`, text: letter };
      const windowsVirtualKeyCode = letter.toUpperCase().charCodeAt(0);
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, windowsVirtualKeyCode });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, windowsVirtualKeyCode });
    },
    async click(x, y) {
      const point = { x, y, button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...point });
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...point });
    },
    async reload() {
      await page.evaluate(() => void Object.assign(window, { leaving: true }), undefined);
      await send('Page.reload');
      await page.until(() => !('leaving' in window));
    },
    bringToFront: async () => void (await send('Page.bringToFront')),
  };
  return page;
}
