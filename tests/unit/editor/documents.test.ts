import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDocuments } from '../../../renderer/editor/documents.ts';
import { MemoryVault } from './memory-vault.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('open documents', () => {
  test('one document a path, however often it is open', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    const first = documents.open('a.md');
    expect(documents.open('a.md')).toBe(first);
    await first.ready;
    expect(vault.calls('note.read')).toBe(1);
    documents.dispose();
  });

  test('a closed one is saved, and keeps its text and history for a while', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    const first = documents.open('a.md');
    await first.ready;
    first.edit({ changes: { from: 0, insert: 'x' }, userEvent: 'input.type' });
    documents.close(first);
    await vi.advanceTimersByTimeAsync(10);
    expect(vault.files.get('a.md')).toBe('xone');
    expect(documents.open('a.md')).toBe(first);
    documents.dispose();
  });

  test('a document that moved is found by its new path', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    const first = documents.open('a.md');
    await first.ready;
    vault.move('a.md', 'b.md');
    expect(documents.open('b.md')).toBe(first);
    documents.dispose();
  });

  test('those that nobody used for longest go, except what is unsaved', async () => {
    const files = Object.fromEntries([...'abcde'].map((name) => [`${name}.md`, name]));
    const vault = new MemoryVault(files);
    const documents = createDocuments(vault.client, { keep: 2 });
    for (const name of 'abcde') {
      const document = documents.open(`${name}.md`);
      await document.ready;
      if (name === 'a') {
        vault.fail('note.write', 'no-space', 100);
        document.edit({ changes: { from: 0, insert: 'x' }, userEvent: 'input.type' });
      }
      documents.close(document);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(documents.unsaved()).toEqual(['a.md']);
    const reads = vault.calls('note.read');
    documents.open('a.md');
    documents.open('e.md');
    expect(vault.calls('note.read')).toBe(reads);
    documents.open('b.md');
    expect(vault.calls('note.read')).toBe(reads + 1);
    documents.dispose();
    expect(vault.listenerCount).toBe(0);
  });

  test('one that is about to be opened is read once', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    documents.prepare('a.md');
    expect(vault.calls('note.read')).toBe(1);
    const document = documents.open('a.md');
    await document.ready;
    expect(document.text?.toString()).toBe('one');
    documents.prepare('a.md');
    expect(vault.calls('note.read')).toBe(1);
    documents.dispose();
  });

  test('what could not be read is read again when it is opened', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    vault.fail('note.read', 'no-access');
    documents.prepare('a.md');
    await vi.advanceTimersByTimeAsync(10);
    const document = documents.open('a.md');
    expect(document.info.status).toBe('error');
    await document.ready;
    expect(document.text?.toString()).toBe('one');
    documents.dispose();
  });

  test('flush tells whether something is left', async () => {
    const vault = new MemoryVault({ 'a.md': 'one' });
    const documents = createDocuments(vault.client);
    const document = documents.open('a.md');
    await document.ready;
    document.edit({ changes: { from: 0, insert: 'x' }, userEvent: 'input.type' });
    vault.fail('note.write', 'no-space');
    expect(await documents.flush()).toBe(false);
    expect(await documents.flush()).toBe(true);
    documents.dispose();
  });
});
