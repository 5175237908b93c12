import { undo } from '@codemirror/commands';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDocument } from '../../../../renderer/editor/document/document.ts';
import type { DocumentNotice } from '../../../../renderer/editor/document/document-info.ts';
import type { DocumentOptions, NoteDocument } from '../../../../renderer/editor/document/note-document.ts';
import type { TextView } from '../../../../renderer/editor/document/open-text.ts';
import { createRecovery } from '../../../../renderer/editor/document/recovery.ts';
import type { Result } from '../../../../shared/contract/api.ts';
import { type Answers, MemoryVault, memoryStorage } from '../memory-vault.ts';

let open: NoteDocument[] = [];
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const document of open) document.dispose();
  open = [];
  vi.useRealTimers();
});

async function opened(vault: MemoryVault, path = 'a.md', options: DocumentOptions = {}) {
  const document = createDocument(vault.client, path, options);
  open.push(document);
  const notices: DocumentNotice[] = [];
  document.onNotice((notice) => notices.push(notice));
  await document.ready;
  await vi.advanceTimersByTimeAsync(0);
  return { document, notices };
}

const text = (document: NoteDocument) => document.text?.toString();
const type = (document: NoteDocument, insert: string, from = 0) =>
  document.edit({ changes: { from, insert }, userEvent: 'input.type' });
const takeBack = (document: NoteDocument) => {
  const { text } = document;
  if (text) undo({ state: text.state, dispatch: (transaction) => text.edit(transaction) });
};

describe('saving', () => {
  test('half a second after the last key, with the hash that the text began from', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const { document } = await opened(vault);
    expect(document.info.status).toBe('saved');
    type(document, 'x');
    expect(document.info.status).toBe('dirty');
    await vi.advanceTimersByTimeAsync(400);
    type(document, 'y');
    await vi.advanceTimersByTimeAsync(400);
    expect(vault.files.get('a.md')).toBe('one');
    await vi.advanceTimersByTimeAsync(200);
    expect(vault.files.get('a.md')).toBe('yxone');
    expect(document.info.status).toBe('saved');
    expect(vault.calls('note.write')).toBe(1);
  });

  test('after ten seconds though typing goes on', async () => {
    const vault = new MemoryVault({ 'a.md': '' });
    const { document } = await opened(vault);
    for (let index = 0; index < 26; index++) {
      type(document, 'x');
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(vault.calls('note.write')).toBe(1);
  });

  test('flush saves at once; typing while a save is under way is saved after it', async () => {
    const vault = new MemoryVault({ 'a.md': '' });
    const { document } = await opened(vault);
    type(document, '1');
    const flushed = document.flush();
    type(document, '2');
    expect(await flushed).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('21');
    expect(await document.flush()).toBe(true);
  });

  test('its own save, told as an event, is not read again', async () => {
    const vault = new MemoryVault({ 'a.md': '' });
    const { document } = await opened(vault);
    type(document, '1');
    await vi.advanceTimersByTimeAsync(600);
    vault.emit(['other.md']);
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.calls('note.read')).toBeLessThanOrEqual(2);
    expect(document.info.status).toBe('saved');
  });

  test('what was typed and taken back is not written', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const { document } = await opened(vault);
    type(document, 'x');
    takeBack(document);
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.calls('note.write')).toBe(0);
    expect(document.info.status).toBe('saved');
  });

  test('CRLF and lone CR stay as they were', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\r\ntwo\rthree\nfour\r\n' });
    const { document } = await opened(vault);
    type(document, 'x\n');
    await document.flush();
    expect(vault.files.get('a.md')).toBe('x\r\none\r\ntwo\rthree\nfour\r\n');
  });
});

