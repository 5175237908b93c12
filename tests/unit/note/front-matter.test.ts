import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import type { PropertyType, PropertyValue } from '../../../shared/note/facts.ts';
import {
  keepsMarks,
  readFrontMatter,
  renameProperty,
  setProperty,
  splitNote,
  unsetProperty,
} from '../../../shared/note/front-matter.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { growth, steep } from '../../fixtures/growth.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const set = (text: string, name: string, value: PropertyValue, type?: PropertyType) =>
  applyEdits(text, setProperty(text, name, value, type));
const unset = (text: string, name: string) => applyEdits(text, unsetProperty(text, name));
const rename = (text: string, name: string, to: string) => applyEdits(text, renameProperty(text, name, to));

/** What a text holds in front matter, as `name: type = value`, with its source. */
function summary(text: string) {
  return readFrontMatter(text)?.properties.map((one) => [
    one.name,
    one.type,
    one.value,
    text.slice(one.span.from, one.span.to),
  ]);
}

const TOML = lines(
  '+++',
  '# written by hand',
  "title = 'A b'   # c",
  'date = 2025-08-06T00:05:12+08:00',
  'day = 2025-08-06',
  'time = 07:32:00',
  'quoted = "2025-08-06"',
  'tags = [',
  '  "x", # first',
  '  "y]",',
  ']',
  'weight = 1.5',
  '"my key" = """a',
  'b"""',
  'a.b = 1',
  '',
  '[params]',
  "  aliases = ['甲']",
  '  d = 2025-01-01',
  '',
  '[menu.main]',
  'name = "x"',
  '[params.sub]',
  'z = { on = true }',
  '+++',
  'body',
);

const YAML = lines(
  '---',
  '# written by hand',
  'title:  "A b"   # c',
  'tags:   # mine',
  "  - 'x'",
  '  # inner',
  '  - z',
  'date: 2025-08-06',
  'at: 2025-08-06 00:05:12 +08:00',
  'odd: 2025/08/06',
  'aliases: [ a, "b c" ]',
  'empty:',
  'text: |',
  '  one',
  '  two',
  '',
  'yes: no',
  'map:',
  '  k: v',
  '"quoted key": 0x10',
  '---',
  'body',
);

const JSON_NOTE = lines(
  '{',
  '  "title": "x {y}",',
  '  "tags": ["a", "b"],',
  '  "draft": true,',
  '  "none": null,',
  '  "o": {',
  '    "k": 1',
  '  }',
  '}',
  'body',
);

