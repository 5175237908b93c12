import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../electron/hosts/cli/commands/table.ts';
import { formOf, others, usageLine } from '../../../electron/hosts/cli/help.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { cli, fakeCore } from './terminal.ts';

const cwd = tmpdir();

const searched = {
  total: 12,
  ms: 3.4,
  similar: [],
  hits: [
    {
      matches: [{ ranges: [[0, 3] as [number, number]], text: 'ovn 与 k3s', line: 7 }],
      count: 1,
      fields: ['text'],
      score: 1.5,
      title: 'Notes',
      path: 'a/notes.md',
    },
  ],
};

describe('what scripts get', () => {
  test('one JSON document, its keys in the order of the interface', async () => {
    const core = fakeCore({ 'search.query': { ...searched, hits: searched.hits } });
    const ran = await cli(['search', 'ovn', 'k3s', '--limit', '1', '--json'], {
      cwd,
      openCore: core.openCore,
    });
    expect(ran).toEqual({
      code: 0,
      err: '',
      out: '{"total":12,"ms":3.4,"similar":[],"hits":[{"path":"a/notes.md","title":"Notes","score":1.5,"fields":["text"],"count":1,"matches":[{"line":7,"text":"ovn 与 k3s","ranges":[[0,3]]}]}]}\n',
    });
    expect(core.asked).toEqual([
      { method: 'search.query', params: { query: 'ovn k3s', limit: 1, sort: undefined } },
    ]);
    expect(core.closed()).toBe(1);
  });

  test('what the core says beyond the interface is left out', async () => {
    const place = { source: 's.md', title: 'S', date: '2025-08-06', line: 1, column: 2, from: 1, to: 4 };
    const more = { context: 'a [[k3s]]', marks: [], headings: [] };
    const { openCore } = fakeCore({
      'backlink.list': {
        linked: [{ ...place, ...more, raw: '[[k3s]]' }],
        mentions: [{ ...place, ...more, text: 'k3s', weak: false }],
        total: { linked: 1, mentions: 1 },
      },
    });
    const { out } = await cli(['backlinks', 'k3s.md', '--mentions', '--json'], { cwd, openCore });
    expect(out).toBe(
      '{"linked":[{"source":"s.md","line":1,"column":2,"raw":"[[k3s]]","context":"a [[k3s]]"}],' +
        '"mentions":[{"source":"s.md","line":1,"column":2,"text":"k3s","context":"a [[k3s]]"}]}\n',
    );
  });

  test('the index says what its opening took in', async () => {
    const { openCore } = fakeCore({
      'index.update': { notes: 9, attachments: 1, bytes: 1234, added: 0, changed: 0, removed: 0, ms: 1 },
    });
    const { out } = await cli(['index', '--json'], { cwd, openCore });
    expect(JSON.parse(out)).toEqual({
      notes: 9,
      attachments: 1,
      bytes: 1234,
      added: 3,
      changed: 2,
      removed: 1,
      ms: expect.any(Number),
    });
  });
});

test.each([
  [[], 20],
  [['--json'], 100_000],
  [['--json', '--limit', '3'], 3],
])('with %j at most %i are listed', async (flags, limit) => {
  const core = fakeCore({ 'topic.list': [] });
  await cli(['topics', ...flags], { cwd, openCore: core.openCore });
  expect(core.asked).toEqual([{ method: 'topic.list', params: { limit } }]);
});

describe('what people get', () => {
  test('hits with their places', async () => {
    const { openCore } = fakeCore({ 'search.query': searched });
    const { out } = await cli(['search', 'ovn'], { cwd, openCore });
    expect(out).toBe('a/notes.md  Notes\n  7: ovn 与 k3s\n1 of 12 notes, 3 ms\n');
  });

  test('in Chinese where the session is', async () => {
    const { openCore } = fakeCore({ 'search.query': { total: 0, ms: 1, similar: [], hits: [] } });
    const { out } = await cli(['search', 'x'], { cwd, openCore, env: { LANG: 'zh_CN.UTF-8' } });
    expect(out).toBe('什么也没找到。\n');
  });

  test('what may have been meant where nothing was found, and scripts are not told', async () => {
    const nothing = { total: 0, ms: 1, similar: [], hits: [], suggestions: ['kubernetes', 'k3s'] };
    const { openCore } = fakeCore({ 'search.query': nothing });
    const { out } = await cli(['search', 'kuberntes'], { cwd, openCore });
    expect(out).toBe('Nothing found.\nDid you mean: kubernetes · k3s\n');
    const { out: json } = await cli(['search', 'kuberntes', '--json'], { cwd, openCore });
    expect(JSON.parse(json)).toEqual({ total: 0, ms: 1, similar: [], hits: [] });
  });

  test('colours on a terminal only', async () => {
    const { openCore } = fakeCore({ 'search.query': searched });
    const coloured = await cli(['search', 'ovn'], { cwd, openCore, tty: true });
    expect(coloured.out).toContain('\u001b[');
    const plain = await cli(['search', 'ovn'], { cwd, openCore, tty: true, env: { NO_COLOR: '1' } });
    expect(plain.out).not.toContain('\u001b[');
  });

  test('a bad query with a mark under the place', async () => {
    const refusal = new AppError('invalid-query', 'No ) closes this', { from: 2, to: 3 });
    const { openCore } = fakeCore({ 'search.query': refusal });
    expect(await cli(['search', '网 (b'], { cwd, openCore })).toEqual({
      code: 2,
      out: '',
      err: 'commonplace: No ) closes this\n  网 (b\n     ^\n',
    });
  });
});

