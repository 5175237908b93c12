import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openKeptRows } from '../../../electron/disk/kept-rows.ts';
import { createTable } from '../../../electron/publish/memory.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** By UTF-16 units and by code points they have different orders. */
const names = Array.from({ length: 150 }, (_, n) => `${['', '\u{FF01}', '\u{1F600}'][n % 3]}${n}`);
const name = fc.nat(names.length - 1).map((n) => names[n] as string);
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), name, text: fc.string({ maxLength: 3 }) }),
  fc.record({ kind: fc.constant('delete' as const), name }),
  fc.record({ kind: fc.constant('get' as const), name }),
  fc.constant({ kind: 'rest' as const }),
  // As a plan asks: one after the other, most of them there.
  fc.record({ kind: fc.constant('all' as const), from: name }),
);

test('a table in a file says what one in memory does, in whatever order it is asked', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const rows = openKeptRows(join(tempFolder(), 'x.sqlite'), 'x');
      const [kept, plain] = [createTable(rows, 't'), createTable()];
      const both = (work: (table: typeof kept) => void) => [kept, plain].forEach(work);
      for (const each of names.slice(0, 120)) both((table) => table.set(each, `of ${each}`));
      both((table) => table.rest());
      for (const one of steps) {
        if (one.kind === 'set') both((table) => table.set(one.name, one.text));
        else if (one.kind === 'delete') both((table) => table.delete(one.name));
        else if (one.kind === 'rest') both((table) => table.rest());
        else {
          const asked = one.kind === 'get' ? [one.name] : names.toSorted().filter((each) => each >= one.from);
          for (const each of asked) expect([each, kept.get(each)]).toEqual([each, plain.get(each)]);
        }
      }
      rows.close();
    }),
    { numRuns: 20 },
  );
});
