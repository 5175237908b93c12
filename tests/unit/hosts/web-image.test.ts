import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fetchImage, isInnerAddress } from '../../../electron/hosts/outside/web-image.ts';

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const isInner = () => false;
const code = (code: string) => expect.objectContaining({ code });

describe('an image from the web', () => {
  test('comes with its type, over a redirect, and nothing is said of who asks', async () => {
    const asked: unknown[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.headers.cookie, request.headers.referer);
      if (request.url === '/a') response.writeHead(302, { Location: '/b.png' }).end();
      else response.writeHead(200, { 'Content-Type': 'image/png; x=y' }).end('picture');
    });
    const image = await fetchImage(`${origin}/a`, { isInner });
    expect(image).toEqual({ type: 'image/png', data: Buffer.from('picture').toString('base64') });
    expect(asked).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each<[string, RequestListener, string]>([
    ['what is not there', (_, response) => response.writeHead(404).end(), 'not-found'],
    [
      'a page',
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(),
      'unsupported',
    ],
    ['redirects without end', (_, response) => response.writeHead(302, { Location: '/' }).end(), 'not-found'],
    [
      'a redirect to a file',
      (_, response) => response.writeHead(302, { Location: 'file:///etc/x' }).end(),
      'blocked',
    ],
    [
      'too much',
      (_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end('0123456789'),
      'too-large',
    ],
  ])('is none: %s', async (_name, answer, expected) => {
    const origin = await serve(answer);
    await expect(fetchImage(`${origin}/x`, { isInner, most: 5 })).rejects.toEqual(code(expected));
  });

  test('is not asked of this machine, by its address, by a name or by a redirect', async () => {
    let asked = 0;
    const origin = await serve((_, response) => {
      asked++;
      response.writeHead(302, { Location: origin.replace('127.0.0.1', 'localhost') }).end();
    });
    await expect(fetchImage(origin)).rejects.toEqual(code('blocked'));
    await expect(fetchImage(origin.replace('127.0.0.1', 'localhost'))).rejects.toEqual(code('blocked'));
    expect(asked).toBe(0);
    const byAddress = (address: string) => address !== '127.0.0.1' || asked > 0;
    await expect(fetchImage(origin, { isInner: byAddress })).rejects.toEqual(code('blocked'));
    expect(asked).toBe(1);
    for (const address of ['file:///etc/passwd', 'javascript:1', 'http://a:b@example.com/', 'x'])
      await expect(fetchImage(address)).rejects.toEqual(code('blocked'));
  });
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['172.32.0.1', false],
  ['8.8.8.8', false],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['fe80::1', true],
  ['fd00::1', true],
  ['2002:7f00:1::', true],
  ['2606:4700::1111', false],
])('%s is inner: %s', (address, expected) => {
  expect(isInnerAddress(address)).toBe(expected);
});
