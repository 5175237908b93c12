import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteDate } from '../../../shared/note/date.ts';
import { setProperty, unsetProperty } from '../../../shared/note/front-matter.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { stem } from '../../../shared/text/path.ts';
import { expectSound } from '../../fixtures/notes/sound.ts';
import { linkOracle, realVault } from '../../fixtures/vaults.ts';

function notesOf(dir: string): { path: string; text: string }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(dir, path), 'utf8') }));
}

interface OracleRow {
  source: string;
  line: number;
  raw: string;
  fragment: string | null;
}

const manual = realVault('obsidian-help-en');
const oracle = linkOracle();

describe.skipIf(!manual || !oracle)('the English manual (skipped where it is not on this machine)', () => {
  it('has exactly the links that an independent reader found', () => {
    const rows: OracleRow[] = JSON.parse(readFileSync(oracle ?? '', 'utf8'));
    const key = (row: OracleRow) => `${row.source}:${row.line} ${row.raw} ${row.fragment}`;
    const found = notesOf(manual ?? '').flatMap(({ path, text }) =>
      parseNote(text, stem(path)).links.map(({ line, raw, fragment }) =>
        key({ source: path, line, raw, fragment: fragment ?? null }),
      ),
    );
    expect(found.sort()).toEqual(rows.map(key).sort());
    expect(found.length).toBe(1811);
  });
});

describe.each(['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const)(
  'vault %s (skipped where it is not on this machine)',
  (name) => {
    const dir = realVault(name);

    it.skipIf(!dir)('gives sound facts of every note', () => {
      for (const { path, text } of notesOf(dir ?? '')) {
        const facts = parseNote(text, stem(path));
        expect(facts.frontMatter?.problem, path).toBeUndefined();
        expectSound(text, facts);
      }
    });

    it.skipIf(!dir)('keeps every byte through an edit of a property and back', () => {
      for (const { path, text } of notesOf(dir ?? '')) {
        const added = applyEdits(text, setProperty(text, 'a new one', ['x']));
        const { frontMatter } = parseNote(text, stem(path));
        if (frontMatter) expect(applyEdits(added, unsetProperty(added, 'a new one')), path).toBe(text);
        else expect(added.endsWith(text), path).toBe(true);
      }
    });
  },
);

const diary = realVault('diary');

it.skipIf(!diary)(
  'the diary: its title, date, heading, words and prose (skipped where it is not here)',
  () => {
    const [note] = notesOf(diary ?? '');
    const { text = '', path = '' } = note ?? {};
    const facts = parseNote(text, stem(path));
    expect(facts.title).toBe('学习一个东西最快的东西还是文档');
    expect(facts.frontMatter?.properties.map((one) => [one.name, one.type])).toEqual([
      ['date', 'datetime'],
      ['draft', 'checkbox'],
      ['title', 'text'],
    ]);
    expect(noteDate(facts, path, 0)).toBe('2025-08-06');
    expect(facts.headings.map((heading) => [heading.level, heading.text])).toEqual([[2, '生活']]);
    expect(facts.links).toEqual([]);
    const prose = facts.prose.map(({ from, to }) => text.slice(from, to)).join('\n');
    for (const word of ['幽灵镜像', 'ovn-northd', 'k3s', 'cloudpods']) expect(prose).toContain(word);
    expect(prose).not.toContain('infoq.cn');
  },
);
