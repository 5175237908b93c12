import { describe, expect, test } from 'vitest';
import { type CallContext, invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const folders = ['', 'a/', 'a/深/', 'b/'];
const names = ['一', '二 三', 'Four', 'five.v2', '图.png', '六'];
const targets = [...names, 'a/一', '/b/Four', '../六', './一', 'nothing', 'b/', 'Four.md', 'FOUR', ''];
const parts = ['', '', '#标题', '#标题#下面', '#没有', '#^块', '#^none', '#标题-1'];
const forms = [
  (target: string, part: string) => `[[${target}${part}]]`,
  (target: string, part: string) => `![[${target}${part}|写法]]`,
  (target: string, part: string) => `[字](<${target}${part}>)`,
];

/** Notes of the same names in several folders, with links of every form to all of them. */
function files(): Record<string, string> {
  let turn = 0;
  const link = () => {
    turn++;
    const of = <T>(list: readonly T[], step: number) => list[Math.floor(turn / step) % list.length] as T;
    return of(forms, 1)(of(targets, 3), of(parts, 3 * targets.length));
  };
  const text = () => `# 标题\n\n${Array.from({ length: 30 }, link).join(' ')} ^块\n\n## 下面\n`;
  const paths = folders.flatMap((folder, at) => names.slice(at % 2).map((name) => folder + name));
  return Object.fromEntries(
    paths.map((path): [string, string] => (path.endsWith('.png') ? [path, ''] : [`${path}.md`, text()])),
  );
}

test('a check finds of links what the notes say one by one', async () => {
  const vault = files();
  const { call } = await openCore(tempFolder(vault));
  const notes = Object.keys(vault).filter((path) => path.endsWith('.md'));
  const lists = await Promise.all(notes.sort().map((path) => call('link.list', { path })));
  const links = lists.flat();
  expect(new Set(links.map(({ target, fragmentFound }) => `${target === null} ${fragmentFound}`)).size).toBe(
    4,
  );
  const all = await call('link.list', {});
  expect(new Set(all.map((link) => JSON.stringify(link)))).toEqual(
    new Set(links.map((link) => JSON.stringify(link))),
  );
  expect(all).toHaveLength(links.length);

  const same = (path: string) => path.replace(/^.*\//, '').toLowerCase();
  const shared = (target: string) =>
    target.endsWith('.md') && notes.filter((path) => same(path) === same(target)).length > 1;
  const bare = (raw: string) => /^!?\[\[[^/#|\]]/.test(raw) && !/^!?\[\[[^#|\]]*\//.test(raw);
  const expected = links.flatMap(({ source, line, column, raw, target, fragmentFound }) => {
    const at = `${source}:${line}:${column}`;
    if (target === null) return `${at} link-broken`;
    if (fragmentFound === false) return `${at} fragment-missing`;
    return bare(raw) && shared(target) ? `${at} name-ambiguous` : [];
  });
  const { errors, warnings } = await call('check.run', {});
  const found = [...errors, ...warnings]
    .filter(({ code }) => code !== 'attachment-orphaned')
    .map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`);
  expect(found.sort()).toEqual(expected.sort());
  for (const code of ['link-broken', 'fragment-missing', 'name-ambiguous'])
    expect(found.filter((one) => one.endsWith(code)).length, code).toBeGreaterThan(20);
});

test('attachments that nothing points to are told of by path, behind what is wrong with links', async () => {
  const { call } = await openCore(
    tempFolder({ 'z.png': '', '一.png': '', 'a/b.png': '', 'n.md': '![[b.png]] [[n#无]]' }),
  );
  const { warnings } = await call('check.run', {});
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'fragment-missing n.md',
    'attachment-orphaned z.png',
    'attachment-orphaned 一.png',
  ]);
});

test('a link to a part is known by the headings of a note as soon as they are others', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': '# 旧\n', 'b.md': '[[a#旧]] [[a#新]]' }));
  const found = async () => (await call('link.list', {})).map(({ fragmentFound }) => fragmentFound);
  expect(await found()).toEqual([true, false]);
  const { hash } = await call('note.read', { path: 'a.md' });
  await call('note.write', { path: 'a.md', text: '# 新\n', base: hash });
  expect(await found()).toEqual([false, true]);
});

describe('what looks at all links', () => {
  const many = () =>
    tempFolder(
      Object.fromEntries(
        Array.from({ length: 1_500 }, (_, n) => [
          `f${n % 7}/n${n}.md`,
          `[[n${n + 1}#h]] [[x${n}]] [[n${n}]]`,
        ]),
      ),
    );

  test.each(['link.list', 'check.run'])(
    'lets other calls in, and tells how far it is: %s',
    async (method) => {
      const { core, call } = await openCore(many());
      const told: number[] = [];
      const order: string[] = [];
      const context: CallContext = {
        signal: new AbortController().signal,
        progress: (done, total) => {
          if (total === 1_500) told.push(done);
        },
      };
      const long = invoke(core.handlers, method, {}, context).then(() => order.push('long'));
      await new Promise((resolve) => setImmediate(resolve));
      const short = call('note.read', { path: 'f0/n0.md' }).then(() => order.push('short'));
      await Promise.all([long, short]);
      expect(order).toEqual(['short', 'long']);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
    },
  );

  test.each(['link.list', 'check.run'])('can be called off: %s', async (method) => {
    const { core } = await openCore(many());
    const stop = new AbortController();
    const context = { signal: stop.signal, progress: () => stop.abort() };
    await expect(invoke(core.handlers, method, {}, context)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
