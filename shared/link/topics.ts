import type { Span } from '../note/facts.ts';
import { fold } from '../text/fold.ts';
import { basename, extname } from '../text/path.ts';
import { isMentionable } from './mentions.ts';
import { isTermForm } from './term-filter.ts';
import { addSpelling, type Tallied, type TermTally } from './term-tally.ts';
import { wordEnd } from './term-words.ts';

/** A Latin-script term inside Chinese prose that may deserve a note. */
export interface Term {
  /** As written. */
  term: string;
  /** The same for all spellings of it in case, spacing and hyphens. */
  key: string;
  from: number;
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

/** A link that leads nowhere. */
export interface MissingLink {
  path: string;
  /** Any number that stands for the note. */
  file: number;
}

export interface TermContext {
  /** Notes in the vault. */
  notes: number;
  unresolved: readonly MissingLink[];
  /** Whether a note says such a term beside its links. */
  says: (file: number, key: string) => boolean;
  /** Whether a note has this name already. */
  known: (name: string) => boolean;
}

/** Characters on each side of a term among which two Han characters must stand. */
const reach = 12;
/** Vaults with fewer notes show terms of a single one. */
const smallVault = 20;

const touching = /[_$/\\@=%.(]/;
const latin = /\p{Script=Latin}/u;
/** The first of the CJK radicals; all Han characters come after. */
const firstHan = 0x2e80;
const feed = 10;
/** All from here to there are Han. */
const firstIdeograph = 0x4e00;
const lastIdeograph = 0x9fff;
const han = /^\p{Script=Han}/u;

/**
 * The terms in the plain text of a note: Latin-script words, or capitalised ones in a row, that stand among Han
 * characters, touch no sign of code, paths or formulas, and are more than ordinary English.
 * @param keyOf as `rememberForms` gives it, where many texts are gone through
 */
export function termsOf(text: string, prose: readonly Span[], keyOf: KeyOf = keyOfForm): Term[] {
  const terms: Term[] = [];
  for (const { from, to } of prose) {
    if (!mayBeChinese(text, from - reach, to + reach)) continue;
    for (const span of phrases(text, from, to)) {
      const term = text.slice(span.from, span.to);
      if (!isAlone(text, span) || !isInChinese(text, span)) continue;
      const key = keyOf(term);
      if (key !== undefined) terms.push({ term, key, from: span.from });
    }
  }
  return terms;
}

/** The key of a word or phrase; undefined where it is no term by its form. */
export type KeyOf = (term: string) => string | undefined;

const keyOfForm: KeyOf = (term) => (isTermForm(term) ? termKey(term) : undefined);

/** The same, remembered for what is met again and again. */
export function rememberForms(limit = 20_000): KeyOf {
  const known = new Map<string, string | undefined>();
  return (term) => {
    const key = known.get(term);
    if (key !== undefined || known.has(term)) return key;
    if (known.size >= limit) known.clear();
    const found = keyOfForm(term);
    known.set(term, found);
    return found;
  };
}

/** False where there is surely no Han character in a range. */
function mayBeChinese(text: string, from: number, to: number): boolean {
  for (let at = Math.max(0, from); at < Math.min(to, text.length); at++) {
    if (text.charCodeAt(at) >= firstHan) return true;
  }
  return false;
}

/** What all spellings of a term share: folded, without spaces and hyphens. */
export function termKey(term: string): string {
  return fold(term).replace(/[\s-]+/g, '');
}

/** Words, and capitalised words with one space between as one. */
function phrases(text: string, from: number, to: number): Span[] {
  const spans: Span[] = [];
  const part = text.slice(from, to);
  for (let at = nextLatin(part, 0); at < part.length; at = nextLatin(part, at)) {
    const end = wordEnd(part, at);
    if (end >= 0) addPhrase(spans, text, { from: from + at, to: from + end });
    at = end < 0 ? at + 1 : end;
  }
  return spans;
}

function addPhrase(spans: Span[], text: string, span: Span): void {
  const last = spans.at(-1);
  const joins = last && last.to + 1 === span.from && text[last.to] === ' ';
  const both = joins && [last, span].every(({ from, to }) => isCapitalised(text.slice(from, to)));
  if (both) last.to = span.to;
  else spans.push(span);
}

/** The next place where a word of Latin script may begin; the end of the text where there is none. */
function nextLatin(text: string, from: number): number {
  let inWord = from > 0 && isAsciiLetter(text.charCodeAt(from - 1));
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = isAsciiLetter(code);
    if (letter ? !inWord : code > 0x7f && (code < firstHan || code > 0x9fff) && isLatin(text, at)) return at;
    inWord = letter;
  }
  return text.length;
}

function isAsciiLetter(code: number): boolean {
  const letter = code | 32;
  return letter >= 97 && letter <= 122;
}

function isLatin(text: string, at: number): boolean {
  return latin.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

const isCapitalised = (text: string) => /\p{Lu}/u.test(text.slice(text.lastIndexOf(' ') + 1));

function isAlone(text: string, { from, to }: Span): boolean {
  return !touching.test(text[from - 1] ?? '') && !touching.test(text[to] ?? '');
}

function isInChinese(text: string, { from, to }: Span): boolean {
  let before = from;
  while (before > 0 && before > from - reach && text.charCodeAt(before - 1) !== feed) before--;
  let after = to;
  while (after < text.length && after < to + reach && text.charCodeAt(after) !== feed) after++;
  return hanCount(text, before, from) + hanCount(text, to, after) >= 2;
}

function hanCount(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= firstIdeograph && code <= lastIdeograph) count++;
    else if (code >= firstHan && han.test(text.slice(at, Math.min(at + 2, to)))) count++;
  }
  return count;
}

