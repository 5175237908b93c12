import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { indexFile, openDatabase } from '../../../electron/index/database.ts';
import { piecesOfCharacter } from '../../../electron/index/one-character.ts';
import { createStore } from '../../../electron/index/store.ts';
import { indexTokens } from '../../../shared/text/tokens.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

test('only one Han character, kana or hangul is looked for in pieces', () => {
  const inPieces = (expression: string) => piecesOfCharacter(expression) !== undefined;
  expect(['"的"*', '"の"*', '"𠮷"*', '"글"*'].map(inPieces)).toEqual([true, true, true, true]);
  expect(['"的"', '"的了"', '"a"*', '"é"*', '("的"* OR "了"*)', '"的 a"*', ''].some(inPieces)).toBe(false);
});

test('the pieces find together what the whole does, whatever stands beside the character', () => {
  const data = tempFolder();
  const db = openDatabase(join(data, 'x.sqlite'), data);
  onTestFinished(() => void db.close());
  const put = db.prepare('INSERT INTO words (rowid, body, name) VALUES (?, ?, ?)');
  const find = db.prepare<[string | Buffer], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck();
  const signs = [
    '的',
    '一',
    '龥',
    '䀀',
    '㐀',
    '々',
    'ー',
    'の',
    '글',
    '𠮷',
    '가',
    '豈',
    'a',
    '1',
    '_',
    ' ',
    '，',
    '。',
    '-',
  ];
  const text = fc.array(fc.constantFrom(...signs), { maxLength: 6 }).map((some) => some.join(''));
  let last = 0;
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...signs.slice(0, 11)),
      (texts, sign) => {
        const first = last;
        for (const one of texts) put.run(++last, indexTokens(one), '');
        const since = (expression: string | Buffer) => find.all(expression).filter((row) => row > first);
        const whole = since(`"${sign}"*`);
        const pieces = (piecesOfCharacter(`"${sign}"*`) ?? []).flatMap(since);
        expect([...new Set(pieces)].sort((a, b) => a - b)).toEqual(whole);
      },
    ),
    { numRuns: 25 },
  );
});

test('other calls are let in between, and what is written then is not half found', async () => {
  const dir = tempFolder({ 'a.md': '的话', 'b.md': '目的', 'c.md': '没有' });
  const { core, dataDir } = await openCore(dir);
  await core.settled();
  const store = createStore(openDatabase(indexFile(dataDir, realpathSync(dir)), dataDir));
  onTestFinished(() => void store.db.close());
  let rests = 0;
  const found = await store.search.countAndNewestInPieces('note', '"的"*', 5, async () => void rests++);
  expect(found).toEqual(store.search.countAndNewest('note', '"的"*', 5));
  expect(found?.total).toBe(2);
  expect(rests).toBeGreaterThan(50);
  const written = await store.search.countAndNewestInPieces('note', '"的"*', 5, async () => {
    store.db.exec('UPDATE files SET size = size');
  });
  expect(written).toBeUndefined();
  expect(await store.search.countAndNewestInPieces('content', '"的"*', 5, async () => {})).toBeUndefined();
});
