import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExtent } from '../../../shared/note/extent.ts';
import { readFrontMatter } from '../../../shared/note/front-matter.ts';
import { scanFrontMatter } from '../../../shared/note/scan/front-matter-scan.ts';
import { scanPlainToml } from '../../../shared/note/scan/plain-toml.ts';
import { scanPlainYaml } from '../../../shared/note/scan/plain-yaml.ts';

const runs = 4000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1);

const names = fc.constantFrom(
  'title',
  'date',
  'tags',
  'draft',
  '标签',
  'a-b',
  'A_1',
  'null',
  '007',
  'a.b',
  '"q"',
);
const common = ['"x y"', "'z'", 'true', 'false', '12', '-3', '0', '007', '1.5', '2024-05-31', '2023-02-29'];
const dates = ['2024-01-01T10:00:00+08:00', '2024-01-01 10:00:00', '2024-13-01', '2024-01-01T25:00:00Z'];
const tomlValues = [
  ...common,
  ...dates,
  '["a", \'b\', ]',
  '[]',
  '[ 1 ]',
  '"""a"""',
  '"a\\n"',
  "''",
  '{ a = 1 }',
];
const yamlLists = [
  '\n- a\n- b c',
  '\n  - 1\n  - "x"',
  '\n- a: b',
  '\n\n- a',
  '[a, "b c", 中]',
  '[ a , true ]',
  '[]',
];
const yamlTexts = [
  'plain text',
  '中文 text',
  'a: b',
  'a #b',
  'a:b',
  '/a/b',
  '.x',
  '.inf',
  'Null',
  '~',
  '*a',
  '&b c',
  '!t',
  '',
];
const folded = ['>\n  a b: #c', '>-\n a\n b', '> \n  x\n   y', '>\n\n  x', '|\n  x', '>\n  x \n'];
const yamlValues = [...common, ...dates, ...yamlLists, ...yamlTexts, ...folded];
const noise = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'true',
        '1',
        ' ',
        '\t',
        '"x"',
        "'",
        '"',
        '\\',
        ': ',
        ' = ',
        '- ',
        '[',
        ']',
        '{',
        '#',
        '\n',
        '\r\n',
      ],
      ...['|', '>', '@', '%', '<<', '...', '😀', '\u2028', '\u00a0', '\u3000', '[table]\n', '\0', '\ud800'],
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

function document(sign: string, values: readonly string[]): fc.Arbitrary<string> {
  const pair = fc
    .tuple(names, fc.constantFrom(...values), fc.constantFrom('', '', ' ', '\n'))
    .map(([name, value, end]) => `${name}${sign}${value}${end}`);
  const line = fc.oneof({ arbitrary: pair, weight: 4 }, { arbitrary: noise, weight: 1 });
  return fc.array(line, { maxLength: 4 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
}

describe('plain front matter', () => {
  it.each([
    ['+++', document(' = ', tomlValues)],
    ['---', document(': ', yamlValues)],
  ])('between %s reads as it does in full', (mark, content) => {
    fc.assert(
      fc.property(content, fc.boolean(), (inner, crlf) => {
        const lf = `${mark}\n${inner}${mark}\n# A\n`;
        const text = crlf ? lf.replaceAll('\n', '\r\n') : lf;
        expect(scanFrontMatter(text, findExtent(text))).toEqual(readFrontMatter(text));
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ["date = 2024-01-31T10:00:00+08:00\ndraft = false\ntitle = '甲'\n\ntags = ['a', \"b\"]\n", scanPlainToml],
    ['title: "甲"\ndate: 2024-01-31\ndraft: false\ntags: [a, b]\naliases:\n  - c d\n\nn: 3\n', scanPlainYaml],
    ['description: >\n  一行 text: yes\nweight: 3\n', scanPlainYaml],
  ])('is what people write: %j', (inner, scan) => {
    expect(scan(inner, { from: 0, to: inner.length })).toBeDefined();
  });

  it('that merges what is no map is broken, and nothing worse', () => {
    for (const text of ['---\na: [<<: b]\n---\n', '---\na:\n  <<: b\n---\n']) {
      expect(readFrontMatter(text)).toMatchObject({ properties: [], problem: { line: 2 } });
    }
  });

  it.each([
    ['a = 1 # note\n', scanPlainToml],
    ['[params]\na = 1\n', scanPlainToml],
    ['date = 2023-02-29\n', scanPlainToml],
    ['a: 1.5\n', scanPlainYaml],
    ['a: b: c\n', scanPlainYaml],
    ['a:\n  b: c\n', scanPlainYaml],
  ])('is not %j', (inner, scan) => {
    expect(scan(inner, { from: 0, to: inner.length })).toBeUndefined();
  });
});
