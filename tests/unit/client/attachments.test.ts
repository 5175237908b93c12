import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Attachments,
  fetchedAttachments,
  schemeAttachments,
} from '../../../renderer/client/attachments.ts';
import type { Events } from '../../../shared/contract/api.ts';
import { createEmitter, type Emitter } from '../../../shared/text/emitter.ts';

it('names files of the desktop app by their scheme', async () => {
  expect(await schemeAttachments().attachmentUrl('图片/a #1?.png')).toBe(
    'vault://files/%E5%9B%BE%E7%89%87/a%20%231%3F.png',
  );
});

describe('fetchedAttachments', () => {
  let events: Emitter<Events>;
  let asked: { url: string; token: string | null }[];
  let type: string;
  let status: number;
  let revoked: string[];
  let made: string[];
  let attachments: Attachments;

  beforeEach(() => {
    events = createEmitter<Events>();
    asked = [];
    revoked = [];
    made = [];
    type = 'image/png';
    status = 200;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made.push((blob as Blob).type);
      return `blob:${made.length}`;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void revoked.push(url));
    attachments = fetchedAttachments('secret', events, async (input, init) => {
      asked.push({ url: String(input), token: new Headers(init?.headers).get('Authorization') });
      return new Response('bytes', { status, headers: { 'Content-Type': type } });
    });
  });

  afterEach(() => vi.restoreAllMocks());

  const changed = (paths: string[] | null) => events.emit('vault.changed', { revision: 1, paths, moved: [] });

  it('shows the token and nothing of it in the address', async () => {
    expect(await attachments.attachmentUrl('图/a b.png')).toBe('blob:1');
    expect(asked).toEqual([{ url: '/vault/%E5%9B%BE/a%20b.png', token: 'Bearer secret' }]);
  });

  it('fetches a file once, and anew when it has changed', async () => {
    await Promise.all([attachments.attachmentUrl('a.png'), attachments.attachmentUrl('a.png')]);
    changed(['b.png']);
    expect(await attachments.attachmentUrl('a.png')).toBe('blob:1');
    changed(['a.png']);
    expect(await attachments.attachmentUrl('a.png')).toBe('blob:2');
    changed(null);
    expect(await attachments.attachmentUrl('a.png')).toBe('blob:3');
    expect(revoked).toEqual(['blob:1', 'blob:2']);
  });

  it('refuses what is not there, and asks again the next time', async () => {
    status = 404;
    await expect(attachments.attachmentUrl('a.png')).rejects.toMatchObject({ code: 'not-found' });
    status = 200;
    expect(await attachments.attachmentUrl('a.png')).toBe('blob:1');
  });

  it.each([
    ['text/html; charset=utf-8', 'text/plain'],
    ['application/xml', 'text/plain'],
    ['image/svg+xml', 'image/svg+xml'],
    ['video/mp4', 'video/mp4'],
  ])('keeps %s as %s', async (given, kept) => {
    type = given;
    await attachments.attachmentUrl('a');
    expect(made).toEqual([kept]);
  });

  it('does not keep everything', async () => {
    for (let n = 0; n < 250; n++) await attachments.attachmentUrl(`${n}.png`);
    await vi.waitFor(() => expect(revoked).toHaveLength(50));
    expect(revoked[0]).toBe('blob:1');
  });
});
