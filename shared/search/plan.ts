import { fold } from '../text/fold.ts';
import { type FtsTerm, ftsTerm, type IsWritten, runs } from '../text/tokens.ts';
import { regexLiterals } from './regex-literals.ts';
import type {
  DateTest,
  Field,
  GraphTest,
  PropertyTest,
  Query,
  QueryNode,
  RegexTerm,
  Term,
} from './syntax.ts';

/** Which words are asked: of names and text together, of the text, of names, titles and aliases, of headings. */
export type Scope = 'note' | 'content' | 'names' | 'headings';

/**
 * What the index is asked for a query, before any file is read. Each plan stands between two bounds: files that are
 * hits for certain, and files that may be. What lies between them is read.
 */
export type Plan =
  /** Any file may be a hit. */
  | { kind: 'any' }
  /** FTS5 expressions; `sure` undefined: none is certain unread; `wide` and `quick`: as `FtsTerm` has them. */
  | ({ kind: 'text'; scope: Scope } & FtsTerm)
  /** A folded word that stands in an indexed word, wherever it begins. */
  | { kind: 'inside'; scope: Scope; word: string }
  /** In the name or the path of a file. */
  | { kind: 'named'; field: 'file' | 'path'; node: QueryNode }
  /** Has such a tag (folded, without `#`), or one below it. */
  | { kind: 'tag'; tag: string }
  /** Has one of a kind: `task`, `task-todo`, `task-done`, `lang:bash`. */
  | { kind: 'has'; what: string }
  | { kind: 'property'; test: PropertyTest }
  | { kind: 'date'; test: DateTest }
  | { kind: 'graph'; test: GraphTest }
  /** No more than a superset; of words in `together`, each stands in one line or block with all the others. */
  | { kind: 'maybe'; node: Plan; together?: readonly IndexedWord[] }
  | { kind: 'and' | 'or'; nodes: Plan[] }
  | { kind: 'not'; node: Plan };

/** A word as the index has it, or what a word begins with. */
export interface IndexedWord {
  text: string;
  isPrefix: boolean;
}

type TextPlan = Extract<Plan, { kind: 'text' }>;

/** Where a part of a query is asked, and what is known of the index. */
interface Asked {
  scope: Scope;
  isWritten: IsWritten | undefined;
}

/**
 * What to ask the index for a query. Texts that one expression can ask for are one.
 * @param isWritten of the words of the index; without it, any may be there
 */
export function planQuery(query: Query, isWritten?: IsWritten): Plan {
  return plan(query.root, { scope: 'note', isWritten });
}

function plan(node: QueryNode, asked: Asked): Plan {
  switch (node.kind) {
    case 'and':
      return joinAnd(node.nodes.map((one) => plan(one, asked)));
    case 'or':
      return joinOr(node.nodes.map((one) => plan(one, asked)));
    case 'not':
      return { kind: 'not', node: plan(node.node, asked) };
    case 'term':
      return planTerm(node, asked);
    case 'regex':
      return planRegex(node, asked);
    case 'field':
      return planField(node.field, node.node, asked);
    case 'code': {
      const has: Plan = { kind: 'has', what: `lang:${node.lang}` };
      return node.node
        ? { kind: 'maybe', node: joinAnd([has, withinPart(node.node, within(asked, 'content'))]) }
        : has;
    }
    case 'tag':
      return { kind: 'tag', tag: fold(node.tag) };
    case 'property':
    case 'date':
    case 'graph':
      return { kind: node.kind, test: node } as Plan;
  }
}

const within = (asked: Asked, scope: Scope): Asked => ({ ...asked, scope });

function planTerm(term: Term, asked: Asked): Plan {
  const { text, matchCase } = term;
  if (fold(text) === '') return { kind: 'any' };
  const found = term.inside ? planInside(text, asked) : planWords(text, asked);
  return matchCase ? { kind: 'maybe', node: found } : found;
}

function planWords(text: string, { scope, isWritten }: Asked): Plan {
  const found = ftsTerm(text, isWritten);
  return found ? { kind: 'text', scope, ...found } : { kind: 'any' };
}

