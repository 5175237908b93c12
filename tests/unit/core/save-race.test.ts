import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDocument } from '../../../renderer/editor/document/document.ts';
import { createPortPair } from '../../../shared/contract/port.ts';
import { createClient, serve } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { tempFolder } from '../../fixtures/temp.ts';

async function openNote(text: string) {
  const told: unknown[] = [];
  const dir = tempFolder({ 'a.md': text });
  const { core } = await openCore(dir, { watch: false });
  const [ours, theirs] = createPortPair();
  const service = serve(theirs, core.handlers);
  core.events.on('vault.changed', (data) => {
    told.push(data.here);
    service.emit('vault.changed', data);
  });
  const document = createDocument(createClient(ours), 'a.md', { saveDelay: 1 });
  await document.ready;
  const type = (insert: string) => document.edit({ changes: { from: 0, insert } });
  return { file: join(dir, 'a.md'), told, document, type, text: () => document.text?.toString() };
}

test('what another program writes between our rename and our look at the file is shown', async () => {
  const { file, told, document, type, text } = await openNote('one\n');
  meddle(
    'renameSync',
    'after',
    (_, to) => to === file,
    () => appendFileSync(file, 'theirs\n'),
  );
  type('our ');
  await document.flush();
  await expect.poll(text).toBe('our one\ntheirs\n');
  expect(document.info.status).toBe('saved');
  // A window that has the note open, too, says who it was.
  expect(told[0]).toBe(false);
});

test('a file that is empty for a moment, while another program writes it, is not taken for an empty one', async () => {
  const { file, document, type, text } = await openNote('one\ntwo\n');
  type('our ');
  writeFileSync(file, '');
  const saved = document.flush();
  setTimeout(() => writeFileSync(file, 'one\ntwo\nthree\n'), 50);
  await saved;
  await expect.poll(text).toBe('our one\ntwo\nthree\n');
});
