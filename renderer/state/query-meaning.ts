/** How a query was understood, in words. */
import type { GraphTest, Query, QueryNode, Term, ValueTest } from '../../shared/search/syntax.ts';
import type { Words } from '../i18n/words.ts';

type Say = Words['t'];

/** A sentence: `notes with “a”, in the path “b”, and without the tag #c`. */
export function queryMeaning({ root }: Query, say: Say): string {
  const without = root.kind === 'not' && !isState(root.node);
  return without
    ? say('meaning.notes-not', { what: meaning(root.node, say, true) })
    : say('meaning.notes', { what: meaning(root, say, false) });
}

/** Whether a query is a word and no more, so that there is nothing to say of it. */
export function isPlainWord({ root }: Query): boolean {
  return root.kind === 'term' && !hasFlags(root);
}

/** A regular expression as it is written elsewhere, with flags: here it is looked for as it stands. */
function hasFlags({ text, quoted }: Term): boolean {
  return !quoted && /^\/[^/]+\/[dgimsuvy]+$/.test(text);
}

/** What a note is rather than has: its opposite has words of its own. */
function isState(node: QueryNode): node is GraphTest & { relation: 'orphan' | 'broken' } {
  return node.kind === 'graph' && (node.relation === 'orphan' || node.relation === 'broken');
}

function meaning(node: QueryNode, say: Say, inside: boolean): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.nodes.map((one) => meaning(one, say, true)).join(say(`meaning.${node.kind}`));
      return inside ? say('meaning.group', { what: parts }) : parts;
    }
    case 'not':
      return isState(node.node)
        ? say(`meaning.not-${node.node.relation}`)
        : say('meaning.not', { what: meaning(node.node, say, true) });
    case 'term': {
      if (node.text === '') return say('meaning.anything');
      const key = node.inside ? 'meaning.inside' : node.quoted ? 'meaning.phrase' : 'meaning.term';
      const more = [node.matchCase && say('meaning.case'), hasFlags(node) && say('meaning.flags')];
      return say(key, { text: node.text }) + more.filter(Boolean).join('');
    }
    case 'regex':
      return say('meaning.regex', { text: node.source });
    case 'field':
      return say(`meaning.${node.field}`, { what: meaning(node.node, say, true) });
    case 'code':
      return node.node
        ? say('meaning.code', { lang: node.lang, what: meaning(node.node, say, true) })
        : say('meaning.code-any', { lang: node.lang });
    case 'tag':
      return say('meaning.tag', { tag: node.tag });
    case 'property':
      return node.test
        ? say('meaning.property', { name: node.name, what: valueMeaning(node.test, say, false) })
        : say('meaning.property-any', { name: node.name });
    case 'date':
      return say(`meaning.${node.field}`, { op: say(`meaning.op.${opName(node.op)}`), value: node.value });
    case 'graph':
      return node.relation === 'links-to' || node.relation === 'mentions'
        ? say(`meaning.${node.relation}`, { target: node.target })
        : say(`meaning.${node.relation}`);
  }
}

function valueMeaning(test: ValueTest, say: Say, inside: boolean): string {
  switch (test.kind) {
    case 'and':
    case 'or': {
      const parts = test.nodes.map((one) => valueMeaning(one, say, true)).join(say(`meaning.${test.kind}`));
      return inside ? say('meaning.group', { what: parts }) : parts;
    }
    case 'not':
      return say('meaning.not', { what: valueMeaning(test.node, say, true) });
    case 'null':
      return say('meaning.empty');
    case 'compare':
      return say('meaning.compare', { op: compareSigns[test.op], value: test.value });
    case 'regex':
      return say('meaning.regex', { text: test.source });
    case 'term': {
      const key = test.inside ? 'meaning.inside' : test.quoted ? 'meaning.value' : 'meaning.term';
      return say(key, { text: test.text });
    }
  }
}

/** Of numbers as well as of dates. */
const compareSigns = { '<': '<', '>': '>', '<=': '≤', '>=': '≥' } as const;
const opNames = { '=': 'is', '<': 'before', '>': 'after', '<=': 'until', '>=': 'from' } as const;
const opName = (op: keyof typeof opNames) => opNames[op];