describe('failures', () => {
  test.each([
    ['no-space', 'error'],
    ['no-access', 'error'],
    ['disconnected', 'offline'],
    ['vault-lost', 'offline'],
  ] as const)(
    '%s shows as %s, is tried again with growing waits, and loses nothing',
    async (code, status) => {
      const vault = new MemoryVault({ 'a.md': 'one' });
      const storage = memoryStorage();
      const { document } = await opened(vault, 'a.md', { recovery: createRecovery({ storage, vault: 'v' }) });
      vault.fail('note.write', code, 2);
      type(document, 'x');
      await vi.advanceTimersByTimeAsync(500);
      expect(document.info).toMatchObject({ status, error: { code } });
      expect(storage.length).toBe(1);
      type(document, 'y');
      await vi.advanceTimersByTimeAsync(1000);
      expect(document.info.status).toBe(status);
      await vi.advanceTimersByTimeAsync(1900);
      expect(vault.files.get('a.md')).toBe('one');
      await vi.advanceTimersByTimeAsync(200);
      expect(vault.files.get('a.md')).toBe('yxone');
      expect(document.info).toMatchObject({ status: 'saved', error: undefined });
      expect(storage.length).toBe(0);
    },
  );

  test('a note that cannot be read can be tried again', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    vault.fail('note.read', 'no-access');
    const { document } = await opened(vault);
    expect(document.info).toMatchObject({ status: 'error', error: { code: 'no-access' } });
    expect(document.text).toBeUndefined();
    await document.reload();
    expect(document.info.status).toBe('saved');
    expect(text(document)).toBe('one');
  });

  test('a note that could not be read for want of a connection comes when that is back', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    vault.fail('note.read', 'disconnected');
    const { document } = await opened(vault);
    expect(document.info.status).toBe('error');
    await vi.advanceTimersByTimeAsync(1100);
    expect(document.info.status).toBe('saved');
  });

  test('a read-only note is not edited', async () => {
    const read = { path: 'a.md', text: 'one', hash: 'h', readOnly: 'not-utf8', modified: 0 } as const;
    const vault = new MemoryVault({}, { 'note.read': () => read });
    const { document } = await opened(vault);
    type(document, 'x');
    expect(text(document)).toBe('one');
    expect(document.info).toMatchObject({ status: 'read-only', readOnly: 'not-utf8' });
  });
});

