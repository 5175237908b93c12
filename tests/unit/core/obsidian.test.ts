/** A vault of Obsidian: its settings hold, and nothing is ever written into `.obsidian/`. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const json = (value: unknown) => JSON.stringify(value);
const pixel = 'iVBORw0KGgo=';

const settings = {
  '.obsidian/app.json': json({
    attachmentFolderPath: './assets',
    newLinkFormat: 'relative',
    useMarkdownLinks: true,
    alwaysUpdateLinks: true,
    trashOption: 'local',
    userIgnoreFilters: ['Templates/', 'Archive', '/\\.draft\\.md$/', '/(broken/'],
  }),
  '.obsidian/types.json': json({ types: { Sources: 'multitext', rank: 'number', aliases: 'aliases' } }),
  '.obsidian/daily-notes.json': json({
    folder: '/Journal',
    format: 'YYYY/MM-MMM/[day] DD',
    template: 'Templates/Day',
  }),
  '.obsidian/templates.json': json({ folder: 'Templates', dateFormat: 'D.M.YYYY', timeFormat: 'H[h]' }),
  '.obsidian/workspace.json': json({ main: { id: 'x' } }),
  '.obsidian/plugins/x/data.json': '{"a": 1}',
};

const files = {
  ...settings,
  'OVN.md': '# OVN\n\n见 [k3s](k3s.md)。\n',
  'k3s.md': '# k3s\n',
  'Templates/Day.md': '# {{title}}\n{{date}} {{time}} {{date:YYYY}} OVN\n',
  'Archive old/OVN notes.md': 'OVN 很久以前\n',
  'sub/plan.draft.md': 'OVN 草稿\n',
  'sub/seen.md': 'OVN 可见\n',
};

function treeHash(dir: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    const stat = statSync(join(dir, name));
    hash.update(`${name} ${stat.mode} ${stat.mtimeMs} ${stat.ino}\n`);
    if (stat.isFile()) hash.update(readFileSync(join(dir, name)));
  }
  return hash.digest('hex');
}

test('excluded files are in no search, switcher, completion or mention, and are opened all the same', async () => {
  const { call } = await openCore(tempFolder(files));
  const found = await call('search.query', { query: 'OVN' });
  expect(found.hits.map(({ path }) => path).sort()).toEqual(['OVN.md', 'sub/seen.md']);
  expect(found.total).toBe(2);
  const negated = await call('search.query', { query: '-k3s' });
  expect(negated.hits.map(({ path }) => path)).toEqual(['sub/seen.md']);
  const sorted = await call('search.query', { query: 'OVN', sort: 'name' });
  expect(sorted.hits.map(({ path }) => path)).toEqual(['OVN.md', 'sub/seen.md']);
  const named = await call('switch.query', { query: 'OVN', limit: 1 });
  expect(named.map(({ path }) => path)).toEqual(['OVN.md']);
  const recent = await call('switch.query', { query: '' });
  expect(recent.map(({ path }) => path).sort()).toEqual(['OVN.md', 'k3s.md', 'sub/seen.md']);
  const links = await call('complete.link', { source: 'k3s.md', query: 'OVN' });
  expect(links.some(({ label }) => label.includes('OVN notes'))).toBe(false);
  const { mentions } = await call('backlink.list', { path: 'OVN.md' });
  expect(mentions.map(({ source }) => source)).toEqual(['sub/seen.md']);
  expect((await call('note.read', { path: 'Archive old/OVN notes.md' })).text).toContain('很久');
});

test('excluded files are no topics, make none, and are not what a person meant', async () => {
  const say = (word: string, n: number) => ({
    [`n${n}.md`]: `第 ${n} 篇用 ${word} 部署集群，再看 OVN 网络。\n`,
  });
  const hidden = {
    'Archive old/k8s.md': '很久以前的 Terraform 部署，OVN 网络。[[k9s]]\n',
    'Archive old/b.md': '又是 Terraform 部署\n',
  };
  const { call } = await openCore(
    tempFolder({
      ...files,
      ...hidden,
      ...say('Ansible', 1),
      ...say('Ansible', 2),
      'link.md': '[[Archive old/k8s]]',
    }),
  );
  const topics = await call('topic.list', {});
  expect(topics.map(({ path }) => path)).toEqual(['OVN.md', 'k3s.md']);
  // Three notes that are shown say it; three that are excluded do, too.
  expect(topics[0]).toMatchObject({ path: 'OVN.md', linked: 0, mentions: 3 });
  const terms = (await call('topic.discover', {})).map(({ term }) => term);
  expect(terms).toContain('Ansible');
  expect(terms).not.toContain('Terraform');
  expect(terms).not.toContain('k9s');
  expect((await call('search.query', { query: 'Ansibel' })).suggestions).toEqual(['ansible']);
  expect((await call('search.query', { query: 'Terrafrom' })).suggestions ?? []).toEqual([]);
});

test('what is excluded by our own settings goes before', async () => {
  const { call } = await openCore(
    tempFolder({ ...files, '.commonplace/settings.json': json({ excluded: ['sub/'] }) }),
  );
  const { hits } = await call('search.query', { query: 'OVN' });
  expect(hits.map(({ path }) => path)).not.toContain('sub/seen.md');
  expect(hits.map(({ path }) => path)).toContain('Archive old/OVN notes.md');
});

test('a day goes where its format says, from its template, with the formats of the vault', async () => {
  const { call } = await openCore(tempFolder(files));
  const day = await call('note.daily', { date: '2025-08-06' });
  expect(day.path).toBe('Journal/2025/08-Aug/day 06.md');
  const { text } = await call('note.read', { path: day.path });
  expect(text).toMatch(/^# day 06\n6\.8\.2025 \d+h 2025 OVN\n$/);
});

test('the path of a template may begin with a slash, and a blank format is none', async () => {
  const daily = { folder: '/Journal/', format: ' ', template: '/Templates/Day' };
  const { call } = await openCore(tempFolder({ ...files, '.obsidian/daily-notes.json': json(daily) }));
  const day = await call('note.daily', { date: '2025-08-06' });
  expect(day.path).toBe('Journal/2025-08-06.md');
  expect((await call('note.read', { path: day.path })).text).toMatch(/^# 2025-08-06\n6\.8\.2025 /);
});

test.each([
  ['in a vault of Obsidian it is empty, as there', { '.obsidian/app.json': '{}' }, undefined, /^$/],
  [
    'nor does one that is gone refuse the day',
    { '.obsidian/daily-notes.json': json({ template: 'gone' }) },
    'gone',
    /^$/,
  ],
  [
    'and so it is in ours',
    { '.commonplace/settings.json': json({ daily: { folder: '', template: 'gone' } }) },
    'gone',
    /^\+\+\+\ndate = /,
  ],
])('a day without a template: %s', async (_, files, missing, text) => {
  const { call } = await openCore(tempFolder(files));
  const made = await call('note.daily', { date: '2025-08-06' });
  expect(made).toEqual({ path: '2025-08-06.md', created: true, ...(missing && { missing }) });
  expect((await call('note.read', { path: made.path })).text).toMatch(text);
  expect(await call('note.daily', { date: '2025-08-06' })).toEqual({ path: made.path, created: false });
});

test('attachments and links are made as it says', async () => {
  const { call } = await openCore(tempFolder(files));
  const made = await call('attachment.create', { note: 'sub/seen.md', name: '图.png', data: pixel });
  expect(made.path).toBe('sub/assets/图.png');
  const [link] = await call('complete.link', { source: 'sub/seen.md', query: 'k3s' });
  expect(link?.insert).toBe('[k3s](../k3s.md)');
});

test.each([
  ['the root where it says nothing', {}, undefined, ''],
  ['the root', { newFileLocation: 'root' }, undefined, ''],
  ['beside the note in front', { newFileLocation: 'current' }, undefined, 'sub/deep/'],
  ['a folder', { newFileLocation: 'folder', newFileFolderPath: '/inbox/' }, undefined, 'inbox/'],
  ['what ours say before that', { newFileLocation: 'current' }, { newNotes: { folder: 'ours' } }, 'ours/'],
  ['beside the note in front without Obsidian', undefined, undefined, 'sub/deep/'],
])('new notes go to %s', async (_, app, own, folder) => {
  const { call } = await openCore(
    tempFolder({
      'sub/deep/a.md': '',
      ...(app && { '.obsidian/app.json': json(app) }),
      ...(own && { '.commonplace/settings.json': json(own) }),
    }),
  );
  const beside = 'sub/deep/a.md';
  expect((await call('note.create', { beside })).path).toBe(`${folder}Untitled.md`);
  expect((await call('note.create', { beside, name: '新' })).path).toBe(`${folder}新.md`);
  expect((await call('note.create', { beside, name: '新', folder: 'here' })).path).toBe('here/新.md');
});

test.each([
  ['follow where nothing is said', undefined, undefined, undefined, '[[c]]'],
  ['follow where Obsidian asks nothing', { alwaysUpdateLinks: true }, undefined, undefined, '[[c]]'],
  ['stay where Obsidian is told to ask', { alwaysUpdateLinks: false }, undefined, undefined, '[[b]]'],
  ['follow where ours say so', { alwaysUpdateLinks: false }, { links: { update: true } }, undefined, '[[c]]'],
  ['stay where ours say so', { alwaysUpdateLinks: true }, { links: { update: false } }, undefined, '[[b]]'],
  ['follow where the one who renames says so', { alwaysUpdateLinks: false }, undefined, true, '[[c]]'],
  ['stay where the one who renames says so', { alwaysUpdateLinks: true }, undefined, false, '[[b]]'],
])('links %s', async (_, app, own, links, after) => {
  const { call } = await openCore(
    tempFolder({
      'a.md': '[[b]]\n',
      'b.md': '',
      ...(app && { '.obsidian/app.json': json(app) }),
      ...(own && { '.commonplace/settings.json': json(own) }),
    }),
  );
  const change = await call('file.rename', { from: 'b.md', to: 'c.md', links });
  expect(change.edits.length).toBe(after === '[[c]]' ? 1 : 0);
  expect((await call('note.read', { path: 'a.md' })).text).toBe(`${after}\n`);
  await call('file.undo', {});
  expect((await call('note.read', { path: 'a.md' })).text).toBe('[[b]]\n');
});

test.each([
  ['empty files', { 'app.json': '{}', 'daily-notes.json': '{}' }],
  ['no file of its own, since Obsidian writes none for its defaults', { 'workspace.json': '{}' }],
])('where it says nothing of attachments, days and new notes, they go to the root: %s', async (_, files) => {
  const obsidian = Object.entries(files).map(([name, text]) => [`.obsidian/${name}`, text]);
  const { call } = await openCore(tempFolder({ 'sub/a.md': '', ...Object.fromEntries(obsidian) }));
  const made = await call('attachment.create', { note: 'sub/a.md', name: '图.png', data: pixel });
  expect(made.path).toBe('图.png');
  expect((await call('note.daily', { date: '2025-08-06' })).path).toBe('2025-08-06.md');
  expect((await call('note.create', { beside: 'sub/a.md' })).path).toBe('Untitled.md');
});

test('a new property has the type that it has in the vault, where its value can be of it', async () => {
  const { call } = await openCore(tempFolder({ ...files, 'a.md': '---\nx: 1\n---\n' }));
  await call('property.set', { path: 'a.md', name: 'sources', value: 'one' });
  await call('property.set', { path: 'a.md', name: 'rank', value: 'high' });
  expect((await call('note.read', { path: 'a.md' })).text).toBe(
    '---\nx: 1\nsources:\n  - one\nrank: high\n---\n',
  );
});

test.each([
  [
    'nothing',
    {},
    {
      properties: null,
      strictLineBreaks: null,
      theme: null,
      textSize: null,
      accent: null,
      fonts: { ui: [], text: [], code: [] },
    },
    null,
  ],
  [
    'what it is set to',
    {
      'app.json': { strictLineBreaks: true, propertiesInDocument: 'hidden' },
      'appearance.json': {
        theme: 'moonstone',
        baseFontSize: 40,
        accentColor: '#7B6CD9',
        textFontFamily: 'Inter, "霞鹜文楷",??',
      },
      'graph.json': {
        search: 'tag:#a',
        hideUnresolved: true,
        showTags: true,
        showOrphans: false,
        colorGroups: [
          { query: 'path:a', color: { a: 1, rgb: 14701138 } },
          { query: ' ', color: { rgb: 1 } },
          { query: 'b' },
        ],
        nodeSizeMultiplier: 2,
        linkDistance: 125,
        repelStrength: 1000,
      },
    },
    {
      properties: 'hidden',
      strictLineBreaks: true,
      theme: 'light',
      textSize: 24,
      accent: '#7B6CD9',
      fonts: { ui: [], text: ['Inter', '霞鹜文楷'], code: [] },
    },
    {
      query: 'tag:#a',
      tags: true,
      attachments: false,
      unresolved: false,
      orphans: false,
      groups: [
        { query: 'path:a', colour: 14701138 },
        { query: 'b', colour: 0 },
      ],
      nodeSize: 2,
      distance: 0.5,
      repel: 4,
    },
  ],
  [
    'nothing of what is no setting',
    {
      'app.json': { strictLineBreaks: 'yes', propertiesInDocument: 7 },
      'appearance.json': { theme: 'neon', baseFontSize: '16', accentColor: 'red', textFontFamily: 7 },
      'graph.json': { search: 3, colorGroups: [null, 'x', { query: 1 }], linkDistance: 'far' },
    },
    { properties: null, strictLineBreaks: null, theme: null, textSize: null },
    {
      query: '',
      tags: false,
      attachments: false,
      unresolved: true,
      orphans: true,
      groups: [],
      nodeSize: 1,
      distance: 1,
      repel: 1,
    },
  ],
])('of how things are shown it says %s', async (_, theirs, editor, graph) => {
  const files = Object.entries(theirs).map(([name, value]) => [`.obsidian/${name}`, json(value)]);
  const { call } = await openCore(tempFolder({ 'a.md': '', ...Object.fromEntries(files) }));
  expect(await call('settings.editor', {})).toMatchObject(editor);
  expect(await call('settings.graph', {})).toEqual(graph);
});

test('a heading that holds links is found by what it shows, and as Obsidian names it', async () => {
  const { call } = await openCore(
    tempFolder({ 'a.md': '# a\n\n## 见 [[b|文]]\n', 'b.md': '[[a#见 文]] [[a#见 b 文]] [[a#见 c 文]]\n' }),
  );
  const links = await call('link.list', { path: 'b.md' });
  expect(links.map(({ fragmentFound }) => fragmentFound)).toEqual([true, true, false]);
});

test('broken settings are as none', async () => {
  const broken = Object.fromEntries(Object.keys(settings).map((path) => [path, '{"attachmentFolderPath": ']));
  const { call } = await openCore(tempFolder({ ...files, ...broken }));
  expect((await call('search.query', { query: 'OVN' })).total).toBe(5);
});

test('nothing that is done changes a byte or a time in .obsidian', async () => {
  const dir = tempFolder(files);
  const before = treeHash(join(dir, '.obsidian'));
  const { call, core } = await openCore(dir);
  await call('note.daily', {});
  await call('note.create', { path: 'new', template: 'Templates/Day' });
  await call('attachment.create', { note: 'k3s.md', name: '图.png', data: pixel });
  const { hash } = await call('note.read', { path: 'k3s.md' });
  await call('note.write', { path: 'k3s.md', text: '# k3s\n\nOVN\n', base: hash });
  await call('property.set', { path: 'k3s.md', name: 'rank', value: 3 });
  await call('settings.write', { changes: { daily: { folder: 'other' } } });
  await call('mention.ignore', { target: 'OVN.md', name: 'OVN' });
  await call('mention.link', { target: 'k3s.md' });
  await call('file.rename', { from: 'k3s.md', to: 'sub/集群.md' });
  await call('file.rename', { from: 'sub', to: 'moved' });
  await call('file.undo', {});
  await call('file.delete', { path: 'Archive old' });
  await call('file.undo', {});
  await call('history.restore', {
    path: 'sub/集群.md',
    id: (await call('history.list', { path: 'sub/集群.md' }))[0]?.id ?? '',
  });
  await call('unsaved.put', { path: 'OVN.md', owner: 'w', text: 'x', hash: 'h' });
  await call('index.update', { rebuild: true });
  await call('check.run', {});
  for (const path of ['.obsidian/app.json', '.obsidian/x.md']) {
    await expect(call('note.write', { path, text: '', base: '' })).rejects.toMatchObject({
      code: 'invalid-path',
    });
    await expect(call('file.rename', { from: 'OVN.md', to: path })).rejects.toMatchObject({
      code: 'invalid-path',
    });
    await expect(call('file.delete', { path })).rejects.toMatchObject({ code: 'invalid-path' });
  }
  await core.dispose();
  expect(treeHash(join(dir, '.obsidian'))).toBe(before);
  expect(existsSync(join(dir, '.obsidian/x.md'))).toBe(false);
});
