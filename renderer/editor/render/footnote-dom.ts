import type { SyntaxNode, Tree } from '@lezer/common';
import { labelKey } from '../link-at.ts';
import { element } from './dom.ts';
import { type Drawing, type Footnote, sourceOf } from './drawing.ts';

/** Definitions by label, by tree. */
const definitions = new WeakMap<Tree, Map<string, SyntaxNode>>();

/** The definition of `[^label]`, the first one in the note. */
export function footnoteDefinition(
  tree: Tree,
  slice: (from: number, to: number) => string,
  label: string,
): SyntaxNode | undefined {
  let found = definitions.get(tree);
  if (!found) {
    found = new Map();
    definitions.set(tree, found);
    for (const node of definitionNodes(tree)) {
      const mark = node.getChild('FootnoteMark');
      const key = mark && labelKey(slice(mark.from + 2, mark.to).replace(/\]:\s*$/, ''));
      if (key && !found.has(key)) found.set(key, node);
    }
  }
  return found.get(labelKey(label));
}

function definitionNodes(tree: Tree): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'FootnoteDefinition') nodes.push(node);
      return !/^(?:Paragraph|FencedCode|Table|ATXHeading\d)$/.test(name);
    },
  });
  return nodes;
}

export function footnoteReference(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const label = sourceOf(drawing, node).slice(2, -1);
  const key = labelKey(label);
  const known = drawing.footnotes.find((note) => note.label === key);
  const definition = footnoteDefinition(drawing.tree, (from, to) => drawing.text.slice(from, to), label);
  parent.append(number(drawing, known ?? add(drawing, { label: key, node: definition })));
}

export function inlineFootnote(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  parent.append(number(drawing, add(drawing, { label: undefined, node })));
}

function add(drawing: Drawing, note: Footnote): Footnote {
  drawing.footnotes.push(note);
  return note;
}

/** The number that stands in the text. A click goes to the footnote of that number, in what was drawn with it. */
function number(drawing: Drawing, note: Footnote): HTMLElement {
  const index = drawing.footnotes.indexOf(note) + 1;
  const made = element('sup', 'note-footnote', String(index));
  made.tabIndex = 0;
  made.setAttribute('role', 'link');
  made.dataset.footnote = String(index);
  const go = (event: Event) => {
    event.stopPropagation();
    const place = made.closest('.note-drawn')?.querySelector(`[data-footnote-text="${index}"]`);
    place?.scrollIntoView({ block: 'center' });
  };
  made.addEventListener('click', go);
  made.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) go(event);
  });
  return made;
}

/** The footnotes of what was drawn, at its end. `draw` draws what stands in one. */
export function drawFootnotes(
  drawing: Drawing,
  draw: (note: SyntaxNode, parent: HTMLElement) => void,
): HTMLElement | undefined {
  if (drawing.footnotes.length === 0) return undefined;
  const list = element('ol', 'note-footnotes');
  // A footnote may refer to others: they come after it, and the loop reaches them.
  for (let index = 0; index < drawing.footnotes.length && index < 1000; index++) {
    const note = drawing.footnotes[index];
    const item = element('li');
    item.dataset.footnoteText = String(index + 1);
    if (note?.node) draw(note.node, item);
    else item.append(drawing.host.t('editor.footnoteMissing'));
    list.append(item);
  }
  return list;
}
