import { describe, expect, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import type { Diagnostic } from '../../../shared/contract/api.ts';
import type { FindingCode } from '../../../shared/hugo/diagnostics.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { exif, jpeg } from '../../fixtures/pictures.ts';
import { createWorld, type TestWorld } from './world.ts';

const dated = (body: string, more = '') => `+++\ndate = 2025-01-01\n${more}+++\n${body}\n`;

interface Case {
  notes: Record<string, string | Uint8Array>;
  /** In the blog, once the notes are published. */
  blog?: (world: TestWorld) => void;
  after?: Record<string, string>;
  settings?: string;
}

/** What mends a note is an edit of its text; the other codes have none, for the reason given. */
const fixed: [FindingCode, string, Case][] = [
  [
    'LINK-AMBIGUOUS',
    'a wikilink',
    { notes: { 'a.md': dated('[[n]]'), 'x/n.md': dated('1'), 'y/n.md': dated('2') } },
  ],
  [
    'LINK-AMBIGUOUS',
    'with a heading and text',
    { notes: { 'a.md': dated('[[n#节|文]]'), 'x/n.md': dated('## 节'), 'y/n.md': dated('2') } },
  ],
  [
    'URL-COLLISION',
    'two names with one address',
    { notes: { 'x/a b.md': dated('1'), 'x/a-b.md': dated('2') } },
  ],
  ['NAME-HAZARD', 'a slug of nothing', { notes: { 'a.md': dated('1', 'slug = "！"\n') } }],
  ['NAME-HAZARD', 'the same in YAML', { notes: { 'a.md': '---\ndate: 2025-01-01\nslug: "…"\n---\nx\n' } }],
  ['DATE-INVALID', 'slashes', { notes: { 'a.md': '+++\ndate = "2025/8/6"\n+++\nx\n' } }],
  ['DATE-INVALID', 'YAML, one figure', { notes: { 'a.md': '---\ndate: 2025-8-6\n---\nx\n' } }],
  ['DATE-INVALID', 'without seconds', { notes: { 'a.md': '---\ndate: 2025-08-06 00:05\n---\nx\n' } }],
  ['DATE-INVALID', 'Chinese', { notes: { 'a.md': '---\ndate: 2025年8月6日\n---\nx\n' } }],
  ['COMMENT-OPEN', 'in a paragraph', { notes: { 'a.md': dated('字 %%私') } }],
  ['COMMENT-OPEN', 'over the rest', { notes: { 'a.md': dated('%%私\n\n后') } }],
  ['COMMENT-OPEN', 'in a list', { notes: { 'a.md': dated('- %%私\n- 后') } }],
  ['COMMENT-OPEN', 'behind a word', { notes: { 'a.md': dated('word%%private') } }],
  ['COMMENT-OPEN', 'in HTML', { notes: { 'a.md': dated('<div>\n%%private%%\n</div>') } }],
  ['COMMENT-OPEN', 'percent signs', { notes: { 'a.md': dated('100%% of it') } }],
  ['EMPHASIS-CJK', 'in a paragraph', { notes: { 'a.md': dated('**北向数据库（Northbound DB）**中') } }],
  ['EMPHASIS-CJK', 'in a heading', { notes: { 'a.md': dated('## 前**（一）**后') } }],
];

const told: Record<FindingCode, [why: string, Case] | undefined> = {
  'LINK-AMBIGUOUS': undefined,
  'URL-COLLISION': [
    'each has a slug of its own',
    { notes: { 'p/a.md': dated('1', 'slug = "x"\n'), 'p/b.md': dated('2', 'slug = "x"\n') } },
  ],
  'NAME-HAZARD': ['the file has to be renamed', { notes: { '😀.md': dated('1') } }],
  'DATE-INVALID': ['what was meant cannot be told', { notes: { 'a.md': '+++\ndate = "soon"\n+++\nx\n' } }],
  'COMMENT-OPEN': ['nothing shows where it was to end', { notes: { 'a.md': dated('<div>\n%%x\n</div>') } }],
  'EMPHASIS-CJK': undefined,
  'LINK-MISSING': ['which note was meant cannot be told', { notes: { 'a.md': dated('[[无]]') } }],
  'LINK-HIDDEN': [
    'to publish the other note is another decision',
    { notes: { 'a.md': dated('[[b]]'), 'b.md': 'x\n' } },
  ],
  'ANCHOR-MISSING': [
    'which heading was meant cannot be told',
    { notes: { 'a.md': dated('[[b#无]]'), 'b.md': dated('x') } },
  ],
  'ANCHOR-PINNED': [
    'it is done in the page already',
    { notes: { 'a.md': dated('[[b#前 粗 斜 后]]'), 'b.md': dated('## 前 **粗 *斜* 后**') } },
  ],
  'EMBED-CYCLE': ['which of the two should go cannot be told', { notes: { 'a.md': dated('![[a]]') } }],
  'EMBED-PRIVATE': [
    'it stays at home by the settings',
    { notes: { 'a.md': dated('![[b]]'), 'b.md': 'x\n' } },
  ],
  'ATTACHMENT-MISSING': ['the file is not there', { notes: { 'a.md': dated('![x](无.png)') } }],
  'FRONT-MATTER-INVALID': [
    'what was meant cannot be told',
    { notes: { 'a.md': '+++\ndate = 2025-01-01\ntitle = \n+++\nx\n' } },
  ],
  'SHORTCODE-ESCAPED': ['it is done in the page already', { notes: { 'a.md': dated('`{{< x >}}`') } }],
  'SHORTCODE-UNKNOWN': ['it is shown as written', { notes: { 'a.md': dated('{{< nowhere >}}') } }],
  'MORE-IN-CODE': [
    'an example of it has no other form',
    { notes: { 'a.md': dated('```\n<!--more-->\n```') } },
  ],
  'RAW-HTML': ['the site decides', { notes: { 'a.md': dated('<b>x</b>') } }],
  'IMAGE-PLACE': [
    'what becomes of pictures is a setting',
    { notes: { 'a.md': dated('![x](a.jpg)'), 'a.jpg': jpeg({ exif: exif({ place: true }) }) } },
  ],
  SECRET: [
    'to allow it is a setting, note by note',
    { notes: { 'a.md': dated('ghp_a8Fk29dLq0Zx7Vb3Nm5Tw1Yc6Re4Uj9SpQ2h') } },
  ],
  'BLOG-EDITED': [
    'it is decided in the plan',
    { notes: { 'a.md': dated('x') }, blog: (world) => world.writeBlog('content/posts/a.md', 'other') },
  ],
  CONFLICT: [
    'it is decided in the plan',
    {
      notes: { 'a.md': dated('x') },
      blog: (world) => world.writeBlog('content/posts/a.md', 'other'),
      after: { 'a.md': dated('y') },
    },
  ],
  // Of a build: `real-hugo.test.ts`.
  'HUGO-BUILD': undefined,
};

async function open({ notes, blog, after, settings = '' }: Case) {
  const world = createWorld(notes);
  world.settings = `[[target]]\nname = "t"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n${settings}`;
  const publisher = createPublisher(world.source);
  if (blog) await publisher.apply({});
  blog?.(world);
  for (const [path, text] of Object.entries(after ?? {})) world.write(path, text);
  const find = async (code: string) =>
    (await publisher.plan({})).diagnostics.filter((each) => each.code === code);
  return { world, find };
}

function mend(world: TestWorld, { path, fix }: Diagnostic): void {
  const text = new TextDecoder().decode(world.source.read(path));
  world.write(path, applyEdits(text, fix?.edits ?? []));
}

describe('a fix is followed by a plan without what it mends', () => {
  test.each(fixed)('%s: %s', async (code, _name, each) => {
    const { world, find } = await open(each);
    const [first] = await find(code);
    expect(first?.fix?.title).toMatch(/\S/);
    // Each note that is told of may have its own.
    for (let round = 0; round < 4; round++) {
      const [next] = (await find(code)).filter(({ fix }) => fix);
      if (next) mend(world, next);
    }
    expect(await find(code)).toEqual([]);
    world.dispose();
  });
});

describe('without a fix, by design', () => {
  const cases = Object.entries(told).flatMap(([code, each]) => (each ? [[code, ...each] as const] : []));
  test.each(cases)('%s: %s', async (code, _why, each) => {
    const { world, find } = await open(each);
    const found = await find(code);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ fix }) => fix)).toEqual([]);
    world.dispose();
  });
});