describe('reading', () => {
  it('TOML: types, native dates as text, tables as one property each', () => {
    expect(summary(TOML)).toEqual([
      ['title', 'text', 'A b', "title = 'A b'"],
      ['date', 'datetime', '2025-08-06T00:05:12+08:00', 'date = 2025-08-06T00:05:12+08:00'],
      ['day', 'date', '2025-08-06', 'day = 2025-08-06'],
      ['time', 'text', '07:32:00', 'time = 07:32:00'],
      ['quoted', 'date', '2025-08-06', 'quoted = "2025-08-06"'],
      ['tags', 'list', ['x', 'y]'], 'tags = [\n  "x", # first\n  "y]",\n]'],
      ['weight', 'number', 1.5, 'weight = 1.5'],
      ['my key', 'text', 'a\nb', '"my key" = """a\nb"""'],
      ['a', 'object', { b: 1 }, 'a.b = 1'],
      [
        'params',
        'object',
        { aliases: ['甲'], d: '2025-01-01', sub: { z: { on: true } } },
        "[params]\n  aliases = ['甲']\n  d = 2025-01-01",
      ],
      ['menu', 'object', { main: { name: 'x' } }, '[menu.main]\nname = "x"'],
    ]);
  });

  it('YAML: only unambiguous dates are dates, and nothing of YAML 1.1 is guessed', () => {
    expect(summary(YAML)).toEqual([
      ['title', 'text', 'A b', 'title:  "A b"'],
      ['tags', 'list', ['x', 'z'], "tags:   # mine\n  - 'x'\n  # inner\n  - z"],
      ['date', 'date', '2025-08-06', 'date: 2025-08-06'],
      ['at', 'datetime', '2025-08-06 00:05:12 +08:00', 'at: 2025-08-06 00:05:12 +08:00'],
      ['odd', 'text', '2025/08/06', 'odd: 2025/08/06'],
      ['aliases', 'list', ['a', 'b c'], 'aliases: [ a, "b c" ]'],
      ['empty', 'null', null, 'empty:'],
      ['text', 'text', 'one\ntwo\n', 'text: |\n  one\n  two'],
      ['yes', 'text', 'no', 'yes: no'],
      ['map', 'object', { k: 'v' }, 'map:\n  k: v'],
      ['quoted key', 'number', 16, '"quoted key": 0x10'],
    ]);
  });

  it('JSON', () => {
    expect(summary(JSON_NOTE)).toEqual([
      ['title', 'text', 'x {y}', '"title": "x {y}"'],
      ['tags', 'list', ['a', 'b'], '"tags": ["a", "b"]'],
      ['draft', 'checkbox', true, '"draft": true'],
      ['none', 'null', null, '"none": null'],
      ['o', 'object', { k: 1 }, '"o": {\n    "k": 1\n  }'],
    ]);
  });

  it.each([
    ['TOML', TOML, 'toml', 3],
    ['YAML', YAML, 'yaml', 3],
    ['JSON', JSON_NOTE, 'json', 2],
  ])('%s: where it stands', (_what, text, format, line) => {
    for (const note of [text, `\uFEFF${text}`, text.replaceAll('\n', '\r\n')]) {
      const front = readFrontMatter(note);
      expect(front?.format).toBe(format);
      expect(front?.properties[0]?.line).toBe(line);
      expect(note.slice(splitNote(note).bodyFrom).trimEnd()).toBe('body');
      const inner = note.slice(front?.inner.from, front?.inner.to);
      expect(inner.trim().length).toBeGreaterThan(10);
      expect(inner).not.toMatch(/^(?:\+\+\+|---)/m);
    }
  });

  it('reads native dates inside lists and tables as they stand', () => {
    const text =
      '+++\nl = [2025-01-01, 1979-05-27 07:32:00Z]\no = { d = 2025-08-06T00:00:00.5-07:00 }\n+++\n';
    expect(readFrontMatter(text)?.properties.map((one) => one.value)).toEqual([
      ['2025-01-01', '1979-05-27 07:32:00Z'],
      { d: '2025-08-06T00:00:00.5-07:00' },
    ]);
  });

  it('gives a property made of tables in several places once', () => {
    const text = lines('+++', '[[menu]]', 'a = 1', '[other]', '[[menu]]', 'a = 2', '+++');
    expect(readFrontMatter(text)?.properties.map((one) => [one.name, one.value])).toEqual([
      ['menu', [{ a: 1 }, { a: 2 }]],
      ['other', {}],
    ]);
  });

  it('takes the last of two properties with one name in YAML and JSON, as Hugo does', () => {
    expect(readFrontMatter('---\na: 1\nb: 2\na: 3\n---\n')?.properties.map((one) => one.value)).toEqual([
      2, 3,
    ]);
    expect(readFrontMatter('{"a": 1, "a": 3}\n')?.properties.map((one) => one.value)).toEqual([3]);
  });

  it.each([
    ['no front matter', 'text'],
    ['nothing', ''],
    ['a rule without an end', '---\na: 1\n\ntext'],
    ['a rule further down', '\n---\na: 1\n---\n'],
    ['a shortcode', '{{< figure src="a.png" >}}\n'],
    ['a brace in prose', '{a} is a set\n'],
    ['text after the brace', '{"a": 1} and on\n'],
    ['more than three signs', '----\na: 1\n----\n'],
  ])('finds none in %s', (_what, text) => expect(readFrontMatter(text)).toBeUndefined());
});

describe('broken front matter', () => {
  it.each([
    ['TOML syntax', '+++\na = 1\nb = \n+++\n', 3],
    ['TOML twice the same key', '+++\na = 1\n\na = 2\n+++\n', 4],
    ['TOML without an end', '+++\na = 1\n\ntext\n', 1],
    ['YAML syntax', '---\na: 1\nb: "x\n---\n', 4],
    ['YAML indent', '---\na: 1\n  b: 2\n---\n', 2],
    ['YAML tab', '---\na:\n\t- b\n---\n', 3],
    ['YAML that is a text', '---\njust text\n---\n', 2],
    ['YAML that is a list', '---\n- a\n---\n', 2],
    ['JSON syntax', '{\n  "a": 1,\n  "b" 2\n}\n', 3],
    ['JSON comment', '{\n  // c\n  "a": 1\n}\n', 2],
    ['JSON without an end', '{\n  "a": 1,\n\ntext\n', 1],
  ])('%s: line and column, no properties, no edit', (_what, text, line) => {
    const front = readFrontMatter(text);
    expect(front?.properties).toEqual([]);
    expect(front?.problem?.line).toBe(line);
    expect(front?.problem?.column).toBeGreaterThan(0);
    expect(front?.problem?.message).toMatch(/\S/);
    expect(() => setProperty(text, 'a', 'b')).toThrow(AppError);
    expect(() => unsetProperty(text, 'a')).toThrow(AppError);
    expect(() => renameProperty(text, 'a', 'b')).toThrow(AppError);
  });

  it('refuses YAML aliases that unfold', () => {
    const text = `---\na: &a [x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n---\n`;
    expect(readFrontMatter(text)?.problem?.message).toMatch(/\S/);
  });

  it.each([
    ['YAML brackets', (n: number) => `---\na: ${'['.repeat(n)}\n---\n`],
    ['YAML lists', (n: number) => `---\na:\n  ${'- '.repeat(n)}x\n---\n`],
    ['TOML brackets', (n: number) => `+++\na = ${'['.repeat(n)}${']'.repeat(n)}\n+++\n`],
    ['TOML dots', (n: number) => `+++\n${'a.'.repeat(n)}a = 1\n+++\n`],
    ['JSON brackets', (n: number) => `{"a": ${'['.repeat(n)}${']'.repeat(n)}}\n`],
    ['two megabytes', (n: number) => `+++\na = '${'x'.repeat(n * 100)}'\n+++\n`],
  ])('%s are a problem, found by work in proportion', (_what, make) => {
    expect(readFrontMatter(make(20_000))?.problem?.message).toMatch(/\S/);
    expect(growth(20_000, make, readFrontMatter)).toBeLessThan(steep);
  });

  it.each([
    ['YAML', (n: number) => `---\n${Array.from({ length: n }, (_, i) => `k${i}: 1\n`).join('')}---\n`],
    ['TOML', (n: number) => `+++\n${Array.from({ length: n }, (_, i) => `[k${i}]\na = 1\n`).join('')}+++\n`],
    ['JSON', (n: number) => `{${Array.from({ length: n }, (_, i) => `"k${i}": 1`).join(',\n')}}\n`],
  ])('reads and edits %s of 5,000 properties by work in proportion', (_what, make) => {
    const text = make(5000);
    expect(readFrontMatter(text)?.properties.length).toBe(5000);
    expect(set(text, 'k4999', 'x')).toContain('x');
    expect(growth(5000, make, readFrontMatter)).toBeLessThan(steep);
    expect(growth(5000, make, (each) => set(each, 'k499', 'x'))).toBeLessThan(steep);
  });
});

