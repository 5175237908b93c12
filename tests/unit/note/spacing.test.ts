import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSpaces, removeSpaces } from '../../../shared/note/spacing.ts';
import { applyEdits } from '../../../shared/text/edit.ts';

const all = (text: string) => ({ from: 0, to: text.length });
const add = (text: string) => applyEdits(text, addSpaces(text, all(text)));
const remove = (text: string) => applyEdits(text, removeSpaces(text, all(text)));

describe('space is put between Chinese and Latin', () => {
  test.each([
    ['在k3s集群里跑', '在 k3s 集群里跑'],
    ['2024年', '2024 年'],
    ['用OVN，也用 OVS。', '用 OVN，也用 OVS。'],
    ['装**k3s**集群', '装 **k3s** 集群'],
    ['装*k3s*和==OVN==吧', '装 *k3s* 和 ==OVN== 吧'],
    ['- 用k3s\n- [ ] 用OVN的', '- 用 k3s\n- [ ] 用 OVN 的'],
    ['| 用k3s | b |\n|---|---|\n| 用OVN | b |', '| 用 k3s | b |\n|---|---|\n| 用 OVN | b |'],
    ['> 用k3s', '> 用 k3s'],
    ['HTTP/HTTPS协议', 'HTTP/HTTPS 协议'],
  ])('%j → %j', (text, expected) => {
    expect(add(text)).toBe(expected);
    expect(remove(expected)).toBe(text.replace('用 OVS', '用OVS'));
  });
});

describe('and never in', () => {
  test.each([
    ['a link', '看[用k3s的](用k3s.md)吧'],
    ['a wikilink', '[[用k3s|用k3s的]]'],
    ['an embed', '![[图a.png]]'],
    ['a URL', 'https://example.com/用k3s'],
    ['a bare host', '见www.example.com/中a'],
    ['code', '`用k3s`'],
    ['a fence', '```\n用k3s\n```'],
    ['math', '$用k3s$'],
    ['a block of math', '$$\n用k3s\n$$'],
    ['HTML', '<div title="用k3s">\n用k3s\n</div>'],
    ['an HTML tag', '字<b title="用k3s">'],
    ['a comment', '%%用k3s%%'],
    ['front matter', '---\ntitle: 用k3s\n---\n'],
    ['TOML', '+++\ntitle = "用k3s"\n+++\n'],
    ['a tag', '#用k3s'],
    ['a heading', '# 用k3s\n'],
    ['a path', '/etc/用k3s/a'],
    ['a path of Windows', 'C:\\用k3s'],
    ['an address of mail', 'a中@b中c'],
    ['a footnote', '字[^用k3s]\n\n[^用k3s]: 。'],
    ['a reference', '[字][用k3s]\n\n[用k3s]: /x'],
  ])('%s', (_name, text) => {
    expect(add(text)).toBe(text);
  });
});

test('only in what is selected', () => {
  const text = '用k3s，用OVN';
  expect(applyEdits(text, addSpaces(text, { from: 0, to: 4 }))).toBe('用 k3s，用OVN');
});

describe('laws', () => {
  const piece = fc.constantFrom(
    ...['用', '的', 'k3s', 'OVN', '8', ' ', '\n', '\n\n', '，', '**', '*', '==', '`', '[', ']', '[[', ']]'],
    ...['(', ')', '#', '# ', '- ', '> ', '$', '<b>', '</b>', '|', '%%', '/', '://', 'é', '𠮷', '_'],
  );
  const notes = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  test('done twice, nothing more changes', () => {
    fc.assert(
      fc.property(notes, (text) => {
        const once = add(text);
        expect(add(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('only spaces come and go', () => {
    fc.assert(
      fc.property(notes, (text) => {
        const bare = (value: string) => value.replaceAll(' ', '');
        expect(bare(add(text))).toBe(bare(text));
        expect(bare(remove(text))).toBe(bare(text));
      }),
    );
  });
});