/**
 * Terms and missing link targets as proposals, those of most notes first. Spellings of one term are merged; what
 * has a note is left out, and in all but small vaults what a single note holds.
 */
export function rankTerms(
  tally: TermTally,
  context: TermContext,
  limit = Number.POSITIVE_INFINITY,
): TermProposal[] {
  const missing = tallyMissing(tally, context);
  const enough = context.notes < smallVault ? 1 : 2;
  const found = [...tally].filter(([key, { notes }]) => notes >= enough && !missing.has(key));
  for (const one of missing) if (one[1].notes >= enough) found.push(one);
  const isMaker = makersAmong(tally);
  found.sort(([a, one], [b, other]) => {
    const last = Number(isMaker(a)) - Number(isMaker(b));
    return last || other.notes - one.notes || other.mentions - one.mentions || (a < b ? -1 : 1);
  });
  const proposals: TermProposal[] = [];
  for (const [, tallied] of found) {
    if (proposals.length >= limit) break;
    const proposal = proposalOf(tallied);
    const { variants, notes } = proposal;
    if (notes < (variants.every(isCamelCase) ? 2 : enough) || variants.some(context.known)) continue;
    proposals.push(proposal);
  }
  return proposals;
}

/** Begins at least so many other terms, which together stand in at least such a part of the notes that it stands in alone. */
const fewestProducts = 3;
const leastShare = 2 / 3;

/**
 * Tells the names of makers, by their keys: they are read less by themselves than in front of what is made (`Google` Drive,
 * Sheets, Keep), and that is what one writes notes on.
 */
function makersAmong(tally: TermTally): (key: string) => boolean {
  const products = new Map<string, { terms: number; notes: number }>();
  for (const [, { spellings, notes }] of tally) {
    const heads = new Set(
      [...spellings.keys()].flatMap((term) => /^(\p{Lu}\p{Ll}+) /u.exec(term)?.[1] ?? []),
    );
    for (const head of heads) {
      const known = products.get(termKey(head)) ?? { terms: 0, notes: 0 };
      products.set(termKey(head), { terms: known.terms + 1, notes: known.notes + notes });
    }
  }
  return (key) => {
    const made = products.get(key);
    const alone = tally.get(key)?.notes ?? 0;
    return made !== undefined && made.terms >= fewestProducts && made.notes >= leastShare * alone;
  };
}

/** Whether what a link gives in vain can be the name of a topic: attachments are missed too. */
export function mayBeTopic(name: string): boolean {
  return isMentionable(name) && !/^\.[a-z]\w{1,4}$/.test(extname(name));
}

/** Targets of links that lead nowhere count like terms, and with them; missing attachments do not. */
function tallyMissing(tally: TermTally, { unresolved, says }: TermContext): Map<string, Tallied> {
  const found = new Map<string, Tallied>();
  const noted = new Set<string>();
  for (const { path, file } of unresolved) {
    const term = basename(path).replace(/\.md$/i, '').trim();
    if (!mayBeTopic(term)) continue;
    const key = termKey(term);
    const known = tally.get(key);
    const tallied = found.get(key) ?? {
      notes: known?.notes ?? 0,
      mentions: known?.mentions ?? 0,
      spellings: new Map(known?.spellings),
    };
    found.set(key, tallied);
    if (!noted.has(`${file} ${key}`) && !says(file, key)) tallied.notes++;
    noted.add(`${file} ${key}`);
    addSpelling(tallied, term, 1);
  }
  return found;
}

function proposalOf({ spellings, notes, mentions }: Tallied): TermProposal {
  const variants = [...spellings]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([term]) => term);
  return { term: variants[0] ?? '', variants, notes, mentions };
}

/** A lower-case word of three letters or more that goes on in capitals: mostly an identifier. */
function isCamelCase(term: string): boolean {
  return /^\p{Ll}{3,}\p{Lu}/u.test(term);
}
