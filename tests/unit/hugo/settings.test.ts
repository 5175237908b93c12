import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import {
  addTarget,
  defaultTarget,
  keepHeadings,
  parseSettings,
  stripPictures,
} from '../../../shared/hugo/settings.ts';

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.message : error;
  }
  return undefined;
};

test('the settings of the manual', () => {
  const { targets } = parseSettings(`
[[target]]
name = "blog"
root = "../blog"
content = "content"
map = [{ from = "posts/", to = "posts/" }]
select = { include = ["posts/**"], exclude = ["private/**"], deny_tags = ["private"] }
private = { comments = true, headings = ["生活"], fences = ["private"] }
limits = { max_attachment_mb = 20, max_delete = 10 }
`);
  expect(targets).toMatchObject([
    {
      name: 'blog',
      root: '../blog',
      map: [{ from: 'posts/', to: 'posts/' }],
      select: { include: ['posts/**'], exclude: ['private/**'], deny_tags: ['private'] },
      private: { headings: ['生活'] },
      drafts: 'export',
      emphasis_cjk: 'warn',
      attachments: 'bundle',
    },
  ]);
});

test('a site alone has every default', () => {
  expect(defaultTarget('/b')).toMatchObject({
    hugo: 'auto',
    layout: 'auto',
    links: 'relref',
    private: { comments: true, headings: [], fences: ['private'] },
    select: { exclude: [], deny_tags: ['private'] },
    limits: { max_attachment_mb: 20, max_delete: 10 },
  });
  expect(parseSettings(undefined)).toEqual({ targets: [] });
});

test.each([
  ['[[target]]\nname = "a"\n', /target\.0\.root/],
  ['[[target]]\nname = "a"\nroot = "b"\nselect = { exlude = ["x"] }\n', /exlude/],
  ['[[target]]\nname = "a"\nroot = "b"\ndrafts = "maybe"\n', /drafts/],
  ['[[target]]\nname = "a"\nroot = "b"\nattachments = "static:../x"\n', /attachments/],
  ['[[target]]\nname = "a"\nroot = "b"\n[[target]]\nname = "a"\nroot = "c"\n', /two targets/],
  ['[[target]\n', /line 1/],
])('refuses %j', (text, message) => {
  expect(refusal(() => parseSettings(text))).toMatch(message);
});

describe('keeping sections at home', () => {
  const settings =
    '# 我的\n[[target]]\nname = "a"\nroot = "../a"\n\n [[ target ]] # 二\nname = "b"\nroot = "../b"';
  test.each(['a', 'b'])('of target %s, and every other byte stays', (name) => {
    const text = keepHeadings(settings, name, ['生活', 'a "b"']);
    expect(text.split('\n').filter((line) => !settings.split('\n').includes(line))).toEqual([
      'private = { headings = ["生活", "a \\"b\\""] }',
    ]);
    const { targets } = parseSettings(text);
    expect(targets.map((each) => each.private.headings)).toEqual(
      ['a', 'b'].map((each) => (each === name ? ['生活', 'a "b"'] : [])),
    );
  });

  test.each([
    ['c', settings, /no target/],
    ['a', settings.replace('root', 'private = { comments = false }\nroot'), /yourself/],
    ['a', `${settings.split('\n\n')[0]}\n[target.private]\nfences = ["x"]\n`, /yourself/],
    ['a', '[[target]\n', /line 1/],
  ])('but not of %s in %j', (name, text, message) => {
    expect(refusal(() => keepHeadings(text, name, ['x']))).toMatch(message);
  });
});

test('pictures without what they say of themselves are one line of one target', () => {
  const settings = '[[target]]\nname = "a"\nroot = "../a"\n[[target]]\nname = "b"\nroot = "../b"\n';
  const text = stripPictures(settings, 'b');
  expect(text).toBe(settings.replace('name = "b"', 'image_metadata = "strip"\nname = "b"'));
  expect(parseSettings(text).targets.map((each) => each.image_metadata)).toEqual(['warn', 'strip']);
  expect(refusal(() => stripPictures(text, 'b'))).toMatch(/yourself/);
});

describe('adding a target', () => {
  test('keeps every byte that stands', () => {
    const before = '# 我的\n[[target]]\nname = "blog"   # x\nroot = "../blog"\n';
    const { text, target } = addTarget(before, { root: '/home/我/blog' });
    expect(text.startsWith(before)).toBe(true);
    expect(target).toEqual({ name: 'blog-2', root: '/home/我/blog' });
    expect(parseSettings(text).targets.map((each) => each.root)).toEqual(['../blog', '/home/我/blog']);
    expect(addTarget(text, { root: '../blog' })).toEqual({ text, target: { name: 'blog', root: '../blog' } });
  });

  test('whatever the folder is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(fc.string({ unit: 'grapheme' })),
        (root, name) => {
          const { text, target } = addTarget(undefined, { root, ...(name ? { name } : {}) });
          expect(parseSettings(text).targets).toMatchObject([target]);
          expect(target.root).toBe(root);
        },
      ),
    );
  });
});
