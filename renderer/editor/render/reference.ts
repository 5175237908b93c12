import type { SyntaxNode, Tree } from '@lezer/common';
import { isExternal, type LinkSource, labelKey } from '../link-at.ts';
import { type Drawing, sourceOf } from './drawing.ts';

/** Targets of `[label]: target` by tree: most texts have none, and none is looked for twice. */
const definitions = new WeakMap<Tree, Map<string, string>>();

/** Where `[text][label]`, `[label][]` or `[label]` leads: undefined where the note does not define the label. */
export function referenceTarget(
  node: SyntaxNode,
  drawing: Drawing,
): Pick<LinkSource, 'form' | 'target'> | undefined {
  const named = node.getChild('LinkLabel');
  const [open, close] = node.getChildren('LinkMark');
  const label = named && named.to - named.from > 2 ? sourceOf(drawing, named).slice(1, -1) : undefined;
  const text = open && close ? drawing.text.slice(open.to, close.from) : '';
  const target = defined(drawing).get(labelKey(label ?? text));
  return target === undefined ? undefined : { form: isExternal(target) ? 'external' : 'markdown', target };
}

function defined(drawing: Drawing): Map<string, string> {
  const known = definitions.get(drawing.tree);
  if (known) return known;
  const found = new Map<string, string>();
  drawing.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'LinkReference') return;
      const label = node.getChild('LinkLabel');
      const url = node.getChild('URL');
      if (!label || !url) return;
      const key = labelKey(sourceOf(drawing, label).slice(1, -1));
      if (!found.has(key)) found.set(key, sourceOf(drawing, url).replace(/^<(.*)>$/s, '$1'));
    },
  });
  definitions.set(drawing.tree, found);
  return found;
}
