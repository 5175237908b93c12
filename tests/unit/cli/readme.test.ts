import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../../electron/hosts/cli/commands/table.ts';
import { formOf, others, usageLine } from '../../../electron/hosts/cli/help.ts';

const names = [...commands.keys(), ...others.keys()];

/** Options as they are written: `--index` of `check` is known inside by another name. */
const optionsOf = (name: string) =>
  usageLine(name, formOf(name) ?? { usage: '', options: [] }).match(/--[a-z-]+/g) ?? [];

test.each(['README.md', 'README.zh-CN.md'])(
  '%s tells of every command, its words and its options',
  (file) => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../..', file), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    for (const name of names) {
      const usage = [name, formOf(name)?.usage].filter(Boolean).join(' ');
      const row = rows.find((line) => line.includes(`\`${usage}`)) ?? '';
      expect([usage, ...optionsOf(name)].filter((part) => !row.includes(part))).toEqual([]);
    }
    const told = rows.flatMap((row) => (row.match(/`[a-z-]+(?= |`)/g) ?? []).map((word) => word.slice(1)));
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  },
);

test('the help of check writes its option as people do', () => {
  expect(usageLine('check', formOf('check') ?? { usage: '', options: [] })).toBe(
    'commonplace check [--index]',
  );
});