describe('exit codes', () => {
  test.each([
    ['not-found', 2],
    ['invalid-query', 2],
    ['exists', 2],
    ['unsupported', 2],
    ['blocked', 1],
    ['hugo-failed', 1],
    ['no-access', 3],
    ['no-space', 3],
    ['vault-lost', 3],
    ['conflict', 3],
  ] as const)('%s is %i', async (code, exit) => {
    const { openCore, closed } = fakeCore({ 'link.list': new AppError(code, 'So it is') });
    const ran = await cli(['links', '--json'], { cwd, openCore });
    expect(ran).toEqual({ code: exit, err: '', out: `{"error":{"code":"${code}","message":"So it is"}}\n` });
    expect(closed()).toBe(1);
  });

  test('a check with errors is 1, with warnings alone 0', async () => {
    const problem = { path: 'a.md', line: 1, column: 2, code: 'link-broken', message: 'Broken' };
    const errors = fakeCore({ 'check.run': { errors: [problem], warnings: [] } });
    const found = await cli(['check'], { cwd, openCore: errors.openCore });
    expect(found).toMatchObject({
      code: 1,
      out: 'a.md:1:2: error: Broken link-broken\n1 error, 0 warnings\n',
    });
    const warnings = fakeCore({ 'check.run': { errors: [], warnings: [problem] } });
    expect(await cli(['check'], { cwd, openCore: warnings.openCore })).toMatchObject({ code: 0 });
  });

  test.each([
    ['no command', [], 2, 'Which command?'],
    ['an unknown command', ['frobnicate'], 2, 'There is no command "frobnicate"'],
    ['an unknown option', ['search', 'x', '--nope'], 2, 'There is no option --nope'],
    ['an option of another command', ['search', 'x', '--rebuild'], 2, 'search takes no --rebuild'],
    ['too few words', ['rename', 'a.md'], 2, 'rename needs FROM TO'],
    ['too many words', ['note', 'a.md', 'b.md'], 2, 'note takes no "b.md"'],
    ['a bad limit', ['search', 'x', '--limit', 'many'], 2, '--limit takes a whole number'],
    ['a bad order', ['search', 'x', '--sort', 'size'], 2, '--sort takes one of'],
    ['no version', ['restore', 'a.md'], 2, 'restore needs --at ID'],
    ['a folder for a note', ['new', 'a/b/'], 2, 'A note needs a name'],
    ['no name for a note', ['new', ''], 2, 'A note needs a name'],
    ['the folder itself for a note', ['new', '.'], 2, 'A note needs a name'],
    ['a file for an index', ['links', '--index', import.meta.filename], 2, '--index takes a folder'],
    ['a file for an index to serve', ['serve', '--index', import.meta.filename], 2, '--index takes a folder'],
    ['no such vault', ['search', 'x', '--vault', 'nowhere-at-all'], 3, 'There is no folder'],
    ['no such vault to serve', ['serve', '--vault', 'nowhere-at-all'], 3, 'There is no folder'],
  ])('%s', async (_, argv, code, message) => {
    const { openCore } = fakeCore({ 'search.query': searched });
    const plain = await cli(argv, { cwd, openCore });
    expect(plain).toMatchObject({ code, out: '' });
    expect(plain.err).toContain(message);
    const json = await cli([...argv, '--json'], { cwd, openCore });
    expect(json).toMatchObject({ code, err: '' });
    expect(JSON.parse(json.out)).toEqual({
      error: { code: expect.any(String), message: expect.stringContaining(message) },
    });
  });

  test('an index that cannot be opened is 3', async () => {
    const openCore = () => Promise.reject(new AppError('invalid-path', 'Not there'));
    expect(await cli(['links'], { cwd, openCore })).toMatchObject({ code: 3 });
  });
});

