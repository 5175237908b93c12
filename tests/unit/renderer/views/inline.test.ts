import { describe, expect, test } from 'vitest';
import { type Piece, readInline } from '../../../../renderer/views/context/inline.ts';

const styles = ['code', 'strong', 'em', 'strike', 'highlight', 'link', 'marked'] as const;

/** Pieces as `style+style<text>`, plain ones as they are. */
function show(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      const on = styles.filter((style) => piece[style]);
      return on.length === 0 ? piece.text : `${on.join('+')}<${piece.text}>`;
    })
    .join('');
}

/** The text between `‹›` is the range to mark. */
function read(marked: string) {
  const from = marked.indexOf('‹');
  const to = marked.indexOf('›') - 1;
  return readInline(marked.replace(/[‹›]/g, ''), from < 0 ? [] : [[from, to]]);
}

describe('a block reads as in the page', () => {
  test.each([
    ['要被OVS和‹OVN›的关系', '要被OVS和marked<OVN>的关系'],
    ['a **b** c', 'a strong<b> c'],
    ['a *b* `c` ~~d~~ ==e==', 'a em<b> code<c> strike<d> highlight<e>'],
    ['昨天写的‹[[学习]]›里', '昨天写的link+marked<学习>里'],
    ['see [[a/b#c|text]] here', 'see link<text> here'],
    ['see [[OVN#数据通路]]', 'see link<OVN>link< › >link<数据通路>'],
    ['[[#here]]', 'link<here>'],
    ['[cloudpods](https://x.org) ok', 'link<cloudpods> ok'],
    ['- item ‹x›', 'item marked<x>'],
    ['## Heading', 'Heading'],
    ['把**北向数据库（Northbound DB）**中', '把**北向数据库（Northbound DB）**中'],
    ['a \\* b', 'a * b'],
    ['[!warning] 先读**这里**\n恢复‹OVN›', '先读strong<这里>\n恢复marked<OVN>'],
    ['[!tip]-\n里面', '里面'],
    ['[!tip]', ''],
    ['| ‹OVN› | [[k3s\\|集群]] | `a` |', 'marked<OVN> · link<集群> · code<a>'],
    ['| a \\| b | c | ', 'a | b · c'],
    ['a | b', 'a | b'],
    ['**`ovn`** x', 'code+strong<ovn> x'],
    ['', ''],
  ])('%j', (source, expected) => {
    expect(show(read(source).pieces)).toBe(expected);
  });

  test('code is a block of its own, without its fences', () => {
    const inline = read('```bash\nkubectl get\n```');
    expect(inline.block).toBe(true);
    expect(show(inline.pieces).trim()).toBe('kubectl get');
  });

  test('ranges out of the text do no harm', () => {
    expect(
      show(
        readInline('ab', [
          [-5, 1],
          [1, 99],
        ]).pieces,
      ),
    ).toBe('marked<ab>');
  });
});
