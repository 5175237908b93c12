import { syntaxTree } from '@codemirror/language';
import { EditorState, Facet } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** A link as it stands in the text. Offsets count in the editor's text. */
export interface LinkSource {
  form: 'wiki' | 'markdown' | 'external';
  embed: boolean;
  /** As written, fragment included: `Name#Heading`, `a%20b.md`, `https://…`. */
  target: string;
  from: number;
  to: number;
}

/** Targets of the labels that the text defines (`[label]: target`), by `labelKey`. */
export const linkDefinitions = Facet.define<(state: EditorState) => ReadonlyMap<string, string>>();

const linkNodes = new Set(['WikiLink', 'WikiEmbed', 'Link', 'Image', 'Autolink', 'URL']);

/** The link that covers `pos`, its marks included. */
export function linkAt(state: EditorState, pos: number): LinkSource | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, side);
    let found: LinkSource | undefined;
    for (; node; node = node.parent) if (linkNodes.has(node.name)) found = readLink(state, node) ?? found;
    if (found) return found;
  }
  return undefined;
}

/** A text of which parts can be read: an editor's state, or a string by `textSource`. */
export type TextSource = Pick<EditorState, 'sliceDoc'>;

/** A string as what links are read from. */
export function textSource(text: string): TextSource {
  return { sliceDoc: (from, to) => text.slice(from, to) };
}

/**
 * What a link node of the tree points to. One by a label (`[text][label]`) has no target of its own: of an editor's text
 * it is known where the label leads, of another it is undefined.
 */
export function readLink(state: TextSource, node: SyntaxNode): LinkSource | undefined {
  const { from, to } = node;
  const embed = node.name === 'WikiEmbed' || node.name === 'Image';
  if (node.name === 'WikiLink' || node.name === 'WikiEmbed') {
    const target = wikiTarget(state, node);
    return target === undefined ? undefined : { form: 'wiki', embed, target, from, to };
  }
  if (node.name === 'URL' && node.parent && linkNodes.has(node.parent.name)) return undefined;
  const url = node.name === 'URL' ? node : node.getChild('URL');
  if (!url) return state instanceof EditorState ? readReference(state, node, embed) : undefined;
  const written = state.sliceDoc(url.from, url.to).replace(/^<([\s\S]*)>$/, '$1');
  const bare = node.name === 'URL' || node.name === 'Autolink';
  const target = bare ? bareAddress(written) : written;
  return { form: isExternal(target) ? 'external' : 'markdown', embed, target, from, to };
}

function readReference(state: EditorState, node: SyntaxNode, embed: boolean): LinkSource | undefined {
  const [defined] = state.facet(linkDefinitions);
  const [open, close] = node.getChildren('LinkMark');
  const targets = defined?.(state);
  if (!targets || targets.size === 0 || !open || !close) return undefined;
  const named = node.getChild('LinkLabel');
  const label = named && named.to - named.from > 2 ? { from: named.from + 1, to: named.to - 1 } : undefined;
  const { from, to } = label ?? { from: open.to, to: close.from };
  const target = targets.get(labelKey(state.sliceDoc(from, to)));
  if (target === undefined) return undefined;
  const form = isExternal(target) ? 'external' : 'markdown';
  return { form, embed, target, from: node.from, to: node.to };
}

/** A label of a footnote or a reference, as they are compared. */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A target with a scheme, or of another host. A one-letter scheme is a drive. */
export function isExternal(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(target);
}

/** Only these leave the app; a script in a link never runs. */
export function isSafeAddress(target: string): boolean {
  return /^(?:https?|mailto|tel):/i.test(target);
}

function wikiTarget(state: TextSource, node: SyntaxNode): string | undefined {
  const path = node.getChild('WikiLinkPath');
  const fragment = node.getChild('WikiLinkFragment');
  const parts = [path, fragment].filter((part) => part !== null);
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) return undefined;
  const text = state.sliceDoc(first.from, last.to);
  return (path || text.startsWith('#') ? text : `#${text}`).trim();
}

/** GFM links `www.` and mail addresses without their scheme. */
function bareAddress(written: string): string {
  if (isExternal(written)) return written;
  return written.includes('@') ? `mailto:${written}` : `https://${written}`;
}