describe('changes on disk', () => {
  test('without changes of ours the new text is shown, the cursor in place', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\nthree' });
    const { document, notices } = await opened(vault);
    document.text?.edit({ selection: { anchor: 9 } });
    vault.change('a.md', 'zero\none\ntwo\nthree!');
    await vi.advanceTimersByTimeAsync(0);
    expect(text(document)).toBe('zero\none\ntwo\nthree!');
    expect(document.text?.state.selection.main.head).toBe(14);
    expect(document.info.status).toBe('saved');
    expect(notices).toEqual([{ kind: 'reloaded' }]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(vault.calls('note.write')).toBe(0);
  });

  test('that the person asked for are taken in without a word, but for what has to be looked at', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\nthree' });
    const { document, notices } = await opened(vault);
    vault.change('a.md', 'one\ntwo\nfour', true);
    await vi.advanceTimersByTimeAsync(0);
    expect(text(document)).toBe('one\ntwo\nfour');
    expect(notices).toEqual([]);
    document.text?.edit({ changes: { from: 0, to: 3, insert: 'mine' } });
    vault.change('a.md', 'theirs\ntwo\nfour', true);
    await vi.advanceTimersByTimeAsync(0);
    expect(notices).toEqual([{ kind: 'merged', conflicts: 1 }]);
    vault.change('a.md', 'ours\ntwo\nfive', false);
    await vi.advanceTimersByTimeAsync(0);
    expect(notices).toHaveLength(2);
  });

  test('with changes of ours both are kept and saved, and undo takes the merge back in one step', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\nthree\n' });
    const { document, notices } = await opened(vault);
    type(document, 'our ');
    vault.change('a.md', 'one\nTWO\nthree\nfour\n');
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('our one\nTWO\nthree\nfour\n');
    expect(notices).toEqual([{ kind: 'merged', conflicts: 0 }]);
    takeBack(document);
    expect(text(document)).toBe('our one\ntwo\nthree\n');
    takeBack(document);
    expect(text(document)).toBe('one\ntwo\nthree\n');
  });

  test('a refused save is merged and saved again', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\n' });
    const { document, notices } = await opened(vault);
    vault.files.set('a.md', 'one\ntwo!\n');
    type(document, 'our ');
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('our one\ntwo!\n');
    expect(notices).toEqual([{ kind: 'merged', conflicts: 0 }]);
    expect(document.info.status).toBe('saved');
  });

  test('the same words changed on both sides stand there twice, ours first, and it is told', async () => {
    const vault = new MemoryVault({ 'a.md': 'word\n' });
    const { document, notices } = await opened(vault);
    vault.files.set('a.md', 'theirs\n');
    document.edit({ changes: { from: 0, to: 4, insert: 'ours' } });
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toContain('ours');
    expect(vault.files.get('a.md')).toContain('theirs');
    expect(notices).toEqual([{ kind: 'merged', conflicts: 1 }]);
  });

  test('a file that changes at every save shows as a conflict, and is tried again later', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\n' });
    const { document } = await opened(vault);
    type(document, 'our ');
    const stop = meddle(vault, 7);
    await vi.advanceTimersByTimeAsync(600);
    expect(document.info.status).toBe('conflict');
    stop();
    await vi.advanceTimersByTimeAsync(1100);
    expect(document.info.status).toBe('saved');
    expect(vault.files.get('a.md')).toContain('our one');
  });

  test('nothing is applied while an input method composes', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\n' });
    const { document } = await opened(vault);
    const release = document.hold();
    type(document, 'ni');
    vault.change('a.md', 'one\ntwo!\n');
    await vi.advanceTimersByTimeAsync(3000);
    expect(text(document)).toBe('nione\ntwo\n');
    expect(vault.calls('note.write')).toBe(0);
    document.edit({ changes: { from: 0, to: 2, insert: '你' } });
    release();
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('你one\ntwo!\n');
    expect(document.info.status).toBe('saved');
  });

  test('moved: it follows, also where a folder above it moved, and saves there', async () => {
    const vault = new MemoryVault({ 'posts/a.md': 'one' });
    const { document, notices } = await opened(vault, 'posts/a.md');
    type(document, 'x');
    vault.move('posts', 'archive/posts');
    expect(document.path).toBe('archive/posts/a.md');
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('archive/posts/a.md')).toBe('xone');
    expect(notices).toEqual([{ kind: 'moved', from: 'posts/a.md' }]);
  });

  test('moved while a save is under way', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const { document } = await opened(vault);
    type(document, 'x');
    const flushed = document.flush();
    vault.move('a.md', 'b.md');
    await flushed;
    await vi.advanceTimersByTimeAsync(600);
    expect([...vault.files]).toEqual([['b.md', 'xone']]);
    expect(document.info.status).toBe('saved');
  });

  test('deleted: the text is kept, waits, and can be saved again', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const storage = memoryStorage();
    const { document } = await opened(vault, 'a.md', { recovery: createRecovery({ storage, vault: 'v' }) });
    vault.change('a.md', undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(document.info.status).toBe('missing');
    type(document, 'x');
    await vi.advanceTimersByTimeAsync(3000);
    expect(vault.files.size).toBe(0);
    expect(storage.length).toBe(1);
    await document.restore();
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('xone');
    expect(document.info.status).toBe('saved');
    expect(storage.length).toBe(0);
  });

  test('deleted and let go: the history has the text, and no copy waits', async () => {
    const kept: string[] = [];
    const vault = new MemoryVault({ 'a.md': 'one' }, historyOf(kept));
    const storage = memoryStorage();
    const { document } = await opened(vault, 'a.md', { recovery: createRecovery({ storage, vault: 'v' }) });
    vault.change('a.md', undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(kept).toEqual(['replaced: one']);
    expect(document.holdsUnsaved).toBe(false);
    type(document, 'x');
    await vi.advanceTimersByTimeAsync(3000);
    expect(storage.length).toBe(1);
    expect(await document.discard()).toBe(true);
    expect(kept).toEqual(['replaced: one', 'merge: xone']);
    expect(storage.length).toBe(0);
  });

  test('deleted where there is no history: the text waits for the next start', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const storage = memoryStorage();
    const { document } = await opened(vault, 'a.md', { recovery: createRecovery({ storage, vault: 'v' }) });
    vault.change('a.md', undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(storage.length).toBe(1);
    expect(document.holdsUnsaved).toBe(true);
    expect(await document.discard()).toBe(false);
  });

  test('what another program writes over goes to the history, and ours before a merge', async () => {
    const kept: string[] = [];
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\n' }, historyOf(kept));
    const { document } = await opened(vault);
    type(document, 'our ');
    vault.change('a.md', 'one\nTWO\n');
    await vi.advanceTimersByTimeAsync(0);
    expect(text(document)).toBe('our one\nTWO\n');
    expect(kept).toEqual(['replaced: one\ntwo\n', 'merge: our one\ntwo\n']);
  });

  test('no UTF-8 text any more: what was read before stays, until it is text again', async () => {
    let found: Pick<Result<'note.read'>, 'text' | 'readOnly'> = { text: 'a\n', readOnly: null };
    const read = ({ path }: { path: string }) => ({ path, hash: found.text, modified: 0, ...found });
    const vault = new MemoryVault({}, { 'note.read': read });
    const { document } = await opened(vault);
    found = { text: '\ufffd\ufffd\n', readOnly: 'not-utf8' };
    vault.emit(['a.md']);
    await vi.advanceTimersByTimeAsync(600);
    expect(document.info).toMatchObject({ status: 'error', error: { code: 'not-utf8' } });
    expect(text(document)).toBe('a\n');
    found = { text: 'b\n', readOnly: null };
    vault.emit(['a.md']);
    await vi.advanceTimersByTimeAsync(600);
    expect(document.info).toMatchObject({ status: 'saved', error: undefined });
    expect(text(document)).toBe('b\n');
  });

  test('a file that comes back is taken in', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\n' });
    const { document } = await opened(vault);
    vault.change('a.md', undefined);
    await vi.advanceTimersByTimeAsync(0);
    vault.change('a.md', 'one\ntwo\n');
    await vi.advanceTimersByTimeAsync(600);
    expect(text(document)).toBe('one\ntwo\n');
    expect(document.info.status).toBe('saved');
  });

  test('a note that never was can be created', async () => {
    const vault = new MemoryVault();
    const { document } = await opened(vault);
    expect(document.info.status).toBe('missing');
    await document.restore();
    expect(document.info.status).toBe('saved');
    expect(vault.files.get('a.md')).toBe('');
  });

  test('after too many changes to name, the disk is looked at', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const { document } = await opened(vault);
    vault.files.set('a.md', 'two');
    vault.emit(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(text(document)).toBe('two');
  });
});