describe('setting', () => {
  const change = (before: string, after: string) => (text: string) => text.replace(before, after);

  it.each<[string, PropertyValue, PropertyType | undefined, (text: string) => string]>([
    ['title', 'C', undefined, change("'A b'", "'C'")],
    ['title', "it's", undefined, change("'A b'", '"it\'s"')],
    ['title', true, undefined, change("'A b'", 'true')],
    ['date', '2026-01-01T00:00:00Z', undefined, change('2025-08-06T00:05:12+08:00', '2026-01-01T00:00:00Z')],
    ['date', '2026-01-01', 'text', change('2025-08-06T00:05:12+08:00', "'2026-01-01'")],
    ['quoted', '2026-01-01', undefined, change('"2025-08-06"', '"2026-01-01"')],
    ['tags', ['y]', 'q'], undefined, change('  "x", # first\n  "y]",\n', '  "y]",\n  "q",\n')],
    ['weight', 2, undefined, change('1.5', '2.0')],
    ['weight', '3', 'number', change('1.5', '3.0')],
    ['my key', 'a\nc"""', undefined, change('"""a\nb"""', '"""\na\nc\\"\\"\\""""')],
    ['a', { b: 2 }, undefined, change('a.b = 1', 'a.b = 2')],
    ['menu', { x: 1 }, undefined, change('[menu.main]\nname = "x"', '[menu]\nx = 1')],
    ['new', ['a'], undefined, change('a.b = 1\n', "a.b = 1\nnew = ['a']\n")],
    ['new', '2025-08-06', 'date', change('a.b = 1\n', 'a.b = 1\nnew = 2025-08-06\n')],
    ['new key', { a: 1 }, undefined, change('a.b = 1\n', 'a.b = 1\n"new key" = { a = 1 }\n')],
    ['title', 'A b', undefined, (text) => text],
  ])('TOML: %s = %j (%s)', (name, value, type, expected) => {
    expect(set(TOML, name, value, type)).toBe(expected(TOML));
  });

  it('TOML: a table in several places stays where its parts are, with its native dates', () => {
    const before = TOML.slice(TOML.indexOf('[params]'), TOML.indexOf('[menu.main]'));
    const after = set(TOML, 'params', { aliases: ['乙'], d: '2025-01-01', sub: { z: 2 } });
    const expected = before.replace("['甲']", "['乙']").replace(/^ *on = true\n/m, '');
    expect(after).toContain(`${expected}[menu.main]\nname = "x"\n[params.sub]\nz = 2\n`);
  });

  it.each<[string, PropertyValue, PropertyType | undefined, (text: string) => string]>([
    ['title', 'C', undefined, change('"A b"', '"C"')],
    ['title', 'say "x": #1', undefined, change('"A b"', '"say \\"x\\": #1"')],
    ['title', ['a', 'b'], undefined, change('  "A b"   # c', '   # c\n  - a\n  - b')],
    ['tags', ['z', 'new'], undefined, change("  - 'x'\n  # inner\n  - z", "  # inner\n  - z\n  - 'new'")],
    ['tags', [], undefined, change("   # mine\n  - 'x'\n  # inner\n  - z", ' []   # mine\n  # inner')],
    ['date', '2026-01-01', undefined, change('2025-08-06\n', '2026-01-01\n')],
    ['aliases', ['a', 'z, q'], undefined, change('"b c"', '"z, q"')],
    ['empty', 'v', undefined, change('empty:', 'empty: v')],
    ['empty', ['p'], undefined, change('empty:', 'empty:\n  - p')],
    ['text', 'a\nb\n', undefined, change('one\n  two', 'a\n  b')],
    ['text', 'short', undefined, change('text: |\n  one\n  two\n', 'text: short\n')],
    ['yes', 'on', undefined, change('no', '"on"')],
    ['map', { k: { z: [1] } }, undefined, change('  k: v', '  k:\n    z:\n      - 1')],
    ['quoted key', 3, undefined, change('0x10', '3')],
    ['new', 'a: b', undefined, change('0x10\n', '0x10\nnew: "a: b"\n')],
    ['yes', 'no', undefined, (text) => text],
    ['#odd key', null, undefined, change('0x10\n', '0x10\n"#odd key":\n')],
  ])('YAML: %s = %j (%s)', (name, value, type, expected) => {
    expect(set(YAML, name, value, type)).toBe(expected(YAML));
  });

  it.each<[string, PropertyValue, string]>([
    ['a: >-\n  x\n  y\n\nb: 1\n', 'new', 'a: >-\n  new\n\nb: 1\n'],
    ['a: >- # c\n    x\n\n    y\n', 'new # one', 'a: >- # c\n    new # one\n'],
    ['a: > # c\n  x\nb: 1\n', 'new', 'a: new # c\nb: 1\n'],
    ['a: |- # c\n  x\nb: 1\n', 'p\nq', 'a: |- # c\n  p\n  q\nb: 1\n'],
    ['a: >-\n  x\nb: 1\n', ' lead', 'a: " lead"\nb: 1\n'],
    ['a: >-2\n    x\nb: 1\n', 'new', 'a: new\nb: 1\n'],
    ['a: >-\n\nb: 1\n', 'new', 'a: new\n\nb: 1\n'],
    ['a:\n- x # 1\n# s\n- y # 2\n# after\nb: 1\n', [], 'a: []\n# s\n# after\nb: 1\n'],
    ['a: # h\n  - |\n    # no\n  - y\nb: 1\n', [], 'a: []\nb: 1\n'],
  ])('YAML: what is said in %j stays with %j', (before, value, after) => {
    for (const eol of ['\n', '\r\n']) {
      const whole = (text: string) => `---\n${text}---\n`.replaceAll('\n', eol);
      expect(set(whole(before), 'a', value)).toBe(whole(after));
    }
  });

  it.each<[string, PropertyValue, (text: string) => string]>([
    ['title', 'é"', change('"x {y}"', '"é\\""')],
    ['tags', ['q', 'r', { a: 1 }], change('["a", "b"]', '["q", "r", {"a": 1}]')],
    ['o', { k: [2] }, change('{\n    "k": 1\n  }', '{\n    "k": [\n      2\n    ]\n  }')],
    ['new', null, change('    "k": 1\n  }', '    "k": 1\n  },\n  "new": null')],
  ])('JSON: %s = %j', (name, value, expected) => {
    expect(set(JSON_NOTE, name, value)).toBe(expected(JSON_NOTE));
  });

  it.each([
    ['{"a":1}\n', '{"a":1, "b": [1]}\n'],
    ['{}\n', '{\n  "b": [\n    1\n  ]\n}\n'],
    ['---\n{a: 1, c: }\n---\n', '---\n{a: 1, c: , "b": [1]}\n---\n'],
    ['---\n---\nx', '---\nb:\n  - 1\n---\nx'],
    ['---\n# only this\n---\n', '---\n# only this\nb:\n  - 1\n---\n'],
    ['---\n  a: 1\n---\n', '---\n  a: 1\n  b:\n    - 1\n---\n'],
    ['---\na:\n- 1\nb:\n- 2\n---\n', '---\na:\n- 1\nb:\n- 1\n---\n'],
    ['+++\n+++\n', '+++\nb = [1]\n+++\n'],
    ['+++\n# only this\n[t]\n+++\n', '+++\nb = [1]\n# only this\n[t]\n+++\n'],
    ['text', '+++\nb = [1]\n+++\ntext'],
    ['', '+++\nb = [1]\n+++\n'],
    ['\uFEFFa\r\nb', '\uFEFF+++\r\nb = [1]\r\n+++\r\na\r\nb'],
  ])('adds to %j', (text, after) => expect(set(text, 'b', [1])).toBe(after));

  it('makes new front matter in the format asked for', () => {
    expect(applyEdits('t', setProperty('t', 'a', 'b', undefined, 'yaml'))).toBe('---\na: b\n---\nt');
    expect(applyEdits('t', setProperty('t', 'a', 'b', undefined, 'json'))).toBe('{\n  "a": "b"\n}\nt');
  });

  it.each<[PropertyValue, PropertyType]>([
    ['x', 'number'],
    ['', 'number'],
    ['maybe', 'checkbox'],
    ['2025-02-30', 'date'],
    ['2025-08-06', 'datetime'],
    ['x', 'object'],
    [['a'], 'text'],
  ])('refuses %j as %s', (value, type) => {
    expect(() => setProperty(TOML, 'title', value, type)).toThrow(AppError);
  });

  it.each<[PropertyValue, PropertyType, PropertyValue]>([
    ['1.5', 'number', 1.5],
    ['true', 'checkbox', true],
    ['a, b', 'list', ['a', 'b']],
    [5, 'text', '5'],
    [null, 'list', []],
  ])('takes %j as %s', (value, type, expected) => {
    const after = set(YAML, 'title', value, type);
    expect(readFrontMatter(after)?.properties[0]).toMatchObject({ value: expected, type });
  });

  it('refuses what TOML cannot hold, and a name of two lines', () => {
    expect(() => setProperty(TOML, 'title', null)).toThrow(AppError);
    expect(() => setProperty(TOML, 'a\nb', 1)).toThrow(AppError);
    expect(() => setProperty(TOML, ' ', 1)).toThrow(AppError);
  });

  it('refuses an edit that would break others', () => {
    const text = '---\na: &x 1\nb: *x\n---\n';
    expect(() => setProperty(text, 'a', 2)).toThrow(AppError);
    expect(() => unsetProperty(text, 'a')).toThrow(AppError);
    expect(set(text, 'b', 2)).toBe('---\na: &x 1\nb: 2\n---\n');
  });
});

