import { Decoration } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { type LinkSource, readLink } from '../link-at.ts';
import type { PreviewContext } from './context.ts';
import { EmbedWidget } from './embed-widget.ts';
import { TextWidget } from './widgets.ts';

/** Key of a link in `PreviewInput.links`. */
export function linkKeyOf(form: 'wiki' | 'markdown', target: string): string {
  return `${form}:${target}`;
}

/** `[text](target)` is shown as its text, and so is `[text][label]`; a label that is nowhere defined stays as it is. */
export function markdownLink(node: SyntaxNode, context: PreviewContext): void {
  const link = readLink(context.state, node);
  const [open, close] = node.getChildren('LinkMark');
  if (!link || !open || !close || open.to >= close.from) return;
  context.mark(node.from, node.to, linkClass(context, link), { 'data-target': link.target });
  if (context.touched(node)) return;
  context.hide(open.from, open.to);
  context.hide(close.from, node.to);
}

/** `[[target|text]]` is shown as its text, `[[Note#Heading]]` as `Note › Heading`. */
export function wikiLink(node: SyntaxNode, context: PreviewContext): void {
  const link = readLink(context.state, node);
  if (!link) return;
  if (link.embed) {
    embed(node, context);
    return;
  }
  context.mark(node.from, node.to, linkClass(context, link), { 'data-target': link.target });
  if (context.touched(node)) return;
  const text = node.getChild('WikiLinkText');
  if (text) {
    context.hide(node.from, text.from);
    context.hide(text.to, node.to);
    return;
  }
  const inner = { from: node.from + 2, to: node.to - 2 };
  context.hide(node.from, inner.from);
  context.hide(inner.to, node.to);
  showSteps(context, inner);
}

function showSteps(context: PreviewContext, inner: Span): void {
  const target = context.text(inner);
  for (const { index, 0: sign } of target.matchAll(/#\^?/g)) {
    const from = inner.from + index;
    const to = from + sign.length;
    const widget = new TextWidget(' › ', 'note-step');
    if (index === 0) context.hide(from, to);
    else context.add(from, to, Decoration.replace({ widget }));
  }
}

/** An address that stands in the text as it is. */
export function bareAddress(node: SyntaxNode, context: PreviewContext): void {
  if (/^(?:Link|Image|Autolink|LinkReference)$/.test(node.parent?.name ?? '')) return;
  context.mark(node.from, node.to, 'note-link note-external');
  context.hideMarks(node.getChildren('LinkMark'), context.touched(node));
}

function linkClass(context: PreviewContext, { form, target }: LinkSource): string {
  if (form === 'external') return 'note-link note-external';
  const unresolved = context.links.get(linkKeyOf(form, target)) === null;
  return `note-link${unresolved ? ' note-unresolved' : ''}`;
}

/** An embed stands in place of its source, or after it while the person is at it. */
export function embed(node: SyntaxNode, context: PreviewContext): void {
  const link = readLink(context.state, node);
  if (!link) return;
  context.mark(node.from, node.to, 'note-link note-image-source');
  if (!context.hiding || context.breaksLine(node)) return;
  const widget = new EmbedWidget(link, context.text(node), context.state.readOnly);
  if (context.touched(node)) context.add(node.to, node.to, Decoration.widget({ widget, side: 1 }));
  else context.add(node.from, node.to, Decoration.replace({ widget }));
}