/** The first word may be the end of a longer one; what follows it is whole. */
function planInside(text: string, asked: Asked): Plan {
  const folded = fold(text);
  const [first] = runs(folded);
  if (!first) return { kind: 'any' };
  if (first.cjk && first.from === 0) return planWords(text, asked);
  const inside: Plan = first.cjk
    ? planWords(first.text, asked)
    : { kind: 'inside', scope: asked.scope, word: first.text };
  if (first.from === 0 && first.to === folded.length) return inside;
  const rest = first.to < folded.length ? planWords(folded.slice(first.to), asked) : inside;
  return { kind: 'maybe', node: joinAnd([inside, rest]) };
}

function planRegex(regex: RegexTerm, asked: Asked): Plan {
  const words = regexLiterals(regex.source).map((literal) => planInside(literal, asked));
  return words.length > 0 ? { kind: 'maybe', node: joinAnd(words) } : { kind: 'any' };
}

function planField(field: Field, node: QueryNode, asked: Asked): Plan {
  const content = within(asked, 'content');
  const headings = within(asked, 'headings');
  switch (field) {
    case 'file':
    case 'path':
      return { kind: 'named', field, node };
    case 'title':
    case 'alias':
      return { kind: 'maybe', node: withinPart(node, within(asked, 'names')) };
    case 'content':
      return plan(node, content);
    case 'heading':
      return isOne(node) ? plan(node, headings) : { kind: 'maybe', node: withinPart(node, headings) };
    case 'line':
      return isOne(node) ? plan(node, content) : maybeTogether(node, content);
    case 'block':
      return maybeTogether(node, content);
    case 'task':
    case 'task-todo':
    case 'task-done': {
      const has: Plan = { kind: 'has', what: field };
      if (node.kind === 'term' && fold(node.text) === '') return has;
      return { kind: 'maybe', node: joinAnd([has, withinPart(node, content)]) };
    }
    default:
      return { kind: 'maybe', node: withinPart(node, content) };
  }
}

function maybeTogether(node: QueryNode, asked: Asked): Plan {
  const found: Plan = { kind: 'maybe', node: withinPart(node, asked) };
  const terms = node.kind === 'and' ? node.nodes.map((one) => plan(one, asked)) : [];
  const together = terms.flatMap((one) => (one.kind === 'text' ? firstWord(one.all) : []));
  return together.length < 2 ? found : { ...found, together };
}

