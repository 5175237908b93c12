import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../../shared/note/front-matter.ts';
import { moveProperty } from '../../../shared/note/property-move.ts';
import { applyEdits } from '../../../shared/text/edit.ts';

const move = (text: string, name: string, to: string) => applyEdits(text, moveProperty(text, name, to));
const names = (text: string) => readFrontMatter(text)?.properties.map(({ name }) => name);

const toml = `+++\r
# of the file\r
\r
title = 'A' # said\r
# when\r
date = 2025-08-06T00:05:12+08:00\r
tags = [\r
  "x", # first\r
]\r
[params]\r
  a = 1\r
+++\r
body\r
`;
const yaml = `---
title: "A" # said

# when
date: 2025-08-06
tags:
  - x # first
  - 网络
中文: 是
---
body
`;
const json = '{\n  "title": "A",\n  "tags": ["x", "y"], "draft": true\n}\nbody\n';

describe('moving a property', () => {
  test('takes its lines and its comments along', () => {
    expect(move(yaml, 'date', 'tags')).toBe(
      '---\ntitle: "A" # said\n\ntags:\n  - x # first\n  - 网络\n# when\ndate: 2025-08-06\n中文: 是\n---\nbody\n',
    );
    expect(names(move(toml, 'tags', 'title'))).toEqual(['tags', 'title', 'date', 'params']);
    expect(move(toml, 'tags', 'title').replace(/[^\r]\n/g, '')).not.toMatch(/[^\r]\n/);
  });

  test('in JSON leaves commas and line breaks where they are', () => {
    expect(move(json, 'draft', 'title')).toBe(
      '{\n  "draft": true,\n  "title": "A", "tags": ["x", "y"]\n}\nbody\n',
    );
  });

  test('is refused where it would become part of a table', () => {
    expect(() => move(toml, 'title', 'params')).toThrow(/cannot be moved/);
  });

  test('of what is not there changes nothing', () => {
    expect(moveProperty(yaml, 'none', 'date')).toEqual([]);
    expect(moveProperty('no front matter', 'a', 'b')).toEqual([]);
  });

  test('and back again gives the same bytes', () => {
    const at = fc.nat({ max: 3 });
    fc.assert(
      fc.property(fc.constantFrom(yaml, json), at, at, (text, a, b) => {
        const all = names(text) ?? [];
        const [name = '', to = ''] = [all[a % all.length], all[b % all.length]];
        const moved = move(text, name, to);
        const back = names(moved)?.[all.indexOf(name)] ?? '';
        expect(move(moved, name, back)).toBe(text);
        expect([...(names(moved) ?? [])].sort()).toEqual([...all].sort());
      }),
    );
  });
});
