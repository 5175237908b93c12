import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../electron/index/database.ts';
import { createStore } from '../../../electron/index/store.ts';

import { tempFolder } from '../../fixtures/temp.ts';

test('of very many values some are looked at at each step, and none is passed over', () => {
  const data = tempFolder();
  const store = createStore(openDatabase(join(data, 'x.sqlite'), data));
  onTestFinished(() => void store.db.close());
  const { searchFacts } = store;
  const property = (name: string, value: number) => ({ key: name.toLowerCase(), name, value: `${value}` });
  store.transaction(() => {
    for (let file = 1; file <= 2_500; file++) {
      // Three of a name in one note, so that a step ends within one.
      const properties = [
        property('Size', file),
        property('Size', -file),
        property('Size', 0),
        property('size', 7),
      ];
      searchFacts.put(
        file,
        { properties: file % 2 === 0 ? properties : [property('other', file)], kinds: [] },
        true,
      );
    }
  });
  for (const passes of [
    (value: unknown) => Number(value) < 0,
    (value: unknown) => value === 7,
    () => false,
  ]) {
    const steps = [...searchFacts.havingInParts('size', passes)];
    expect(steps.length).toBeGreaterThan(2);
    const ascending = (ids: Iterable<number>) => [...new Set(ids)].sort((a, b) => a - b);
    expect(ascending(steps.flat())).toEqual(ascending(searchFacts.having('size', passes)));
  }
  expect([...searchFacts.havingInParts('none', () => true)].flat()).toEqual([]);
});
