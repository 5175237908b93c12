import { readBranches } from './branch.ts';
import type { LeafContext, Reader } from './reader.ts';
import type { Compare, NoValue, PropertyTest, RegexTerm, Term, ValueTest } from './syntax.ts';
import { readText } from './term.ts';

/**
 * `[name]`, `[name:value]`, the reader at the bracket. Undefined, and nothing read, where the bracket begins
 * plain text: `[[Link]]`, `[ ]`, `[text](target)`.
 */
export function readProperty(reader: Reader): PropertyTest | undefined {
  const open = reader.position;
  const head = reader.take(
    /\[\s*(?:"((?:[^"\\\n]|\\.)+)"|([^\s[\]":](?:[^[\]":\n]*[^[\]":\s])?))\s*(?=[:\]])/y,
  );
  if (!head) {
    if (/\[[^\s[\]"][^[\]\n]*$/y.test(reader.text.slice(open))) {
      reader.fail('open', open, open + 1, { sign: ']' });
    }
    return undefined;
  }
  const name = head[1]?.replace(/\\(.)/g, '$1') ?? head[2] ?? '';
  const test = reader.at(':') ? readTest(reader, name, open) : undefined;
  if (!test) reader.position++;
  if (!reader.atEnd && /[^\s)]/.test(reader.ahead(1))) {
    reader.position = open;
    return undefined;
  }
  return { kind: 'property', name, test };
}

function readTest(reader: Reader, name: string, open: number): ValueTest {
  reader.position++;
  const from = reader.skipSpace().position;
  if (reader.at(']')) reader.fail('after', open + 1, from, { operator: `${name}:` });
  return readBranches(reader, readValue, { close: ']', open });
}

function readValue(reader: Reader, context: LeafContext): Term | RegexTerm | Compare | NoValue {
  const compare = reader.take(/(<=|>=|<|>)\s*(?:"([^"\n]*)"|([^\s\])]+))/y);
  if (compare) {
    return { kind: 'compare', op: compare[1] as Compare['op'], value: compare[2] ?? compare[3] ?? '' };
  }
  const value = readText(reader, { ...context, within: '[ ]' });
  if (value.kind === 'term' && !value.quoted && value.text.toLowerCase() === 'null') return { kind: 'null' };
  return value;
}
