import { expect, test } from 'vitest';
import { joinStates, publishingWords } from '../../../../renderer/views/publish-state.ts';
import type { PublishState } from '../../../../shared/contract/api.ts';

const blog = (target: string, ...states: [path: string, state: PublishState][]) => ({
  target,
  states: states.map(([path, state]) => ({ path, state, url: `/${target}/` })),
});

test.each<[PublishState, PublishState, PublishState]>([
  ['published', 'changed', 'changed'],
  ['conflict', 'published', 'conflict'],
  ['never', 'draft', 'draft'],
  ['draft', 'published', 'published'],
  ['changed', 'error', 'error'],
])('of %s in one blog and %s in another, %s is shown', (one, other, shown) => {
  const states = joinStates([blog('a', ['n.md', one]), blog('b', ['n.md', other])]);
  expect(states.get('n.md')).toEqual({
    state: shown,
    url: shown === one ? '/a/' : '/b/',
    all: [
      { target: 'a', state: one, url: '/a/' },
      { target: 'b', state: other, url: '/b/' },
    ],
  });
});

test('blogs are named where more than one has the note', () => {
  const states = joinStates([
    blog('a', ['n.md', 'published'], ['m.md', 'published']),
    blog('b', ['n.md', 'changed'], ['m.md', 'never']),
  ]);
  const said = (path: string) =>
    publishingWords(states.get(path), states.get(path)?.state ?? 'never', (key) => key);
  expect(said('n.md')).toBe('a: publish.state.published · b: publish.state.changed');
  expect(said('m.md')).toBe('publish.state.published');
  expect(said('x.md')).toBe('publish.state.never');
});
