import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Span } from './facts.ts';
import { lineStart } from './front-matter-format.ts';
import type { ValueEntry, ValueNode, ValueWriter } from './value-edit.ts';
import { yamlKey, yamlTail } from './yaml-write.ts';

/** What stands in a value of YAML, and where; `offset` is where the document begins in `text`. */
export function yamlNode(text: string, offset: number, node: unknown): ValueNode | undefined {
  const range = (node as Node | null)?.range;
  if (!range) return undefined;
  const span = { from: offset + range[0], to: offset + range[1] };
  while (span.to > span.from && /\s/.test(text.charAt(span.to - 1))) span.to--;
  const plain: ValueNode = { kind: 'scalar', span, flow: false, entries: [], source: node };
  if (isScalar(node)) {
    const lines = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    return lines || text.slice(span.from, span.to).includes('\n') ? undefined : plain;
  }
  if (isAlias(node) || !(isSeq(node) || isMap(node)) || node.anchor || node.tag?.startsWith('!'))
    return undefined;
  const flow = node.flow === true;
  const entries: ValueEntry[] = [];
  for (const item of node.items as unknown[]) {
    const entry = isMap(node) ? memberOf(text, offset, item) : itemOf(text, offset, item, flow);
    if (!entry) return undefined;
    entries.push(entry);
  }
  const end = flow ? span.to : (entries.at(-1)?.spans[0]?.to ?? span.to);
  return {
    kind: isMap(node) ? 'table' : 'list',
    span: { from: span.from, to: end },
    flow,
    entries,
    source: node,
  };
}

function memberOf(text: string, offset: number, item: unknown): ValueEntry | undefined {
  const { key, value } = item as { key: unknown; value: unknown };
  if (!isScalar(key) || !key.range) return undefined;
  const from = offset + key.range[0];
  const node = yamlNode(text, offset, value);
  if (node && isScalar(value) && value.value === null && node.span.to === node.span.from) {
    // Nothing stands there: what is to stand there comes right behind the colon.
    const at = text.indexOf(':', offset + key.range[1]) + 1;
    node.span = { from: at, to: at };
  }
  return node && { key: String(key.value), spans: [{ from, to: node.span.to }], node };
}

function itemOf(text: string, offset: number, item: unknown, flow: boolean): ValueEntry | undefined {
  const node = yamlNode(text, offset, item);
  if (!node) return undefined;
  const span: Span = { ...node.span };
  if (!flow) {
    const before = text.slice(lineStart(text, span.from), span.from);
    const dash = /-[ \t]+$/.exec(before);
    if (!dash) return undefined;
    span.from -= dash[0].length;
  }
  return { key: undefined, spans: [span], node };
}

export const yamlWriter: ValueWriter = {
  value(value, { source }) {
    const tail = yamlTail(value, source, undefined, {});
    return tail.startsWith('\n') ? undefined : tail.trim();
  },
  entry(key, value, { kind, flow, source }) {
    if (kind === 'list') {
      const tail = yamlTail([value], source, undefined, { indentSeq: false });
      return flow ? tail.slice(2, -1) : tail.slice(1);
    }
    if (key === undefined) return undefined;
    return flow
      ? yamlTail({ [key]: value }, source, undefined, {}).slice(2, -1)
      : yamlKey(key) + yamlTail(value, undefined, undefined, {});
  },
};
