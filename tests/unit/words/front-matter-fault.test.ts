import { expect, test } from 'vitest';
import { readFrontMatter, setProperty } from '../../../shared/note/front-matter.ts';
import { frontMatterFault } from '../../../shared/words/front-matter-fault.ts';
import { frontMatterChinese } from '../../../shared/words/front-matter-zh-cn.ts';

type Fault = keyof typeof frontMatterChinese extends `front-matter.${infer Name}`
  ? Exclude<Name, 'others'>
  : never;

/** What people write wrong, as the parsers find it. */
const broken: Record<Fault, string[]> = {
  quote: [
    '---\ntitle: "一\n---\n',
    "---\ntitle: '一\n---\n",
    '+++\ntitle = "一\n+++\n',
    '+++\na = "一\n二"\n+++\n',
  ],
  behind: ['---\ntitle: [链接]（x）\n---\n', '---\ntitle: "引"号"\n---\n'],
  colon: ['---\ntitle: k3s: 一\n---\n', '---\na: 1\n b: 2\n---\n'],
  line: ['---\na: 1\ntitle:一\n---\n', '---\na: 1\n一\n---\n', '{"a" 1}\n\n'],
  equals: ['+++\n标题 = "x"\n+++\n', '+++\ntitle: x\n+++\n', '+++\n= 1\n+++\n'],
  twice: ['+++\na = 1\na = 2\n+++\n', '+++\n[a]\n[a]\n+++\n'],
  tab: ['---\na:\n\t- b\n---\n'],
  indent: ['---\na: >-\n\tb\n---\n'],
  bracket: [
    '---\ntags: [一, 二\n---\n',
    '---\na: {b: c\n---\n',
    '---\na: ]\n---\n',
    '---\na: [b,, c]\n---\n',
    '+++\na = ["b" "c"]\n+++\n',
    '+++\n[[a]\n+++\n',
    '{"a": 1,}\n\n',
  ],
  start: [
    '---\na: @x\n---\n',
    '---\na: *x\n---\n',
    '---\na: - b\n---\n',
    '---\na: |x\n---\n',
    '---\na: %x\n---\n',
  ],
  escape: ['---\na: "\\q"\n---\n', '+++\na = "\\q"\n+++\n', '{"a": "\\q"}\n\n'],
  value: [
    '+++\ntitle = 一\n+++\n',
    '+++\na = yes\n+++\n',
    '+++\na =\n+++\n',
    '{"a": }\n\n',
    '{"a": tru}\n\n',
  ],
  number: ['+++\ndate = 2025/8/6\n+++\n', '+++\na = 01\n+++\n', '+++\na = 1__0\n+++\n'],
  date: ['+++\ndate = 2025-13-01\n+++\n', '+++\na = 2025-01-01T25:00:00Z\n+++\n'],
  ends: ['+++\na = 1 b = 2\n+++\n', '+++\na = "x" y\n+++\n'],
  comment: ['{"a": 1 // x\n}\n\n'],
  deep: [`---\na: ${'['.repeat(3000)}\n---\n`],
  'no-end': ['{"a": 1\n'],
  large: [`---\na: ${'x'.repeat(2_000_000)}\n---\n`],
  list: ['---\n只是字\n---\n', '---\n- a\n---\n'],
  name: ['---\n? [a]\n: b\n---\n'],
};

test('a change that was refused', () => {
  const change = () => setProperty('---\na: &x {b: 1}\nc: *x\n---\n', 'a', 2);
  const said = (error: unknown) => frontMatterFault((error as Error).message, (key) => key);
  expect(change).toThrow(expect.toSatisfy((error) => said(error) === 'front-matter.others'));
});

const cases = Object.entries(broken).flatMap(([fault, texts]) =>
  texts.map((text) => [fault, text.slice(0, 40), text]),
);

test.each(cases)('%s: %j', (fault, _shown, text = '') => {
  const message = readFrontMatter(text)?.problem?.message ?? 'none';
  expect(frontMatterFault(message, (key, { name }) => `${key} ${name}`)).toMatch(`front-matter.${fault} `);
  const chinese = frontMatterFault(message, (key, { name }) =>
    frontMatterChinese[key].replace('{name}', name),
  );
  expect(chinese.replace('JSON', '')).not.toMatch(/[A-Za-z]{3}/);
});

test('what no one has met before is said as the parser says it', () => {
  expect(frontMatterFault('Something of tomorrow', () => '')).toBe('Something of tomorrow');
});