describe('unsetting and renaming', () => {
  it.each([
    [TOML, 'title', "title = 'A b'   # c\n"],
    [TOML, 'tags', 'tags = [\n  "x", # first\n  "y]",\n]\n'],
    [TOML, 'menu', '[menu.main]\nname = "x"\n'],
    [YAML, 'tags', "tags:   # mine\n  - 'x'\n  # inner\n  - z\n"],
    [YAML, 'quoted key', '"quoted key": 0x10\n'],
    [JSON_NOTE, 'title', '"title": "x {y}",\n  '],
    [JSON_NOTE, 'o', ',\n  "o": {\n    "k": 1\n  }'],
  ])('takes out the lines of %#', (text, name, gone) => {
    expect(unset(text, name)).toBe(text.replace(gone, ''));
    expect(unset(text, 'absent')).toBe(text);
  });

  it('takes out every piece of a TOML table', () => {
    expect(unset(TOML, 'params')).toBe(
      TOML.replace("[params]\n  aliases = ['甲']\n  d = 2025-01-01\n", '').replace(
        '[params.sub]\nz = { on = true }\n',
        '',
      ),
    );
  });

  it('takes out all of several with one name', () => {
    expect(unset('{"a": 1, "b": 2, "a": 3}\n', 'a')).toBe('{"b": 2}\n');
    expect(unset('{"a": 1, "a": 3}\n', 'a')).toBe('{}\n');
    expect(unset('---\na: 1\nb: 2\na: 3\n---\n', 'a')).toBe('---\nb: 2\n---\n');
  });

  it.each([
    [TOML, 'title', 'name', 'title =', 'name ='],
    [TOML, 'my key', 'other', '"my key"', '"other"'],
    [TOML, 'menu', 'a b', '[menu.main]', '["a b".main]'],
    [YAML, 'tags', 'labels', 'tags: ', 'labels: '],
    [YAML, 'quoted key', 'x"y', '"quoted key"', '"x\\"y"'],
    [YAML, 'date', 'no', 'date:', '"no":'],
    [JSON_NOTE, 'o', 'p', '"o"', '"p"'],
  ])('renames in %#', (text, name, to, before, after) => {
    expect(rename(text, name, to)).toBe(text.replace(before, after));
  });

  it('renames every table of a property', () => {
    const after = rename(TOML, 'params', 'extra');
    expect(after).toBe(TOML.replace('[params]', '[extra]').replace('[params.sub]', '[extra.sub]'));
  });

  it('refuses names that are not there, or taken', () => {
    expect(() => renameProperty(TOML, 'absent', 'x')).toThrow(/no property/);
    expect(() => renameProperty(TOML, 'title', 'date')).toThrow(/already/);
    expect(renameProperty(TOML, 'title', 'title')).toEqual([]);
  });
});