describe('recovery', () => {
  const copy = (storage: Storage) => createRecovery({ storage, vault: 'v' });

  test('text that was not saved is there at the next start, and saved then', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const recovery = copy(memoryStorage());
    const first = await opened(vault, 'a.md', { recovery });
    type(first.document, 'x');
    first.document.dispose();
    const { document, notices } = await opened(vault, 'a.md', { recovery });
    expect(text(document)).toBe('xone');
    expect(document.info.status).toBe('dirty');
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.files.get('a.md')).toBe('xone');
    expect(await recovery.read('a.md')).toEqual([]);
    expect(notices).toEqual([{ kind: 'recovered', conflicts: 0 }]);
  });

  test.each([
    ['with the text it began from', 'one\ntwo\n', 'our one\ntwo!\n'],
    ['without it', undefined, /our one[\s\S]*two!/],
  ])('it is merged with what the file holds by now, %s', async (_name, base, expected) => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo!\n' });
    const recovery = copy(memoryStorage());
    recovery.write('a.md', { text: 'our one\ntwo\n', hash: 'old', base });
    const { document } = await opened(vault, 'a.md', { recovery });
    if (typeof expected === 'string') expect(text(document)).toBe(expected);
    else expect(text(document)).toMatch(expected);
  });

  test('texts of two windows that are gone are both in the note, and saved', async () => {
    const vault = new MemoryVault({ 'a.md': 'one\ntwo\n' });
    const storage = memoryStorage();
    const { hash } = await vault.client.call('note.read', { path: 'a.md' });
    const base = 'one\ntwo\n';
    copy(storage).write('a.md', { text: 'our one\ntwo\n', hash, base });
    copy(storage).write('a.md', { text: 'one\ntwo\nthree\n', hash, base });
    const { document } = await opened(vault, 'a.md', { recovery: copy(storage) });
    expect(text(document)).toBe('our one\ntwo\nthree\n');
    expect(storage.length).toBe(1);
    await document.flush();
    expect(vault.files.get('a.md')).toBe('our one\ntwo\nthree\n');
    expect(storage.length).toBe(0);
  });

  test('text that waits for the right to write is shown though the note may not be written', async () => {
    const read = { path: 'a.md', text: 'one', hash: 'h', readOnly: 'no-access', modified: 0 } as const;
    const vault = new MemoryVault({}, { 'note.read': () => read });
    const storage = memoryStorage();
    copy(storage).write('a.md', { text: 'one two', hash: 'h', base: 'one' });
    vault.fail('note.write', 'no-access', 9);
    const { document } = await opened(vault, 'a.md', { recovery: copy(storage) });
    expect(text(document)).toBe('one two');
    await document.flush();
    expect(document.info).toMatchObject({ status: 'error', error: { code: 'no-access' } });
    expect(storage.length).toBe(1);
  });

  test('a note that is gone comes with the text that was not saved', async () => {
    const vault = new MemoryVault();
    const recovery = copy(memoryStorage());
    recovery.write('a.md', { text: 'one two', hash: 'h', base: 'one' });
    const { document } = await opened(vault, 'a.md', { recovery });
    expect(document.info.status).toBe('missing');
    expect(text(document)).toContain('one two');
    await document.restore();
    expect(vault.files.get('a.md')).toContain('one two');
    expect(await recovery.read('a.md')).toEqual([]);
  });

  test('a copy of what is saved by now is dropped', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const recovery = copy(memoryStorage());
    recovery.write('a.md', { text: 'one', hash: 'old', base: '' });
    const { document } = await opened(vault, 'a.md', { recovery });
    expect(document.info.status).toBe('saved');
    expect(await recovery.read('a.md')).toEqual([]);
  });
});

