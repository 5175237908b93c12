import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { startWebHost, type WebHost } from '../../electron/hosts/web/main.ts';
import { openSocketPort } from '../../renderer/client/socket-port.ts';
import { createClient } from '../../shared/contract/rpc.ts';
import { buildClientPage } from '../fixtures/built-page.ts';
import { launchChromium } from '../fixtures/chromium.ts';
import { missing } from '../fixtures/tools.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let root: string;
let host: WebHost;
let port: number;
let token: string;
const printed: string[] = [];
const files = (...parts: string[]) => join(root, 'vault', ...parts);

const start = (options: Partial<Parameters<typeof startWebHost>[0]> = {}) =>
  startWebHost({
    vaultDir: files(),
    dataDir: join(root, 'data'),
    port: 0,
    open: false,
    print: (line) => printed.push(line),
    places: {
      ui: join(root, 'ui'),
      worker: join(import.meta.dirname, '../fixtures/fake-core-worker.ts'),
    },
    ...options,
  });

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-test-')));
  mkdirSync(files('图片'), { recursive: true });
  mkdirSync(files('.git'));
  writeFileSync(files('图片/图 1.png'), png);
  writeFileSync(files('.git/config'), 'secret');
  writeFileSync(files('page.html'), '<script>document.title = "ran"</script>');
  writeFileSync(join(root, 'secret.png'), png);
  symlinkSync('../secret.png', files('out.png'));
  await buildClientPage(join(root, 'ui'));
  host = await start();
  const url = new URL(host.url);
  port = Number(url.port);
  token = url.hash.slice('#token='.length);
});

