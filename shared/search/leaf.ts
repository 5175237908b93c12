import { readBranches } from './branch.ts';
import { readDateTest } from './dates.ts';
import { readProperty } from './properties.ts';
import type { LeafContext, Reader } from './reader.ts';
import type { Code, Field, GraphTest, QueryLeaf, QueryNode } from './syntax.ts';
import { readText } from './term.ts';

type Operator = (reader: Reader, context: LeafContext, name: string, from: number) => QueryNode;

const fields = [
  'file',
  'path',
  'content',
  'title',
  'alias',
  'heading',
  'line',
  'block',
  'section',
  'task',
  'task-todo',
  'task-done',
] as const satisfies Field[];

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...fields.map((field): [string, Operator] => [field, narrow(field)]),
  ['match-case', (reader, context) => operand(reader, { ...context, matchCase: true }, 'match-case:')],
  ['ignore-case', (reader, context) => operand(reader, { ...context, matchCase: false }, 'ignore-case:')],
  ['tag', readTag],
  ['lang', readLang],
  ['links-to', readGraph],
  ['mentions', readGraph],
  ['orphan', readGraph],
  ['broken', readGraph],
  ['created', (reader, _, name) => readDateTest(reader, name as 'created')],
  ['modified', (reader, _, name) => readDateTest(reader, name as 'modified')],
  ['date', (reader, _, name) => readDateTest(reader, name as 'date')],
]);

/** Operators that ask of text alone, or of text with a place, and so may stand inside a part of a note. */
const innerOperators = new Set(['match-case', 'ignore-case', 'tag']);
const taggedParts = new Set(['line:', 'block:', 'section:', 'task:', 'task-todo:', 'task-done:']);

/** One leaf of a query, the reader at its first character. Throws `invalid-query`. */
export function readLeaf(reader: Reader, context: LeafContext): QueryNode {
  const from = reader.position;
  const name = /([a-z]+(?:-[a-z]+)*):/iy.exec(reader.ahead(20))?.[1]?.toLowerCase() ?? '';
  const operator = operators.get(name);
  if (operator) {
    reader.position += name.length + 1;
    refuseNested(reader, context, name, from);
    return operator(reader, context, name, from);
  }
  const property = context.within ? undefined : readProperty(reader);
  return property ?? readText(reader, context);
}

function refuseNested(reader: Reader, context: LeafContext, name: string, from: number): void {
  const { within } = context;
  if (!within) return;
  const allowed = innerOperators.has(name) && (name !== 'tag' || taggedParts.has(within));
  if (!allowed) reader.fail('inside', from, from + name.length + 1, { operator: `${name}:`, within });
}

/** What an operator is asked of: a leaf or a group. */
function operand(reader: Reader, context: LeafContext, operator: string): QueryNode {
  const from = reader.position - operator.length;
  reader.skipSpace();
  if (reader.atEnd || reader.at(')')) {
    reader.fail('after', from, from + operator.length, { operator });
  }
  if (!reader.at('(')) return readLeaf(reader, context);
  const open = reader.position++;
  return readBranches(reader, readLeaf, { close: ')', open, context });
}

function narrow(field: Field): Operator {
  return (reader, context) => ({
    kind: 'field',
    field,
    node: operand(reader, { ...context, within: `${field}:` }, `${field}:`),
  });
}

function readTag(reader: Reader, context: LeafContext, _: string, from: number): QueryNode {
  const asTag = (node: QueryNode): QueryNode => {
    if (node.kind === 'and' || node.kind === 'or') return { kind: node.kind, nodes: node.nodes.map(asTag) };
    if (node.kind === 'not') return { kind: 'not', node: asTag(node.node) };
    const tag = node.kind === 'term' ? node.text.replace(/^#/, '').replace(/\/+$/, '') : '';
    if (!tag) reader.fail('tag', from, reader.position);
    return { kind: 'tag', tag };
  };
  return asTag(operand(reader, { ...context, within: 'tag:' }, 'tag:'));
}

function readName(reader: Reader, context: LeafContext, operator: string, from: number): string {
  reader.skipSpace();
  const name = reader.at('"') ? reader.takeQuoted() : reader.takeWord(context.close);
  if (!name) reader.fail('after', from, from + operator.length, { operator });
  return name;
}

function readLang(reader: Reader, context: LeafContext, _: string, from: number): Code {
  const lang = readName(reader, context, 'lang:', from).toLowerCase();
  return { kind: 'code', lang, node: undefined };
}

function readGraph(reader: Reader, context: LeafContext, name: string, from: number): QueryLeaf {
  const relation = name as GraphTest['relation'];
  if (relation === 'orphan' || relation === 'broken') {
    if (/[^\s)]/y.test(reader.ahead(1)))
      reader.fail('alone', from, reader.position, { operator: `${name}:` });
    return { kind: 'graph', relation };
  }
  const wiki = reader.skipSpace().take(/\[\[([^\]\n]*)\]\]/y);
  const written = wiki ? (wiki[1] ?? '') : readName(reader, context, `${name}:`, from);
  const target = written.replace(/[#|].*$/s, '').trim();
  if (!target) reader.fail('note', from, reader.position, { operator: `${name}:` });
  return { kind: 'graph', relation, target };
}
