import { CompletionContext } from '@codemirror/autocomplete';
import { describe, expect, test } from 'vitest';
import { completeLink, linkInsertion } from '../../../renderer/editor/complete/links.ts';
import { completeTag } from '../../../renderer/editor/complete/tags.ts';
import { openLinkAt, openTagAt } from '../../../renderer/editor/complete/where.ts';
import { createDocument } from '../../../renderer/editor/document/document.ts';
import { editorWords } from '../../../renderer/editor/messages.ts';
import { stateInView } from '../../../renderer/editor/note-state.ts';
import { type Answers, MemoryVault } from './memory-vault.ts';
import { stateAt } from './preview.ts';

describe('where completion opens', () => {
  test.each([
    ['[[‸', ''],
    ['[[no‸]]', 'no'],
    ['字[[OVN#数‸', 'OVN#数'],
    ['![[im‸', 'im'],
    ['【【网‸', '网'],
    ['[[a b‸', 'a b'],
    ['[[done]] x‸', undefined],
    ['[[a|te‸', undefined],
    ['[one‸', undefined],
    ['`[[a‸`', undefined],
    ['```\n[[a‸\n```', undefined],
    ['[[other\nline‸', undefined],
  ])('of a link: %s', (marked, query) => {
    const state = stateAt(marked);
    expect(openLinkAt(state, state.selection.main.head)?.query).toBe(query);
  });

  test.each([
    ['#‸', ''],
    ['字 #标‸', '标'],
    ['字　#a/b‸', 'a/b'],
    ['字#标‸', undefined],
    ['## 标‸', undefined],
    ['`#a‸`', undefined],
    ['#a b‸', undefined],
  ])('of a tag: %s', (marked, query) => {
    const state = stateAt(marked);
    expect(openTagAt(state, state.selection.main.head)?.query).toBe(query);
  });
});

describe('what choosing puts in', () => {
  test.each([
    ['[[no‸', 'Note', '[[Note]]'],
    ['[[no‸]]', 'Note', '[[Note]]'],
    ['[[no‸] x', 'Note', '[[Note]] x'],
    ['【【no‸】】', 'Note', '[[Note]]'],
    ['[[no‸]] x', 'Note|alias', '[[Note|alias]] x'],
    ['[[no‸]]', '[[Note]]', '[[Note]]'],
    ['[[no‸]]', '[Note](Note.md)', '[Note](Note.md)'],
    ['![[no‸]]', 'a.png', '![[a.png]]'],
    ['![[no‸]]', '![a](a.png)', '![a](a.png)'],
  ])('%s + %s', (marked, insert, expected) => {
    const state = stateAt(marked);
    const { head } = state.selection.main;
    const open = openLinkAt(state, head);
    if (!open) throw new Error('not open');
    const changes = linkInsertion(state, open.from, head, insert);
    expect(state.update({ changes }).state.doc.toString()).toBe(expected);
  });
});

describe('asking', () => {
  const choices = [
    { label: 'OVN', detail: 'net', insert: 'OVN', kind: 'note' as const },
    { label: '新', detail: '', insert: '新', kind: 'unresolved' as const },
  ];

  function stateWith(marked: string, answers: Answers) {
    const vault = new MemoryVault({ 'a.md': '' }, answers);
    const document = createDocument(vault.client, 'a.md');
    const host = {
      client: vault.client,
      document,
      mode: 'live' as const,
      t: editorWords('en'),
      openLink() {},
      openTag() {},
      attachmentUrl: () => Promise.reject(),
      mentions: true,
      remoteImages: false,
      meantMarks: true,
      trouble: () => undefined,
      panels: undefined,
    };
    const state = stateInView(stateAt(marked), host);
    return { vault, context: new CompletionContext(state, state.selection.main.head, false) };
  }

  test('for links, with the note and what is typed', async () => {
    const { vault, context } = stateWith('字 [[ov‸]]', { 'complete.link': () => choices });
    const found = await completeLink(context);
    expect(vault.log.at(-1)).toEqual({
      method: 'complete.link',
      params: { source: 'a.md', query: 'ov', limit: 50 },
    });
    expect(found).toMatchObject({ from: 4, filter: false });
    expect(found?.options.map(({ label, detail, type }) => [label, detail, type])).toEqual([
      ['OVN', 'net', 'note'],
      ['新', 'no note yet', 'unresolved'],
    ]);
  });

  test('for tags, once a letter is there', async () => {
    const answers = { 'complete.tag': () => [{ tag: '网络', notes: 3 }] };
    expect(await completeTag(stateWith('#‸', answers).context)).toBeNull();
    const found = await completeTag(stateWith('#网‸', answers).context);
    expect(found?.options).toMatchObject([{ label: '网络', detail: '3 notes' }]);
  });

  test('nothing is suggested where the core cannot answer, or the text is in no view', async () => {
    const { vault, context } = stateWith('[[ov‸]]', {});
    vault.fail('complete.link', 'disconnected');
    expect(await completeLink(context)).toBeNull();
    expect(await completeLink(new CompletionContext(stateAt('[[a‸'), 3, true))).toBeNull();
  });
});