afterAll(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A plain client that sends the path as it is given, and any headers. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const bearer = () => ({ authorization: `Bearer ${token}` });
const image = '/vault/%E5%9B%BE%E7%89%87/%E5%9B%BE%201.png';

describe('the address', () => {
  it('is the one line of output, on the loopback address', () => {
    expect(printed[0]).toBe(host.url);
    expect(printed[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/);
  });

  it('has another token on each start, and another port where the preferred one is taken', async () => {
    const [one, two] = [await start({ port: undefined }), await start({ port: undefined })];
    expect(new Set([host.url, one.url, two.url].map((url) => new URL(url).hash)).size).toBe(3);
    expect(new URL(one.url).port).not.toBe(new URL(two.url).port);
    await Promise.all([one.close(), two.close()]);
  });

  it('is refused where the port asked for is taken', async () => {
    await expect(start({ port })).rejects.toMatchObject({ code: 'busy' });
  });

  it('says what is missing where the page is not built', async () => {
    await expect(start({ places: { ui: join(root, 'none') } })).rejects.toThrow('npm run build');
  });
});

describe('plain requests', () => {
  it('get the page, with a policy and no cookie', async () => {
    const { status, headers } = await ask('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${port}`);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['evil.test', 'evil.test:80', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.test', 'localhost'])(
    'are misdirected when they name the host %j',
    async (name) => {
      for (const path of ['/', image]) {
        expect((await ask(path, { ...bearer(), host: name })).status).toBe(421);
      }
    },
  );

  it.each(['https://evil.test', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost'])(
    'are refused when they come from %s',
    async (origin) => {
      for (const path of ['/', image]) expect((await ask(path, { ...bearer(), origin })).status).toBe(403);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('cannot %s', async (method) => {
    expect((await ask(image, bearer(), method)).status).toBe(405);
  });

  it.each([
    '/assets',
    '/assets/',
    '/../secret.png',
    '/..%2fsecret.png',
    '/%2e%2e/data/app.json',
    '/vault',
    '//',
  ])('find nothing at %s', async (path) => {
    expect(await ask(path, bearer())).toMatchObject({ status: 404, body: Buffer.alloc(0) });
  });
});

it('goes on when the page is taken away under it', async () => {
  renameSync(join(root, 'ui'), join(root, 'away'));
  expect((await ask('/')).status).toBe(500);
  renameSync(join(root, 'away'), join(root, 'ui'));
  expect((await ask('/')).status).toBe(200);
});

describe('attachments', () => {
  it('come to whoever has the token', async () => {
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const { status, headers, body } = await ask(image, { ...bearer(), host: name });
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('image/png');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(body).toEqual(png);
    }
  });

  it('come in parts', async () => {
    const { status, headers, body } = await ask(image, { ...bearer(), range: 'bytes=1-3' });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes 1-3/${png.length}`);
    expect(body.toString()).toBe('PNG');
  });

  const credentials: [what: string, headers: () => Record<string, string>][] = [
    ['no token', () => ({})],
    ['a wrong token', () => ({ authorization: `Bearer ${'x'.repeat(32)}` })],
    ['an empty token', () => ({ authorization: 'Bearer ' })],
    ['part of the token', () => ({ authorization: `Bearer ${token.slice(0, -1)}` })],
    ['another scheme', () => ({ authorization: `Basic ${token}` })],
    ['the token as a cookie', () => ({ cookie: `token=${token}` })],
  ];
  it.each(credentials)('are refused for %s, there or not', async (_what, headers) => {
    for (const path of [image, '/vault/missing.png', `${image}?token=${token}`]) {
      expect(await ask(path, headers())).toMatchObject({ status: 401, body: Buffer.alloc(0) });
    }
  });

  it.each([
    '/vault/',
    '/vault/%E5%9B%BE%E7%89%87',
    '/vault/%E5%9B%BE%E7%89%87/',
    '/vault/../secret.png',
    '/vault/..%2fsecret.png',
    '/vault/%2e%2e/secret.png',
    '/vault/%2e%2e%2fsecret.png',
    '/vault/%252e%252e%252fsecret.png',
    '/vault/..%5csecret.png',
    '/vault//etc/passwd',
    '/vault/%2fetc/passwd',
    '/vault/.git/config',
    '/vault/out.png',
    '/vault/%',
    '/vault/x%00.png',
    '/VAULT/page.html',
  ])('are not found at %s', async (path) => {
    expect(await ask(path, bearer())).toMatchObject({ status: 404, body: Buffer.alloc(0) });
  });
});

describe('sockets', () => {
  const socket = (options: { origin?: string; host?: string; path?: string } = {}) => {
    const {
      origin = `http://127.0.0.1:${port}`,
      host: name = `127.0.0.1:${port}`,
      path = '/socket',
    } = options;
    return new NodeSocket(`ws://127.0.0.1:${port}${path}`, { origin, headers: { host: name } });
  };
  const statusOf = (client: NodeSocket) =>
    new Promise((resolve) => {
      client.on('error', (error) => resolve(/\d{3}/.exec(error.message)?.[0]));
      client.on('open', () => resolve('open'));
    });

  it('answer to the token', async () => {
    const client = createClient(await openSocketPort(socket(), token));
    expect((await client.call('vault.status', {})).dir).toBe(files());
    expect((await client.call('host.info', {})).kind).toBe('web');
    await expect(client.call('host.pickFolder', { title: '' })).rejects.toMatchObject({
      code: 'unsupported',
    });
    client.close();
  });

  it.each([
    [{ origin: 'https://evil.test' }, '403'],
    [{ origin: 'null' }, '403'],
    [{ origin: '' }, '403'],
    [{ host: 'evil.test' }, '421'],
    [{ path: '/' }, '404'],
    [{ path: '/vault/a' }, '404'],
  ])('are refused with %j', async (options, status) => {
    expect(await statusOf(socket(options))).toBe(status);
  });

  it.each(['', 'x', '{"kind":"call","id":1,"method":"vault.status","params":{}}'])(
    'are closed when the first message is %j',
    async (first) => {
      await expect(openSocketPort(socket(), first)).rejects.toMatchObject({ code: 'no-access' });
    },
  );

  it('are closed on a message that is no JSON, and the host goes on', async () => {
    const client = socket();
    const closed = new Promise<number>((resolve) => client.on('close', resolve));
    client.on('open', () => client.send(token));
    client.once('message', () => client.send('{'));
    expect(await closed).toBe(1007);
    expect((await ask('/')).status).toBe(200);
  });
});

describe.skipIf(missing('chromium'))('in a browser', () => {
  let browser: Browser;
  let attacker: Server;
  let page: Page;
  const attackerAt = (name: string) => `http://${name}:${(attacker.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    browser = await launchChromium(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
    attacker = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<title>attacker</title>');
    });
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await browser?.close();
    attacker?.close();
  });

  const open = async (url: string) => {
    page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  const title = (expected: string) => expect.poll(() => page.title()).toBe(expected);

  it('opens with the address, takes the token out of it, and survives a reload', async () => {
    await open(host.url);
    await title('open in web');
    expect(page.url()).toBe(`http://127.0.0.1:${port}/`);
    await page.reload();
    await title('open in web');
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await page.evaluate(() => window.host.call('vault.status', {}))).toMatchObject({ dir: files() });
    await page.close();
  });

  it('stays closed without the token', async () => {
    await open(`http://127.0.0.1:${port}/`);
    await title('no-access');
    await page.close();
  });

  it('shows an image of the vault, and keeps a page from running', async () => {
    await open(host.url);
    await title('open in web');
    const width = await page.evaluate(async () => {
      const shown = new Image();
      shown.src = await window.host.attachmentUrl('图片/图 1.png');
      await shown.decode();
      return shown.naturalWidth;
    });
    expect(width).toBe(1);
    const popup = page.waitForEvent('popup');
    await page.evaluate(async () => window.open(await window.host.attachmentUrl('page.html')));
    expect(await (await popup).title()).not.toBe('ran');
    await page.close();
  });

  it('runs no inline script, no foreign script and no unknown style', async () => {
    await open(host.url);
    await title('open in web');
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      const foreign = document.createElement('script');
      foreign.src = 'data:text/javascript,document.title="ran"';
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      const frame = document.createElement('iframe');
      frame.src = '/';
      document.head.append(script, foreign, style);
      document.body.append(frame);
      document.body.innerHTML += '<img src="x" onerror="document.title = \'ran\'">';
      await fetch('http://127.0.0.1:1/').catch(() => {});
      // They are told of one by one, and of an image only when it could not be had.
      for (let turn = 0; turn < 200 && new Set(seen).size < 5; turn++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return seen;
    });
    expect(new Set(violations)).toEqual(
      new Set(['script-src-elem', 'script-src-attr', 'style-src-elem', 'frame-src', 'connect-src']),
    );
    expect(await page.title()).toBe('open in web');
    await page.close();
  });

  it('lets the page make styles with the nonce that it was given', async () => {
    await open(host.url);
    const color = await page.evaluate(() => {
      const style = document.createElement('style');
      style.nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
      style.textContent = 'body { color: rgb(1, 2, 3) }';
      document.head.append(style);
      return getComputedStyle(document.body).color;
    });
    expect(color).toBe('rgb(1, 2, 3)');
    await page.close();
  });

  it('comes back by itself after the core has crashed', async () => {
    await open(host.url);
    await title('open in web');
    const refused = page.evaluate(() =>
      window.host.call('note.read', { path: 'crash.md' }).catch((error) => error.code),
    );
    expect(await refused).toBe('disconnected');
    await title('open');
    expect(await page.evaluate(() => window.host.call('vault.status', {}))).toMatchObject({ dir: files() });
    await page.close();
  });

  it('does not answer to a name that was made to point here (DNS rebinding)', async () => {
    page = await browser.newPage();
    const response = page.waitForResponse(() => true);
    await page.goto(`http://evil.test:${port}/`).catch(() => {
      // An error status without a text is a failure to the browser.
    });
    expect((await response).status()).toBe(421);
    await page.close();
  });

  it('tells a page of another origin nothing, not even with the token', async () => {
    for (const name of ['evil.test', '127.0.0.1']) {
      await open(attackerAt(name));
      const seen = await page.evaluate(
        async ({ port, token, image }) => {
          const target = `127.0.0.1:${port}`;
          const headers = { Authorization: `Bearer ${token}` };
          const attempt = (call: Promise<Response>) =>
            call.then(
              (response) => response.type,
              () => 'failed',
            );
          return {
            page: await attempt(fetch(`http://${target}/`)),
            image: await attempt(fetch(`http://${target}${image}`, { headers })),
            shown: await new Promise((resolve) => {
              const picture = new Image();
              picture.onload = () => resolve('shown');
              picture.onerror = () => resolve('failed');
              picture.src = `http://${target}${image}`;
            }),
            socket: await new Promise((resolve) => {
              const socket = new WebSocket(`ws://${target}/socket`);
              socket.onopen = () => resolve('open');
              socket.onclose = () => resolve('failed');
            }),
          };
        },
        { port, token, image },
      );
      expect(seen).toEqual({ page: 'failed', image: 'failed', shown: 'failed', socket: 'failed' });
      await page.close();
    }
  });

  it('cannot be put into a frame', async () => {
    await open(attackerAt('evil.test'));
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.onload = resolve;
      });
    }, host.url);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(await frame?.title()).not.toMatch(/open|connecting/);
    await page.close();
  });
});
