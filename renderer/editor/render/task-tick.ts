import type { Client } from '../../../shared/contract/rpc.ts';

/** The text with the task turned over whose box begins at `offset`; undefined where none does. */
export function withTaskTurned(text: string, offset: number): string | undefined {
  const found = /^\[([^\]])\]/u.exec(text.slice(offset, offset + 4));
  const status = found?.[1];
  if (status === undefined) return undefined;
  return text.slice(0, offset + 1) + (status === ' ' ? 'x' : ' ') + text.slice(offset + 1 + status.length);
}

/** Turn a task of another note over, unless that note has changed since it was drawn. `text` has LF only. */
export async function tickTask(client: Client, path: string, text: string, offset: number): Promise<void> {
  const { text: now, hash, readOnly } = await client.call('note.read', { path });
  const endings = now.includes('\r\n');
  const turned = withTaskTurned(text, offset);
  if (readOnly || turned === undefined || (endings ? now.replace(/\r\n/g, '\n') : now) !== text) return;
  await client.call('note.write', {
    path,
    text: endings ? turned.replace(/\n/g, '\r\n') : turned,
    base: hash,
  });
}
