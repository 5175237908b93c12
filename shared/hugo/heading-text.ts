import type { SyntaxNode } from '@lezer/common';
import { parseGoldmark } from './goldmark.ts';

/**
 * The text that Hugo ≥ 0.144 makes a heading's id from: its direct inline children, of which a container
 * (emphasis, link, image, code) gives only its first child; bare links, footnote references and HTML give nothing.
 * What the typographer replaces (`--`, quotes) and named entities count as the character they stand for.
 */
export function newHeadingText(raw: string): string {
  // Closed on both sides, so that nothing of the text is taken for a mark of the heading.
  const source = `# ${raw} #`;
  const block = parseGoldmark(source).topNode.firstChild;
  return block ? childrenText(source, block, 2, 2 + raw.length) : raw;
}

function childrenText(source: string, node: SyntaxNode, from: number, to: number): string {
  let text = '';
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isText(child) || child.from < at || child.to > to) continue;
    text += plain(source.slice(at, child.from));
    text += containerText(source, child);
    at = child.to;
  }
  return text + plain(source.slice(at, to));
}

function isText(node: SyntaxNode): boolean {
  return node.name === 'Escape' || node.name === 'Entity';
}

function containerText(source: string, node: SyntaxNode): string {
  switch (node.name) {
    case 'InlineCode': {
      const marks = node.getChildren('CodeMark');
      return source.slice(marks[0]?.to ?? node.from, marks.at(-1)?.from ?? node.to);
    }
    case 'Emphasis':
    case 'StrongEmphasis':
    case 'Strikethrough':
      return firstChildText(source, node, node.firstChild?.to ?? node.from, node.lastChild?.from ?? node.to);
    case 'Link':
    case 'Image': {
      const marks = node.getChildren('LinkMark');
      const inner = source.slice(marks[0]?.to, marks[1]?.from);
      if (node.name === 'Link' && inner.startsWith('^')) return '';
      return isResolved(node)
        ? firstChildText(source, node, marks[0]?.to ?? 0, marks[1]?.from ?? 0)
        : plainLink(source, node);
    }
    default:
      return '';
  }
}

/** `[x]` without a definition is text to Hugo; a heading is read alone, so only inline links are links here. */
function isResolved(node: SyntaxNode): boolean {
  return node.getChild('URL') !== null;
}

function plainLink(source: string, node: SyntaxNode): string {
  return childrenText(source, node, node.from, node.to);
}

function firstChildText(source: string, node: SyntaxNode, from: number, to: number): string {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isText(child) || child.from < from || child.to > to) continue;
    if (child.name.endsWith('Mark')) continue;
    if (child.from === from) return containerText(source, child);
    return firstPiece(source.slice(from, child.from));
  }
  return firstPiece(source.slice(from, to));
}

/** Text is one child up to a delimiter that found no partner (included) or a replaced quote or dash (not included). */
function firstPiece(text: string): string {
  const piece = /^(?:\\.|[^*_~[\\]|\\)*(?:[*_~]+|!?\[)?/s.exec(text)?.[0] ?? text;
  const typographic = /--|\.\.\.|<<|>>|"|(?<=[\p{L}\p{Nd}])'(?=\p{L})|(?:^|(?<=\s))'|'(?=\s|$)/u.exec(piece);
  return plain(typographic ? piece.slice(0, typographic.index) : piece);
}

function plain(text: string): string {
  return text.replace(/&[A-Za-z][A-Za-z0-9]*;/g, '–').replace(/-{2,}/g, dashes);
}

/** `---` and `--` become dashes, which no id holds but which part words; an odd hyphen that is left over stays. */
function dashes(run: string): string {
  return run.length % 3 === 1 ? '–-' : '–';
}
