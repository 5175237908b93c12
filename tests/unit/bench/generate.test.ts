import { describe, expect, it } from 'vitest';
import { parseNote } from '../../../shared/note/parse.ts';
import type { Corpus } from '../../bench/corpus.ts';
import { type GeneratedNote, generateNotes } from '../../bench/generate.ts';

const corpus: Corpus = {
  paragraphs: Array.from(
    { length: 40 },
    (_, at) => `第 ${at} 段：集群重启之后 Alpha 又好了。${'网络 and disks. '.repeat(at)}`,
  ),
  headings: ['准备', 'Before you start: a/b', '怎么办？'],
  terms: ['Alpha', 'Beta', 'Gamma'],
};

const make = (count: number, seed: number) => [...generateNotes(corpus, count, seed)];
const stem = ({ path }: GeneratedNote) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length);

describe('a generated vault', () => {
  const notes = make(400, 1);

  it('has as many notes as asked for, each with a name of its own', () => {
    expect(notes).toHaveLength(400);
    expect(new Set(notes.map(stem)).size).toBe(400);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(make(400, 1)).toEqual(notes);
    expect(make(400, 2)).not.toEqual(notes);
  });

  it('has notes of 2 to 3 KB', () => {
    const sizes = notes.map(({ text }) => Buffer.byteLength(text));
    expect(Math.min(...sizes)).toBeGreaterThan(1800);
    expect(Math.max(...sizes)).toBeLessThan(3300);
  });

  it('has sound front matter, in TOML and in YAML', () => {
    const read = notes.map((note) => parseNote(note.text, stem(note)).frontMatter);
    expect(new Set(read.map((block) => block?.format))).toEqual(new Set(['toml', 'yaml']));
    expect(read.filter((block) => block === undefined || block.problem)).toEqual([]);
  });

  it('has three to five links a note, all to notes that are there', () => {
    const names = new Set(notes.map(stem));
    for (const note of notes) {
      const { links } = parseNote(note.text, stem(note));
      expect(links.length).toBeGreaterThanOrEqual(3);
      expect(links.length).toBeLessThanOrEqual(5);
      expect(links.filter(({ path }) => !names.has(path))).toEqual([]);
    }
  });
});
