import type { Span } from '../note/facts.ts';
import { fold } from '../text/fold.ts';
import { basename, extname } from '../text/path.ts';
import { isMentionable } from './mentions.ts';
import { isTermForm } from './term-filter.ts';

/** A Latin-script term inside Chinese prose that may deserve a note. */
export interface Term {
  /** As written. */
  term: string;
  /** The same for all spellings of it in case, spacing and hyphens. */
  key: string;
  from: number;
}

/** How often one spelling stands in one note. */
export interface TermCount {
  key: string;
  term: string;
  /** Any number that stands for the note. */
  file: number;
  count: number;
}

/** A topic that has no note yet. */
export interface TermProposal {
  /** The spelling seen most. */
  term: string;
  /** All spellings, the one seen most first. */
  variants: string[];
  notes: number;
  mentions: number;
}

export interface TermContext {
  /** Notes in the vault. */
  notes: number;
  /** Targets of links that lead nowhere, one for each link. */
  unresolved: readonly { path: string; file: number }[];
  /** Whether a note has this name already. */
  known: (name: string) => boolean;
}

/** Characters on each side of a term among which two Han characters must stand. */
const reach = 12;
/** Vaults with fewer notes show terms of a single one. */
const smallVault = 20;

const word =
  /(?<![\p{Script=Latin}\p{N}_\-+#])\p{Script=Latin}[\p{Script=Latin}\p{N}]*(?:[-.][\p{Script=Latin}\p{N}]+)*(?:\+\+|#)?(?![\p{Script=Latin}\p{N}])/gu;
const touching = /[_$/\\@=%.(]/;
const han = /\p{Script=Han}/gu;

/**
 * The terms in the plain text of a note: Latin-script words, or capitalised ones in a row, that stand among Han
 * characters, touch no sign of code, paths or formulas, and are more than ordinary English.
 */
export function termsOf(text: string, prose: readonly Span[]): Term[] {
  return prose.flatMap(({ from, to }) =>
    phrases(text, from, to).flatMap((span): Term[] => {
      const term = text.slice(span.from, span.to);
      if (!isAlone(text, span) || !isInChinese(text, span) || !isTermForm(term)) return [];
      return [{ term, key: termKey(term), from: span.from }];
    }),
  );
}

/** What all spellings of a term share: folded, without spaces and hyphens. */
export function termKey(term: string): string {
  return fold(term).replace(/[\s-]+/g, '');
}

/** Words, and capitalised words with one space between as one. */
function phrases(text: string, from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (const match of text.slice(from, to).matchAll(word)) {
    const span = { from: from + match.index, to: from + match.index + match[0].length };
    const last = spans.at(-1);
    const joins = last && last.to + 1 === span.from && text[last.to] === ' ';
    if (joins && isCapitalised(text.slice(last.from, last.to)) && isCapitalised(match[0])) last.to = span.to;
    else spans.push(span);
  }
  return spans;
}

const isCapitalised = (text: string) => /\p{Lu}/u.test(text.slice(text.lastIndexOf(' ') + 1));

function isAlone(text: string, { from, to }: Span): boolean {
  return !touching.test(text[from - 1] ?? '') && !touching.test(text[to] ?? '');
}

function isInChinese(text: string, { from, to }: Span): boolean {
  const before = text.slice(Math.max(0, from - reach), from);
  const after = text.slice(to, to + reach);
  const near = before.slice(before.lastIndexOf('\n') + 1) + (after.split('\n')[0] ?? '');
  return (near.match(han)?.length ?? 0) >= 2;
}

/**
 * Terms and missing link targets as proposals, those of most notes first. Spellings of one term are merged; what
 * has a note is left out, and in all but small vaults what a single note holds.
 */
export function rankTerms(counts: readonly TermCount[], context: TermContext): TermProposal[] {
  const byKey = Map.groupBy([...counts, ...missing(context)], ({ key }) => key);
  const enough = context.notes < smallVault ? 1 : 2;
  return [...byKey.values()]
    .map(proposal)
    .filter(({ variants, notes }) => notes >= (variants.every(isCamelCase) ? 2 : enough))
    .filter(({ variants }) => !variants.some(context.known))
    .sort((a, b) => b.notes - a.notes || b.mentions - a.mentions || (a.term < b.term ? -1 : 1));
}

/** Targets of links that lead nowhere count like terms; missing attachments do not. */
function missing({ unresolved }: TermContext): TermCount[] {
  return unresolved.flatMap(({ path, file }) => {
    const term = basename(path).replace(/\.md$/i, '').trim();
    if (!isMentionable(term) || /^\.[a-z]\w{1,4}$/.test(extname(term))) return [];
    return [{ key: termKey(term), term, file, count: 1 }];
  });
}

function proposal(counts: readonly TermCount[]): TermProposal {
  const spellings = Map.groupBy(counts, ({ term }) => term);
  const total = (list: readonly TermCount[]) => list.reduce((sum, { count }) => sum + count, 0);
  const variants = [...spellings]
    .map(([term, list]) => ({ term, count: total(list) }))
    .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
    .map(({ term }) => term);
  const notes = new Set(counts.map(({ file }) => file)).size;
  return { term: variants[0] ?? '', variants, notes, mentions: total(counts) };
}

/** A lower-case word of three letters or more that goes on in capitals: mostly an identifier. */
function isCamelCase(term: string): boolean {
  return /^\p{Ll}{3,}\p{Lu}/u.test(term);
}
