/** How a query was understood, in words. */
import type { Query, QueryNode, ValueTest } from '../../shared/search/syntax.ts';
import type { Words } from '../i18n/words.ts';

type Say = Words['t'];

/** A sentence: `notes with “a”, in the path “b”, and without the tag #c`. */
export function queryMeaning({ root }: Query, say: Say): string {
  return say('meaning.notes', { what: meaning(root, say, false) });
}

function meaning(node: QueryNode, say: Say, inside: boolean): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.nodes.map((one) => meaning(one, say, true)).join(say(`meaning.${node.kind}`));
      return inside ? say('meaning.group', { what: parts }) : parts;
    }
    case 'not':
      return say('meaning.not', { what: meaning(node.node, say, true) });
    case 'term': {
      if (node.text === '') return say('meaning.anything');
      const key = node.inside ? 'meaning.inside' : node.quoted ? 'meaning.phrase' : 'meaning.term';
      return say(key, { text: node.text }) + (node.matchCase ? say('meaning.case') : '');
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