/** A note with front matter whose properties stand between comments and blank lines, in all manners of writing. */
const names = ['title', 'date', 'tags', 'weight', 'draft', 'note', 'aliases', '标题'];
const tomlValues = [
  "'x'",
  '"it\'s"   # why',
  '2025-08-06T00:05:12+08:00',
  '1979-05-27 07:32:00',
  '2025-08-06',
  '1_000',
  'true',
  '[ "a", # one\n  "b",\n]',
  "['甲']",
  '{ a = 1, b = "]" }',
  "'''\nlong\n'''",
  '"""a # b\n"""',
  '[[1, 2], [2025-08-06]]',
];
const yamlValues = [
  ' x',
  ' "it\'s"   # why',
  " 'q'",
  ' 2025-08-06',
  ' 12',
  '',
  '\n  - a\n  # inner\n  - "b"',
  '\n- a\n- b',
  ' [a, b]',
  ' |\n  one\n\n  two',
  ' >-\n  folded\n  text',
  '\n  k: v\n  l:\n    - 1',
  ' {a: 1}',
  ' plain over\n  two lines',
];
const jsonValues = [
  '"x"',
  '"{\\""',
  '1.50',
  'true',
  'null',
  '["a",  "b"]',
  '[\n    1\n  ]',
  '{"a": {"b": 1}}',
];
const trivia = fc.constantFrom('', '', '\n', '# comment\n', '\n# two = 1\n\n');

