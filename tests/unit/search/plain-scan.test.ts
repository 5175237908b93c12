import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileQuery } from '../../../shared/search/match.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { fold } from '../../../shared/text/fold.ts';
import { ftsTerm, indexTokens } from '../../../shared/text/tokens.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { note } from './note-fixture.ts';

/** Every fourth note of a vault, so that the suite stays quick. */
function texts(vault: 'diary' | 'obsidian-help-en' | 'obsidian-help-zh' | 'cloudpods-docs-zh', step: number) {
  const dir = realVault(vault);
  if (!dir) return [];
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  return files.sort().flatMap((file, index) => (index % step ? [] : [readFileSync(join(dir, file), 'utf8')]));
}

const corpus = [
  ...texts('diary', 1),
  ...texts('obsidian-help-en', 4),
  ...texts('obsidian-help-zh', 4),
  ...texts('cloudpods-docs-zh', 8),
].map((text) => text.slice(0, 30_000));

const wordEnd = /[[\p{L}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]]\p{M}*_*$/v;
const wordGoesOn = /^(_*[[\p{L}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]]|\p{M})/v;

/** The measure: the folded text holds the folded term, not beginning inside a word (`_` is in a word, not around it). */
function scan(folded: string, term: string): boolean {
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    const inside =
      wordEnd.test(folded.slice(Math.max(0, at - 40), at)) && wordGoesOn.test(folded.slice(at, at + 40));
    if (!inside) return true;
  }
  return false;
}

const quoted = (term: string) => `"${term.replace(/[\\"]/g, '\\$&').replace(/^\*/, '\\*')}"`;

/** Pieces of the corpus that are one term: on one line, not only space. */
const pieces = fc
  .record({
    text: fc.nat(Math.max(0, corpus.length - 1)),
    at: fc.nat(30_000),
    length: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ text, at, length }) => {
    const from = at % Math.max(1, corpus[text]?.length ?? 1);
    return (corpus[text] ?? '').slice(from, from + length).split('\n')[0] ?? '';
  })
  .filter((piece) => piece.isWellFormed() && /\S/.test(fold(piece)));

describe.skipIf(corpus.length === 0)('search equals a plain scan of the real vaults', () => {
  const folded = corpus.map((text) => fold(text));
  const notes = corpus.map((text, index) => note(text, { path: `${index}.md`, name: '\u0000' }));
  const db = new Database(':memory:');

  beforeAll(() => {
    db.exec(`CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize="ascii tokenchars '_'")`);
    const insert = db.prepare('INSERT INTO words (rowid, body) VALUES (?, ?)');
    db.transaction(() => {
      for (const [index, text] of corpus.entries()) insert.run(index + 1, indexTokens(text));
    })();
  });
  afterAll(() => db.close());

  test('the corpus is there', () => expect(corpus.length).toBeGreaterThan(100));

  test('of every term: neither a note more nor one less, and the index names them all', () => {
    fc.assert(
      fc.property(pieces, (piece) => {
        const query = parseQuery(quoted(piece));
        const expected = folded.flatMap((text, index) => (scan(text, fold(piece)) ? [index] : []));
        const matcher = compileQuery(query);
        const found = notes.flatMap((one, index) => (matcher.match(one, 0) ? [index] : []));
        expect(found).toEqual(expected);
        const asked = ftsTerm(piece);
        if (asked === undefined) return;
        const select = db.prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck();
        const held = (expression: string) => new Set(select.all(expression).map((row) => row - 1));
        const candidates = held(asked.all);
        expect(expected.filter((index) => !candidates.has(index))).toEqual([]);
        const certain = asked.sure === undefined ? [] : [...held(asked.sure)];
        expect(certain.filter((index) => !expected.includes(index))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('of every hit: what is highlighted folds to the term, or holds it', () => {
    fc.assert(
      fc.property(pieces, (piece) => {
        const matcher = compileQuery(parseQuery(quoted(piece)));
        for (const one of notes.slice(0, 40)) {
          for (const { line, text, ranges } of matcher.match(one, 3)?.matches ?? []) {
            if (!text.includes('…')) expect(one.text.split(/\r?\n/)[line - 1]).toBe(text);
            for (const [from, to] of ranges) expect(fold(text.slice(from, to))).toContain(fold(piece));
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