test('views of one text follow each other, and the history stays when the first one goes', async () => {
  const vault = new MemoryVault({ 'a.md': 'one' });
  const { document } = await opened(vault);
  const left = viewOf(document);
  const right = viewOf(document);
  left.view.dispatch({ changes: { from: 0, insert: 'L' }, userEvent: 'input.type' });
  right.view.dispatch({ changes: { from: 4, insert: 'R' }, userEvent: 'input.type' });
  expect(left.view.state.doc.toString()).toBe('LoneR');
  expect(right.view.state.doc.toString()).toBe('LoneR');
  left.detach();
  expect(text(document)).toBe('LoneR');
  right.view.dispatch({ changes: { from: 0, to: 1 } });
  right.detach();
  expect(text(document)).toBe('oneR');
  await document.flush();
  expect(vault.files.get('a.md')).toBe('oneR');
});

test('nothing goes on after it is disposed of', async () => {
  const vault = new MemoryVault({ 'a.md': 'one' });
  const { document } = await opened(vault);
  type(document, 'x');
  document.dispose();
  expect(vault.listenerCount).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(vault.calls('note.write')).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

/** Answers of a core that keeps what it is told to. */
const historyOf = (kept: string[]): Answers => ({
  'history.keep': ({ text, reason }) => {
    kept.push(`${reason}: ${text}`);
    return { kept: true };
  },
});

/** What an editor view does for a document, without a page. */
function viewOf(document: NoteDocument): { view: TextView; detach(): void } {
  const { text } = document;
  if (!text) throw new Error('not loaded');
  let state = text.stateForView();
  const view: TextView = {
    get state() {
      return state;
    },
    dispatch(spec) {
      const transaction = state.update(spec);
      state = transaction.state;
      text.took(view, [transaction]);
    },
  };
  return { view, detach: text.attach(view) };
}

/** Another program that writes the file before each of the next saves. */
function meddle(vault: MemoryVault, times: number): () => void {
  let left = times;
  const files = vault.files.get.bind(vault.files);
  const spy = vi.spyOn(vault.files, 'get').mockImplementation((path) => {
    if (vault.log.at(-1)?.method === 'note.write' && left > 0) {
      left--;
      vault.files.set(path, `one\n${left}\n`);
    }
    return files(path);
  });
  return () => spy.mockRestore();
}
