import { lookup } from 'node:dns';
import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as safeRequest } from 'node:https';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { AppError } from '../../../shared/contract/errors.ts';

export interface WebImage {
  /** Such as `image/png`. */
  type: string;
  /** Base64. */
  data: string;
}

export interface WebImageOptions {
  signal?: AbortSignal;
  /** Whether an address is one that a note must not reach; for tests, which have no other. */
  isInner?: (address: string) => boolean;
  /** Bytes at most. */
  most?: number;
}

const mostBytes = 12 * 1024 * 1024;
/** Milliseconds without a byte. */
const patience = 15_000;
const mostRedirects = 4;
const imageType = /^image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml|x-icon|vnd\.microsoft\.icon)\b/i;

/**
 * An image from the web, that somebody asked to see. Nothing goes along but its address: no cookie, no word of where it
 * is shown. Addresses of this machine and of networks that are not the internet are refused, behind a name or a redirect
 * too: a note that came from elsewhere must not reach them.
 * @throws AppError `blocked`, `not-found`, `too-large`, `unsupported` for what is no image, `cancelled`
 */
export async function fetchImage(address: string, options: WebImageOptions = {}): Promise<WebImage> {
  let url = parsed(address);
  for (let step = 0; step <= mostRedirects; step++) {
    const response = await answer(url, options);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy();
      url = parsed(headers.location, url);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new AppError('not-found', `${url.host} answered ${statusCode}`, { path: address });
    }
    const type = imageType.exec(headers['content-type'] ?? '')?.[0].toLowerCase();
    if (type) return { type, data: (await body(response, options.most ?? mostBytes)).toString('base64') };
    response.destroy();
    throw new AppError('unsupported', `${url.host} has no image there`, { path: address });
  }
  throw new AppError('not-found', 'Redirected too often', { path: address });
}

function parsed(address: string, base?: URL): URL {
  const url = URL.parse(address, base);
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new AppError('blocked', 'Only addresses of the web are loaded', { url: address });
}

function answer(url: URL, { signal, isInner = isInnerAddress }: WebImageOptions): Promise<IncomingMessage> {
  const refusal = () => new AppError('blocked', `${url.host} is not on the internet`, { url: url.href });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && isInner(host)) return Promise.reject(refusal());
  const options: RequestOptions = {
    headers: { Accept: 'image/*', 'User-Agent': 'Commonplace' },
    timeout: patience,
    ...(signal && { signal }),
    // What is looked up here is what is connected to: a name cannot become another address in between.
    lookup: (name, wanted, done) =>
      lookup(name, { ...wanted, all: true }, (error, found) => {
        const [first] = found ?? [];
        if (error || !first) done(error ?? refusal(), '', 4);
        else if (found.some(({ address }) => isInner(address))) done(refusal(), '', 4);
        else if (wanted.all) done(null, found);
        else done(null, first.address, first.family);
      }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? safeRequest : plainRequest)(url, options, resolve);
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error) => {
      if (error instanceof AppError) reject(error);
      else if (signal?.aborted) reject(new AppError('cancelled', 'Cancelled'));
      else reject(new AppError('not-found', `${url.host} cannot be reached`, { path: url.href }));
    });
    request.end();
  });
}

async function body(response: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new AppError('too-large', 'The image is too large', {});
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4');
// Of IPv6 only what is given out for the internet, and of that not what wraps an address of IPv4.
const outer = new BlockList();
outer.addSubnet('2000::', 3, 'ipv6');
inner.addSubnet('2002::', 16, 'ipv6');
inner.addSubnet('2001::', 32, 'ipv6');

/** Whether an address is this machine's, or of a network that is not the internet. */
export function isInnerAddress(address: string): boolean {
  if (!isIPv6(address)) return inner.check(address, 'ipv4');
  return !outer.check(address, 'ipv6') || inner.check(address, 'ipv6');
}
