import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveAttachment } from '../../../electron/hosts/attachments.ts';
import { servePage } from '../../../electron/hosts/page.ts';
import { temporaryFolder } from '../../contract/ways.ts';

let folder: ReturnType<typeof temporaryFolder>;
let vault: string;
const bytes = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256));

beforeAll(() => {
  folder = temporaryFolder();
  vault = join(folder.dir, 'vault');
  for (const dir of ['图片', '.git', 'folder.png', '100%']) mkdirSync(join(vault, dir), { recursive: true });
  for (const file of ['a.png', '图片/图 1.png', '.git/config', '.hidden.png', '100%/x.png', 'clip.MP4']) {
    writeFileSync(join(vault, file), bytes);
  }
  writeFileSync(join(vault, 'page.html'), '<script>1</script>');
  writeFileSync(join(vault, 'drawing.svg'), '<svg/>');
  writeFileSync(join(vault, 'empty.mp3'), '');
  writeFileSync(join(folder.dir, 'secret.png'), 'secret');
  mkdirSync(join(folder.dir, 'vault-2'));
  writeFileSync(join(folder.dir, 'vault-2/secret.png'), 'secret');
  symlinkSync('../secret.png', join(vault, 'out.png'));
  symlinkSync('..', join(vault, 'up'));
  symlinkSync('../vault-2', join(vault, 'neighbour'));
  symlinkSync('.git/config', join(vault, 'config.png'));
  symlinkSync('a.png', join(vault, 'in.png'));
  symlinkSync('loop.png', join(vault, 'loop.png'));
  symlinkSync(vault, join(folder.dir, 'link-to-vault'));
});

afterAll(() => folder.remove());

const request = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://127.0.0.1/', { headers, method });
const serve = (path: string, headers?: Record<string, string>) =>
  serveAttachment(vault, path, request(headers));

describe('serveAttachment', () => {
  it.each([
    'a.png',
    '%E5%9B%BE%E7%89%87/%E5%9B%BE%201.png',
    '图片/图 1.png',
    '100%25/x.png',
    'in.png',
    '%61.png',
  ])('serves %s', async (path) => {
    const response = serve(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('image/png');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it('serves from a vault that was opened through a link', () => {
    expect(serveAttachment(join(folder.dir, 'link-to-vault'), 'a.png', request()).status).toBe(200);
  });

  it.each([
    '',
    'missing.png',
    'folder.png',
    '图片',
    '图片/',
    '../secret.png',
    '..%2fsecret.png',
    '%2e%2e/secret.png',
    '%2e%2e%2fsecret.png',
    '..%5csecret.png',
    '图片/../../secret.png',
    '图片/../a.png',
    './a.png',
    '/a.png',
    '//a.png',
    '%2fa.png',
    'a.png%00',
    'a.png/',
    '%',
    '%ff.png',
    '%252e%252e%252fsecret.png',
    '.git/config',
    '.hidden.png',
    'out.png',
    'up/secret.png',
    'neighbour/secret.png',
    'config.png',
    'loop.png',
    'a'.repeat(5000),
  ])('does not serve %j', async (path) => {
    const response = serve(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it.each(['page.html', 'drawing.svg', 'a.png'])('lets %s run nothing', (path) => {
    const policy = serve(path).headers.get('Content-Security-Policy');
    expect(policy).toMatch(/^sandbox; default-src 'none';/);
    expect(policy).not.toMatch(/script|allow-/);
  });

  const ranges: [range: string, status: number, header: string | null, from: number, to: number][] = [
    ['bytes=0-9', 206, 'bytes 0-9/1000', 0, 10],
    ['bytes=990-', 206, 'bytes 990-999/1000', 990, 1000],
    ['bytes=-5', 206, 'bytes 995-999/1000', 995, 1000],
    ['bytes=-5000', 206, 'bytes 0-999/1000', 0, 1000],
    ['bytes=998-5000', 206, 'bytes 998-999/1000', 998, 1000],
    ['bytes=1000-', 416, 'bytes */1000', 0, 0],
    ['bytes=-0', 416, 'bytes */1000', 0, 0],
    ['bytes=9-3', 416, 'bytes */1000', 0, 0],
    ['bytes=0-1,5-6', 200, null, 0, 1000],
    ['bytes=-', 200, null, 0, 1000],
    ['lines=1-2', 200, null, 0, 1000],
  ];
  it.each(ranges)('answers Range: %s with %i', async (range, status, header, from, to) => {
    const response = serve('clip.MP4', { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Range')).toBe(header);
    expect(response.headers.get('Content-Type')).toBe('video/mp4');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(from, to));
  });

  it('serves an empty file', async () => {
    const response = serve('empty.mp3');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Length')).toBe('0');
    expect(await response.text()).toBe('');
  });

  it('answers HEAD without a body', async () => {
    const response = serveAttachment(vault, 'a.png', request({}, 'HEAD'));
    expect(response.headers.get('Content-Length')).toBe('1000');
    expect(await response.text()).toBe('');
  });
});

describe('servePage', () => {
  it('gives the page a policy, with a new nonce each time', async () => {
    const ui = join(folder.dir, 'ui');
    mkdirSync(ui);
    writeFileSync(join(ui, 'index.html'), '<html><head><title>x</title></head></html>');
    const [one, two] = [servePage(ui, '', request(), {}), servePage(ui, 'index.html', request(), {})];
    const nonce = /nonce="([^"]+)"/.exec(await one.text())?.[1];
    const policy = one.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|http:|https:/);
    expect(await two.text()).not.toContain(nonce);
  });
});