const pairs = (values: string[]) =>
  fc
    .shuffledSubarray(names, { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(...chosen.map((name) => fc.tuple(fc.constant(name), fc.constantFrom(...values), trivia))),
    );

const tomlNote = fc.tuple(pairs(tomlValues), fc.boolean()).map(([all, table]) => {
  const body = all.map(
    ([name, value, before]) => `${before}${/\w/.test(name) ? name : `"${name}"`} = ${value}\n`,
  );
  return `+++\n${body.join('')}${table ? '\n[params]\n# in it\nd = 2025-08-06\n' : ''}+++\nbody\n`;
});
const yamlNote = pairs(yamlValues).map(
  (all) => `---\n${all.map(([name, value, before]) => `${before}${name}:${value}\n`).join('')}---\nbody\n`,
);
const jsonNote = pairs(jsonValues).map(
  (all) => `{\n${all.map(([name, value]) => `  "${name}": ${value}`).join(',\n')}\n}\nbody\n`,
);
const note = fc
  .tuple(fc.oneof(tomlNote, yamlNote, jsonNote), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
  .map(([text, eol, mark]) => mark + text.replaceAll('\n', eol));

const words = fc.string({
  unit: fc.constantFrom('a', 'é', '中', ' ', "'", '"', '#', ':', '\n', '\\', '-', '[', '1'),
});
const value = fc.oneof<fc.Arbitrary<PropertyValue>[]>(
  words,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(words, { maxLength: 3 }),
  fc.constantFrom(
    '2025-08-06',
    '2025-08-06T00:00:00Z',
    'yes',
    'null',
    '~',
    '0x1',
    '1.0',
    'true',
    '---',
    '+++',
    '}',
  ),
  fc.dictionary(fc.constantFrom('k', 'a b', '键'), fc.oneof(words, fc.integer(), fc.array(words)), {
    maxKeys: 2,
  }),
);

describe('laws, over all formats, line ends and marks', () => {
  const sources = (text: string, skip: string) =>
    readFrontMatter(text)
      ?.properties.filter((one) => one.name !== skip)
      .map((one) => text.slice(one.span.from, one.span.to));

  const comments = (text: string) => text.match(/# (?:comment|two|in it)/g);

  it('generates notes that can be read', () => {
    fc.assert(
      fc.property(note, (text) => {
        expect(readFrontMatter(text)?.problem).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('setting a property changes its own bytes only, and reads back', () => {
    fc.assert(
      fc.property(note, fc.constantFrom(...names), value, (text, name, wanted) => {
        const old = readFrontMatter(text)?.properties.find((one) => one.name === name);
        const edits = setProperty(text, name, wanted);
        const after = applyEdits(text, edits);
        const read = readFrontMatter(after)?.properties.find((one) => one.name === name);
        expect(JSON.stringify(read?.value)).toBe(JSON.stringify(wanted));
        expect(sources(after, name)).toEqual(sources(text, name));
        for (const edit of edits) {
          const lineEnd = old ? /\r?\n/.exec(text.slice(old.span.to))?.index : 0;
          expect(edit.from).toBeGreaterThanOrEqual(old?.span.from ?? edit.to);
          expect(edit.to).toBeLessThanOrEqual(old ? old.span.to + (lineEnd ?? 0) : edit.from);
        }
        expect(after.replaceAll('\r\n', '').includes('\n')).toBe(text.replaceAll('\r\n', '').includes('\n'));
        expect(comments(after)).toEqual(comments(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('unsetting what was set anew gives the note back', () => {
    fc.assert(
      fc.property(note, value, (text, wanted) => {
        if (text.includes('{\r\n') || text.includes('{\n')) return;
        expect(unset(set(text, 'brand new', wanted), 'brand new')).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('unsetting leaves all others as they were', () => {
    fc.assert(
      fc.property(note, fc.constantFrom(...names), (text, name) => {
        const after = unset(text, name);
        expect(readFrontMatter(after)?.properties.map((one) => one.name)).not.toContain(name);
        expect(sources(after, name)).toEqual(sources(text, name));
        expect(after.slice(splitNote(after).bodyFrom)).toBe(text.slice(splitNote(text).bodyFrom));
      }),
      { numRuns: 500 },
    );
  });

  it('renaming there and back gives the note back', () => {
    fc.assert(
      fc.property(note, (text) => {
        const first = readFrontMatter(text)?.properties[0]?.name ?? '';
        const there = rename(text, first, 'elsewhere');
        expect(readFrontMatter(there)?.properties[0]?.name).toBe('elsewhere');
        expect(readFrontMatter(rename(there, 'elsewhere', first))?.properties).toEqual(
          readFrontMatter(text)?.properties,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on any text, and edits it or refuses', () => {
    const unit = fc.constantFrom(
      'a',
      ':',
      ' ',
      '-',
      '\n',
      '=',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '#',
      '|',
      '&',
      '*',
      '中',
      '\r',
      ',',
      '.',
    );
    const inner = fc.string({ unit, maxLength: 40 });
    const any = fc.tuple(fc.constantFrom(['+++\n', '\n+++\n'], ['---\n', '\n---\n'], ['{"', '}\n']), inner);
    fc.assert(
      fc.property(any, ([[open, close], text]) => {
        const whole = `${open}${text}${close}body`;
        readFrontMatter(whole);
        try {
          const after = set(whole, 'title', 'x');
          expect(readFrontMatter(after)?.properties.find((one) => one.name === 'title')?.value).toBe('x');
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a value keeps what is said in it', () => {
  it.each<[string, PropertyValue, string]>([
    ['m:\n  a: 1 # 一\n  # 间\n  b: 2\n', { a: 1, b: 3 }, 'm:\n  a: 1 # 一\n  # 间\n  b: 3\n'],
    [
      'm:\n  a: 1 # 一\n  b:\n    - q # 问\n    - r\n',
      { a: 5, b: ['q', 's', 't'], c: { d: 1 } },
      'm:\n  a: 5 # 一\n  b:\n    - q # 问\n    - s\n    - t\n  c:\n    d: 1\n',
    ],
    [
      'm:\n  - id: 1 # 一\n    v: 2\n  # 间\n  - id: 2\n',
      [{ id: 1, v: 3 }, { id: 2 }, { id: 4, v: 5 }],
      'm:\n  - id: 1 # 一\n    v: 3\n  # 间\n  - id: 2\n  - id: 4\n    v: 5\n',
    ],
    ['m:\n  - id: 1 # 一\n  # 间\n  - id: 2 # 二\n', [{ id: 2 }], 'm:\n  # 间\n  - id: 2 # 二\n'],
    ['m: {a: 1, # 一\n  b: 2}\n', { a: 1, b: 3, c: 4 }, 'm: {a: 1, # 一\n  b: 3, c: 4}\n'],
    ['m: [\n  a, # 一\n  b\n]\n', ['a', 'b', 'c'], 'm: [\n  a, # 一\n  b,\n  c\n]\n'],
    ['m: [a, # 一\n  b]\n', ['a'], 'm: [a, # 一\n  ]\n'],
    ['m: [a, b, c] # 一\n', ['b', 'c'], 'm: [b, c] # 一\n'],
    ['m:\n  a: # 空\n  b: 2\n', { a: 'x', b: 2 }, 'm:\n  a: x # 空\n  b: 2\n'],
  ])('YAML %j as %j', (text, value, expected) => {
    expect(set(`---\n${text}z: 1\n---\n`, 'm', value)).toBe(`---\n${expected}z: 1\n---\n`);
    const crlf = `---\n${text}z: 1\n---\n`.replaceAll('\n', '\r\n');
    expect(set(crlf, 'm', value)).toBe(`---\n${expected}z: 1\n---\n`.replaceAll('\n', '\r\n'));
    expect(keepsMarks(crlf, 'm', value)).toBe(true);
  });

  it.each<[string, PropertyValue, string]>([
    ["[m] # 头\na = 1 # 一\n# 间\nb = 'x'\n", { a: 1, b: 'y' }, "[m] # 头\na = 1 # 一\n# 间\nb = 'y'\n"],
    [
      "[m]\n  a = 1 # 一\n  b = 2\n[m.sub] # 里\nc = 'x'\n",
      { a: 1, sub: { c: 'x', d: ['e'] }, f: true },
      "[m]\n  a = 1 # 一\n  f = true\n[m.sub] # 里\nc = 'x'\nd = ['e']\n",
    ],
    ['[m]\na = 1 # 一\n[m.sub] # 里\nc = 2\n[m.sub.x]\nd = 1\n', { a: 1 }, '[m]\na = 1 # 一\n'],
    ['m.a = 1 # 一\nm.b = 2\n', { a: 1, b: 3 }, 'm.a = 1 # 一\nm.b = 3\n'],
    [
      '[[m]]\nn = 1 # 一\n[[m]] # 二\nn = 2\n',
      [{ n: 1 }, { n: 5 }],
      '[[m]]\nn = 1 # 一\n[[m]] # 二\nn = 5\n',
    ],
    ['[[m]]\nn = 1 # 一\n[[m]] # 二\nn = 2\n', [{ n: 2 }], '[[m]] # 二\nn = 2\n'],
    [
      '[m]\nl = [ # 首\n  { n = 1 }, # 一\n  { n = 2 },\n]\n',
      { l: [{ n: 1 }, { n: 3 }, { n: 4 }] },
      '[m]\nl = [ # 首\n  { n = 1 }, # 一\n  { n = 3 },\n  { n = 4 },\n]\n',
    ],
    ['[m]\nl = [\n "q", # 问\n "r"]\n', { l: ['q'] }, '[m]\nl = [\n "q", # 问\n ]\n'],
  ])('TOML %j as %j', (text, value, expected) => {
    expect(set(`+++\nz = 1\n${text}+++\n`, 'm', value)).toBe(`+++\nz = 1\n${expected}+++\n`);
  });

  it('or says that it cannot', () => {
    const anchored = '---\nm: &x\n  a: 1 # 一\nn: *x\n---\n';
    expect(keepsMarks(anchored, 'm', { a: 2 })).toBe(false);
    const merged = '---\nbase: &b\n  a: 1\nm:\n  <<: *b\n  c: 1\nlist: [x, *b]\n---\n';
    expect(keepsMarks(merged, 'm', { a: 1, c: 2 })).toBe(false);
    expect(keepsMarks(merged, 'base', { a: 2 })).toBe(false);
    expect(keepsMarks('---\nm:\n  a: "x *y"\n  b: 1\n---\n', 'm', { a: 'x *y', b: 2 })).toBe(true);
    expect(keepsMarks('---\nm:\n  a: 1\n---\n', 'm', 'x')).toBe(true);
    expect(keepsMarks('---\nm:\n  a: 1 # 一\n---\n', 'm', 'x')).toBe(false);
  });
});

describe('a list keeps what is said in it', () => {
  it.each([
    [
      '+++\ntags = [\n  "a", # 一\n  # 间\n  "b", # 二\n] # 末\n+++\n',
      ['a', 'x', 'b', 'c'],
      '+++\ntags = [\n  "a", # 一\n  # 间\n  "x",\n  "b", # 二\n  "c",\n] # 末\n+++\n',
    ],
    [
      '---\r\ntags: # 首\r\n- a # 一\r\n# 间\r\n- b # 二\r\nx: 1\r\n---\r\n',
      ['b', 'c'],
      '---\r\ntags: # 首\r\n# 间\r\n- b # 二\r\n- c\r\nx: 1\r\n---\r\n',
    ],
    ['---\ntags:\n  - a # 一\n  - b # 二\n# 后\n---\n', ['a'], '---\ntags:\n  - a # 一\n# 后\n---\n'],
    ['---\ntags:\n  - a # 一\n---\n', [], '---\ntags: []\n---\n'],
  ])('%j becomes %j', (text, value, expected) => {
    expect(applyEdits(text, setProperty(text, 'tags', value))).toBe(expected);
  });

  it('whatever is taken out and put in', () => {
    const name = fc.constantFrom('甲', 'b', 'c c', '#d', 'e', '7');
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, names, fc.constantFrom('\n', '\r\n'), fc.boolean(), (old, fresh, end, toml) => {
        const value = fresh.some((one) => old.includes(one)) ? fresh : [...old, ...fresh];
        const items = old.flatMap((one, at) => [
          `  # 上${at}`,
          toml ? `  ${JSON.stringify(one)}, # 旁` : `  - ${JSON.stringify(one)} # 旁`,
        ]);
        const lines = toml
          ? ['+++', 'tags = [', ...items, ']', '+++', '']
          : ['---', 'tags:', ...items, '---', ''];
        const text = lines.join(end);
        const after = applyEdits(text, setProperty(text, 'tags', value));
        expect(readFrontMatter(after)?.properties.map((one) => one.value)).toEqual([value]);
        for (const at of old.keys()) expect(after).toContain(`  # 上${at}${end}`);
        expect(after.replaceAll('\r\n', '')).not.toMatch(end === '\n' ? /\r/ : /\n/);
      }),
    );
  });
});

it.each([
  ['---\nv: 1.10 # 版\n---\n', '---\nv: "1.10" # 版\n---\n'],
  ['---\nv: 007\n---\n', '---\nv: "007"\n---\n'],
  ['+++\nv = 9007199254740993\n+++\n', "+++\nv = '9007199254740993'\n+++\n"],
  ['{"v": 1.50}\n', '{"v": "1.50"}\n'],
])('a number in %j becomes the text that stands there', (text, expected) => {
  const value = String(readFrontMatter(text)?.properties[0]?.value);
  expect(applyEdits(text, setProperty(text, 'v', value, 'text'))).toBe(expected);
});

it.each([
  ['a list', 't:\n  - a\n  - c # 丙\n  - e # 戊\n', ['e'], 't:\n  - e # 戊\n'],
  ['a table', 't:\n  a: 1\n  c: 2 # 丙\n  e: 3 # 戊\n', { e: 3 }, 't:\n  e: 3 # 戊\n'],
])('the first entries of %s go together, and what is said of the others stays', (_, yaml, value, left) => {
  const text = `---\n${yaml}---\n`;
  expect(applyEdits(text, setProperty(text, 't', value))).toBe(`---\n${left}---\n`);
});