describe('export', () => {
  const plan = (action: 'create' | 'delete' | 'conflict' | 'unchanged') => ({
    site: '/blog',
    hugo: null,
    plan: [{ action, path: 'content/a.md', source: 'a.md', url: '/a/' }],
    diagnostics: [],
    applied: true,
    verified: null,
  });

  test.each([
    ['create', [], 0],
    ['unchanged', ['--check'], 0],
    ['create', ['--check'], 1],
    ['delete', [], 1],
    ['delete', ['--prune'], 0],
    ['conflict', [], 1],
  ] as const)('%s with %j is %i', async (action, flags, code) => {
    const { openCore } = fakeCore({ 'publish.apply': plan(action), 'publish.plan': plan(action) });
    expect(await cli(['export', ...flags], { cwd, openCore })).toMatchObject({ code });
  });

  test('a dry run asks for the plan alone; the site is a path on disk', async () => {
    const core = fakeCore({ 'publish.plan': plan('create') });
    await cli(['export', 'a.md', '--dry-run', '--site', 'blog'], { cwd, openCore: core.openCore });
    expect(core.asked).toMatchObject([
      { method: 'publish.plan', params: { paths: ['a.md'], site: `${cwd}/blog` } },
    ]);
  });

  test.each([
    ['/blog', 3],
    ['note.md', 2],
  ])('where %s is not found, it is %i', async (path, code) => {
    const { openCore } = fakeCore({ 'publish.apply': new AppError('not-found', 'Not there', { path }) });
    expect(await cli(['export'], { cwd, openCore })).toMatchObject({ code });
  });

  test('--watch publishes again after each change, until it is ended', async () => {
    const core = fakeCore({ 'publish.apply': plan('create') });
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = cli(['export', '--watch', '--json'], {
      cwd,
      openCore: core.openCore,
      interrupted: () => promise,
    });
    while (core.asked.length < 1) await new Promise((next) => setTimeout(next, 5));
    await new Promise((next) => setTimeout(next, 20));
    core.change();
    while (core.asked.length < 2) await new Promise((next) => setTimeout(next, 5));
    await new Promise((next) => setTimeout(next, 20));
    resolve();
    const { code, out } = await running;
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(core.closed()).toBe(1);
  });
});

describe('property', () => {
  const known = (type: 'number' | 'text' | 'list') => ({
    'note.facts': {
      path: 'a.md',
      name: 'a',
      title: 'a',
      aliases: [],
      tags: [],
      properties: [{ name: 'x', type, value: null }],
      headings: [],
      blocks: [],
      tasks: [],
      words: 0,
      characters: 0,
      links: [],
    },
    'property.set': { path: 'a.md', name: 'x', type, value: null },
  });

  test.each([
    ['the type it has', 'text', ['5'], { value: '5', type: 'text' }],
    ['the type asked for', 'text', ['5', '--type', 'number'], { value: 5, type: 'number' }],
    ['a list', 'list', ['a,b'], { value: ['a', 'b'], type: 'list' }],
  ] as const)('%s', async (_, type, words, expected) => {
    const core = fakeCore(known(type));
    await cli(['property', 'a.md', 'x', ...words], { cwd, openCore: core.openCore });
    expect(core.asked.at(-1)).toEqual({
      method: 'property.set',
      params: { path: 'a.md', name: 'x', ...expected },
    });
  });

  test('a new one by its look; without a value it is only read', async () => {
    const core = fakeCore(known('text'));
    await cli(['property', 'a.md', 'draft', 'true'], { cwd, openCore: core.openCore });
    expect(core.asked.at(-1)).toMatchObject({ params: { name: 'draft', value: true, type: 'checkbox' } });
    const { out } = await cli(['property', 'a.md', 'missing', '--json'], { cwd, openCore: core.openCore });
    expect(out).toBe('{"path":"a.md","name":"missing","type":"null","value":null}\n');
  });
});

describe('help', () => {
  test('names every command', async () => {
    const { out, code } = await cli(['--help']);
    expect(code).toBe(0);
    for (const name of [...commands.keys(), ...others.keys()]) expect(out).toContain(`\n  ${name}`);
    expect(await cli(['help'])).toEqual(await cli(['-h']));
  });

  test.each([...commands.keys(), ...others.keys()])('%s: its form and its options', async (name) => {
    const form = formOf(name);
    const { out } = await cli([name, '--help']);
    expect(out).toContain(form && usageLine(name, form));
    for (const option of form?.options ?? [])
      expect(out).toContain(`\n  --${option === 'facts' ? 'index' : option}`);
    const chinese = await cli([name, '--help'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(chinese.out).toMatch(/^用法: /);
  });

  test('the version is that of the package', async () => {
    expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
