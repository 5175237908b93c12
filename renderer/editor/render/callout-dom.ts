import type { SyntaxNode } from '@lezer/common';
import { calloutLook, calloutName, readCalloutMark } from './callout-types.ts';
import { element, icon } from './dom.ts';
import { type Drawing, sourceOf } from './drawing.ts';

export interface CalloutParts {
  mark: SyntaxNode;
  /** The paragraph whose first line is the title. */
  head: SyntaxNode;
  /** Where the title ends. */
  titleEnd: number;
}

/** A quote that is a callout, taken apart. */
export function calloutParts(node: SyntaxNode, text: string): CalloutParts | undefined {
  const head = node.getChild('Paragraph');
  const mark = head?.getChild('CalloutMark');
  if (!head || !mark) return undefined;
  const end = text.indexOf('\n', mark.to);
  return { mark, head, titleEnd: end < 0 || end > head.to ? head.to : end };
}

/** Draw a callout. `draw` draws its title and its body. */
export function drawCallout(
  { mark, head, titleEnd }: CalloutParts,
  drawing: Drawing,
  draw: { title(parent: HTMLElement): void; body(parent: HTMLElement): void },
): HTMLElement {
  const { type, fold } = readCalloutMark(sourceOf(drawing, mark));
  const look = calloutLook(type);
  const title = element('span', 'note-callout-words');
  if (drawing.text.slice(mark.to, Math.min(titleEnd, head.to)).trim()) draw.title(title);
  else title.append(calloutName(type, drawing.host.t));
  const body = element('div', 'note-callout-body');
  draw.body(body);
  const parts = [icon(look.icon, 'note-callout-icon'), title] as const;
  const className = `note-callout-drawn note-callout-${look.color}`;
  if (!fold) {
    return element('div', className, element('div', 'note-callout-head', ...parts), body);
  }
  const summary = element('summary', 'note-callout-head', ...parts, element('span', 'note-callout-fold'));
  const made = element('details', className, summary, body);
  made.open = fold === '+';
  made.addEventListener('toggle', () => drawing.host.resized());
  return made;
}