/** Of an expression that is one phrase. Words begin with two letters in too many places to be looked at. */
function firstWord(expression: string): IndexedWord[] {
  const [, text = '', more, star] = /^"([^ "]+)( [^"]*)?"(\*?)$/.exec(expression) ?? [];
  const isPrefix = more === undefined && star === '*';
  return text === '' || (isPrefix && /^[\0-\x7f]{1,2}$/.test(text)) ? [] : [{ text, isPrefix }];
}

/** Whether one place holds all of it wherever it is found at all. */
const isOne = (node: QueryNode): boolean =>
  node.kind === 'or' ? node.nodes.every(isOne) : node.kind === 'term' || node.kind === 'regex';

/** Of a part of a note: what must not stand in it may well stand elsewhere. */
function withinPart(node: QueryNode, asked: Asked): Plan {
  if (node.kind === 'not') return { kind: 'any' };
  if (node.kind === 'and') return joinAnd(node.nodes.map((one) => withinPart(one, asked)));
  if (node.kind === 'or') return joinOr(node.nodes.map((one) => withinPart(one, asked)));
  return plan(node, asked);
}

function joinOr(nodes: Plan[]): Plan {
  if (nodes.some(({ kind }) => kind === 'any')) return { kind: 'any' };
  return joined('or', nodes, (texts) => ({
    all: `(${texts.map(({ all }) => all).join(' OR ')})`,
    wide: wideOf(texts, ' OR '),
    sure: withOperator(
      texts.flatMap(({ sure }) => sure ?? []),
      ' OR ',
    ),
  }));
}

function joinAnd(nodes: Plan[]): Plan {
  const positive = nodes.filter(({ kind }) => kind !== 'not' && kind !== 'any');
  const negative = nodes.filter(({ kind }) => kind === 'not');
  const any = nodes.filter(({ kind }) => kind === 'any').slice(0, 1);
  const found = joined('and', positive, (texts) => ({
    all: `(${texts.map(({ all }) => all).join(' AND ')})`,
    wide: wideOf(texts, ' AND '),
    sure: texts.every(({ sure }) => sure !== undefined)
      ? withOperator(
          texts.flatMap(({ sure }) => sure ?? []),
          ' AND ',
        )
      : undefined,
  }));
  const [only] = positive.length === 0 ? [] : found.kind === 'and' ? found.nodes : [found];
  const rest = found.kind === 'and' ? found.nodes.slice(1) : [];
  if (only === undefined) return single('and', [...any, ...negative]);
  if (only.kind !== 'text') return single('and', [...any, only, ...rest, ...negative]);
  const { text, left } = without(only, negative);
  return single('and', [...any, text, ...rest, ...left]);
}

/** `a NOT b` in one expression, as far as what must not be there is text too. */
function without(text: TextPlan, negative: Plan[]): { text: TextPlan; left: Plan[] } {
  const left: Plan[] = [];
  let { all, sure } = text;
  for (const one of negative) {
    const inner = one.kind === 'not' ? one.node : one;
    if (inner.kind !== 'text' || inner.scope !== text.scope) {
      left.push(one);
      continue;
    }
    if (inner.sure) all = `(${all} NOT ${inner.sure})`;
    sure = sure && `(${sure} NOT ${inner.all})`;
  }
  return { text: { ...text, all, sure, quick: undefined }, left };
}

function wideOf(texts: readonly TextPlan[], operator: string): string | undefined {
  if (!texts.some(({ wide }) => wide)) return undefined;
  return `(${texts.map(({ all, wide }) => wide ?? all).join(operator)})`;
}

type Joined = Pick<TextPlan, 'all' | 'sure' | 'wide'>;

/** Texts of one scope as one, in the first place; everything else beside it. */
function joined(kind: 'and' | 'or', nodes: Plan[], join: (texts: TextPlan[]) => Joined): Plan {
  const [scope] = nodes.flatMap((node) => (node.kind === 'text' ? [node.scope] : []));
  const texts = nodes.filter((node) => node.kind === 'text' && node.scope === scope) as TextPlan[];
  if (scope === undefined || texts.length < 2) {
    const text = nodes.filter((node) => node.kind === 'text');
    return single(kind, [...text, ...nodes.filter((node) => node.kind !== 'text')]);
  }
  const rest = nodes.filter((node) => !texts.includes(node as TextPlan));
  return single(kind, [{ kind: 'text', scope, ...join(texts) }, ...rest]);
}

function single(kind: 'and' | 'or', nodes: Plan[]): Plan {
  const [only] = nodes;
  return nodes.length === 1 && only ? only : { kind, nodes };
}

function withOperator(parts: string[], operator: string): string | undefined {
  return parts.length > 1 ? `(${parts.join(operator)})` : parts[0];
}

/**
 * The words whose weight ranks the hits, as one FTS5 expression that all hits found by their text satisfy;
 * undefined where the query asks of no text in a way that the index can count.
 */
export function rankingText(found: Plan): string | undefined {
  if (found.kind === 'text') return found.wide ?? found.all;
  if (found.kind === 'maybe') return rankingText(found.node);
  if (found.kind === 'and') {
    return withOperator(
      found.nodes.flatMap((node) => rankingText(node) ?? []),
      ' AND ',
    );
  }
  if (found.kind !== 'or') return undefined;
  const parts = found.nodes.map(rankingText);
  return parts.every((part) => part !== undefined)
    ? withOperator(
        parts.flatMap((part) => part ?? []),
        ' OR ',
      )
    : undefined;
}

/** The notes whose mentions are asked for, as written in the query. */
export function asksMentions(found: Plan): string[] {
  if (found.kind === 'and' || found.kind === 'or') return found.nodes.flatMap(asksMentions);
  if (found.kind === 'not' || found.kind === 'maybe') return asksMentions(found.node);
  return found.kind === 'graph' && found.test.relation === 'mentions' ? [found.test.target] : [];
}

/** Whether words inside words are asked for: the vocabulary is needed then. */
export const asksInside = (found: Plan): boolean => somePart(found, ({ kind }) => kind === 'inside');

/** Whether notes with links to nothing are asked for. */
export const asksBroken = (found: Plan): boolean =>
  somePart(found, (part) => part.kind === 'graph' && part.test.relation === 'broken');

function somePart(found: Plan, passes: (part: Plan) => boolean): boolean {
  if (found.kind === 'and' || found.kind === 'or') return found.nodes.some((node) => somePart(node, passes));
  return found.kind === 'not' || found.kind === 'maybe' ? somePart(found.node, passes) : passes(found);
}
