import { describe, expect, test } from 'vitest';
import { compileQuery } from '../../../shared/search/match.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { rank } from '../../../shared/search/rank.ts';
import { note } from './note-fixture.ts';

/** Paths of the hits among `texts` (by path), best first. */
function ranked(query: string, texts: Record<string, string>, modified: Record<string, number> = {}) {
  const matcher = compileQuery(parseQuery(query));
  const hits = Object.entries(texts).flatMap(([path, text]) => {
    const found = matcher.match(note(text, { path }));
    return found ? [{ path, modified: modified[path] ?? 0, parts: found.parts }] : [];
  });
  return rank(hits, 100);
}

const order = (...args: Parameters<typeof ranked>) => ranked(...args).map(({ path }) => path);
const filler = 'some words around it. '.repeat(20);

describe('ranking', () => {
  test('name above heading above text', () => {
    const texts = {
      'text.md': `${filler}ovn`,
      'head.md': `# ovn\n${filler}`,
      'ovn notes.md': filler,
      'ovn.md': filler,
    };
    expect(order('ovn', texts)).toEqual(['ovn.md', 'ovn notes.md', 'head.md', 'text.md']);
  });

  test('side by side above close above scattered', () => {
    const texts = {
      'a-scattered.md': `open ${filler}${filler} network`,
      'b-close.md': `network, or what is open ${filler}${filler}`,
      'c-phrase.md': `${filler} open network ${filler}`,
    };
    expect(order('open network', texts)).toEqual(['c-phrase.md', 'b-close.md', 'a-scattered.md']);
  });

  test('Chinese terms in a row are a phrase', () => {
    expect(
      order('幽灵 镜像', { 'a.md': `幽灵，${'。'.repeat(200)}镜像`, 'b.md': `${'。'.repeat(200)}幽灵镜像` }),
    ).toEqual(['b.md', 'a.md']);
  });

  test('the rarer of two alternatives weighs more', () => {
    const common = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`c${n}.md`, `x common ${filler}`]),
    );
    expect(order('common OR rare', { ...common, 'z.md': `x rare ${filler}` })[0]).toBe('z.md');
  });

  test('more often above less often, shorter above longer', () => {
    expect(order('ovn', { 'a.md': 'ovn', 'b.md': 'ovn ovn ovn' })).toEqual(['b.md', 'a.md']);
    expect(order('ovn', { 'a.md': `ovn ${filler}${filler}`, 'b.md': `ovn ${filler}` })).toEqual([
      'b.md',
      'a.md',
    ]);
  });

  test('equal hits: the newest first, then by path', () => {
    const texts = { 'a.md': 'x', 'b.md': 'x', 'c.md': 'x' };
    expect(order('x', texts, { 'a.md': 1, 'b.md': 2, 'c.md': 1 })).toEqual(['b.md', 'a.md', 'c.md']);
  });

  test('scores are finite, also where nothing of text is asked', () => {
    for (const query of ['-absent', 'date:2025', '""', '/^/']) {
      const hits = ranked(query, { 'a.md': '', 'b.md': 'text' });
      expect(hits).toHaveLength(2);
      for (const { score } of hits) expect(Number.isFinite(score)).toBe(true);
    }
  });
});
