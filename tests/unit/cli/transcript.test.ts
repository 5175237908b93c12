import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp.ts';
import { cli, type Ran } from './terminal.ts';

const files = {
  '.commonplace/settings.json': '{}\n',
  'k3s.md': `---
title: Light Kubernetes
aliases: [轻量集群]
tags: [cloud/kubernetes]
count: 5
---

轻量的集群。 ^intro

## 安装

- [ ] 写安装步骤
- [x] 试用 containerd
`,
  'OVN.md': '# OVN\n\n软件定义网络，见 [[k3s#安装]] 和 [[k3s#没有]]，还有 [[missing]]。\n',
  'logs/2025-08-06.md': `+++
title = "周三"
date = 2025-08-06
+++

今天用 k3s 跑 OVN，幽灵镜像问题解决了。[[k3s|集群]] 很好。

![[pic.png]]
`,
  'logs/2025-08-07.md': '周四：OVN 与 ovn-northd，containerd 也看了。\n',
  'img/pic.png': new Uint8Array([1, 2, 3]),
};

let vault = '';
let index = '';

beforeEach(() => {
  vault = tempFolder(files);
  index = join(tempFolder(), 'index');
});

const commonplace = (line: string | string[], cwd = vault): Promise<Ran> =>
  cli([...(typeof line === 'string' ? line.split(' ') : line), '--index', index], { cwd });

/** What `--json` prints, as it stands: the order of the keys is part of the interface. */
async function json(line: string | string[], cwd?: string): Promise<string> {
  const { out, err } = await commonplace(
    [...(typeof line === 'string' ? line.split(' ') : line), '--json'],
    cwd,
  );
  // On a machine with much to do, even reading four notes is told of.
  expect(err.replace(/^Reading notes \d+\/\d+\n/gm, '')).toBe('');
  return out.trimEnd();
}

describe('reading', () => {
  test('index', async () => {
    const first = JSON.parse(await json('index'));
    expect(first).toMatchObject({ notes: 4, attachments: 1, added: 5, changed: 0, removed: 0 });
    expect(Object.keys(first)).toEqual([
      'notes',
      'attachments',
      'bytes',
      'added',
      'changed',
      'removed',
      'ms',
    ]);
    expect(JSON.parse(await json('index'))).toMatchObject({ notes: 4, added: 0, changed: 0, removed: 0 });
    expect(JSON.parse(await json('index --rebuild'))).toMatchObject({ notes: 4, added: 5 });
  });

  test('note', async () => {
    expect(await json('note k3s.md')).toBe(
      '{"path":"k3s.md","name":"k3s","title":"Light Kubernetes","aliases":["轻量集群"],"tags":["cloud/kubernetes"],' +
        '"properties":[{"name":"title","type":"text","value":"Light Kubernetes"},' +
        '{"name":"aliases","type":"list","value":["轻量集群"]},{"name":"tags","type":"list","value":["cloud/kubernetes"]},' +
        '{"name":"count","type":"number","value":5}],"headings":[{"level":2,"text":"安装","line":10}],' +
        '"blocks":[{"id":"intro","line":8}],"tasks":[{"line":12,"status":" ","text":"写安装步骤"},' +
        '{"line":13,"status":"x","text":"试用 containerd"}],"words":17,"characters":40,"links":[]}',
    );
  });

  test('links', async () => {
    expect(await json('links OVN.md')).toBe(
      '[{"source":"OVN.md","line":3,"column":10,"raw":"[[k3s#安装]]","kind":"wiki","embed":false,"target":"k3s.md","fragment":"安装","fragmentFound":true,"text":""},' +
        '{"source":"OVN.md","line":3,"column":23,"raw":"[[k3s#没有]]","kind":"wiki","embed":false,"target":"k3s.md","fragment":"没有","fragmentFound":false,"text":""},' +
        '{"source":"OVN.md","line":3,"column":37,"raw":"[[missing]]","kind":"wiki","embed":false,"target":null,"fragment":null,"fragmentFound":null,"text":""}]',
    );
    expect((await commonplace('links OVN.md')).out).toBe(
      'OVN.md:3:10  [[k3s#安装]] → k3s.md#安装\n' +
        'OVN.md:3:23  [[k3s#没有]] → k3s.md#没有 (fragment not found)\n' +
        'OVN.md:3:37  [[missing]] (not found)\n',
    );
  });

  test('backlinks', async () => {
    const context = '今天用 k3s 跑 OVN，幽灵镜像问题解决了。[[k3s|集群]] 很好。';
    expect(await json('backlinks k3s')).toBe(
      `{"linked":[{"source":"OVN.md","line":3,"column":10,"raw":"[[k3s#安装]]","context":"软件定义网络，见 [[k3s#安装]] 和 [[k3s#没有]]，还有 [[missing]]。"},` +
        `{"source":"OVN.md","line":3,"column":23,"raw":"[[k3s#没有]]","context":"软件定义网络，见 [[k3s#安装]] 和 [[k3s#没有]]，还有 [[missing]]。"},` +
        `{"source":"logs/2025-08-06.md","line":6,"column":25,"raw":"[[k3s|集群]]","context":"${context}"}],"mentions":[]}`,
    );
    expect(JSON.parse(await json('backlinks k3s --mentions')).mentions).toEqual([
      { source: 'logs/2025-08-06.md', line: 6, column: 5, text: 'k3s', context },
    ]);
  });

  test('topics and one topic by name, alias, title and path', async () => {
    expect(await json('topics --limit 1')).toBe('[{"path":"k3s.md","name":"k3s","linked":3,"mentions":1}]');
    const topic = await json('topic k3s');
    expect(JSON.parse(topic)).toMatchObject({ path: 'k3s.md', name: 'k3s' });
    expect(Object.keys(JSON.parse(topic))).toEqual(['path', 'name', 'entries', 'related']);
    for (const name of ['轻量集群', 'Light Kubernetes', 'k3s.md'])
      expect(await json(['topic', name])).toBe(topic);
    expect(await commonplace('topic nothing')).toMatchObject({
      code: 2,
      err: 'commonplace: No note has the name, alias or title "nothing"\n',
    });
  });

  test('search', async () => {
    const found = JSON.parse(await json('search 幽灵镜像'));
    expect(Object.keys(found)).toEqual(['total', 'ms', 'similar', 'hits']);
    expect(found).toMatchObject({ total: 1, similar: [] });
    const [hit] = found.hits;
    expect(Object.keys(hit)).toEqual(['path', 'title', 'score', 'fields', 'count', 'matches']);
    expect(hit).toMatchObject({
      path: 'logs/2025-08-06.md',
      title: '周三',
      fields: ['text'],
      count: 1,
      matches: [{ line: 6, ranges: [[14, 18]] }],
    });
    expect((await commonplace('search ovn -northd --sort name')).out).toMatch(
      /^logs\/2025-08-06\.md {2}周三\n {2}6: 今天用 k3s 跑 OVN[^\n]*\nOVN\.md {2}OVN\n {2}1: # OVN\n2 of 2 notes, \d+ ms\n$/,
    );
    expect(await commonplace(['search', '"a b'])).toEqual({
      code: 2,
      out: '',
      err: 'commonplace: No quotation mark closes this\n  "a b\n  ^\n',
    });
  });

  test('switch', async () => {
    const [first] = JSON.parse(await json('switch ovn'));
    expect(Object.keys(first)).toEqual(['path', 'name', 'title', 'score', 'via']);
    expect(first).toMatchObject({ path: 'OVN.md', name: 'OVN', via: 'name' });
  });

  test('check', async () => {
    const { code, out } = await commonplace('check --json');
    const found = JSON.parse(out);
    expect(Object.keys(found)).toEqual(['errors', 'warnings']);
    expect(found.errors[0]).toMatchObject({ path: 'OVN.md', line: 3 });
    expect(Object.keys(found.errors[0])).toEqual(['path', 'line', 'column', 'code', 'message']);
    expect(code).toBe(1);
  });

  test('check --index', async () => {
    const { code, out } = await commonplace('check --index --json');
    expect(JSON.parse(out)).toMatchObject({ different: 0, differences: [] });
    expect(code).toBe(0);
    const people = await commonplace('check --index');
    expect(people.out).toMatch(/^The index is as one made anew: \d+ entries compared in [\d.]+ s\.\n$/);
  });
});

describe('writing', () => {
  test('property', async () => {
    expect(await json('property k3s.md count')).toBe(
      '{"path":"k3s.md","name":"count","type":"number","value":5}',
    );
    expect(await json('property k3s.md count 6')).toBe(
      '{"path":"k3s.md","name":"count","type":"number","value":6}',
    );
    expect(readFileSync(join(vault, 'k3s.md'), 'utf8')).toBe(files['k3s.md'].replace('count: 5', 'count: 6'));
    await json('property k3s.md count --unset');
    expect(readFileSync(join(vault, 'k3s.md'), 'utf8')).toBe(files['k3s.md'].replace('count: 5\n', ''));
    expect(JSON.parse(await json('property k3s.md count'))).toMatchObject({ value: null });
  });

  test('new and daily', async () => {
    expect(await json('new notes/x')).toBe('{"path":"notes/x.md","created":true}');
    expect(await json('new notes/x.md')).toBe('{"path":"notes/x.md","created":false}');
    expect(existsSync(join(vault, 'notes/x.md'))).toBe(true);
    const { path, created } = JSON.parse(await json('daily --date 2025-08-08'));
    expect([created, existsSync(join(vault, path))]).toEqual([true, true]);
    expect(await commonplace('daily --date someday')).toMatchObject({ code: 2 });
    const settings = '{"daily": {"folder": "d", "template": "gone"}}';
    writeFileSync(join(vault, '.commonplace/settings.json'), settings);
    const bare = await commonplace('daily --date 2025-08-09');
    expect(bare).toMatchObject({
      code: 0,
      err: expect.stringContaining('template gone is not in the vault'),
    });
    expect(await json('daily --date 2025-08-09')).toBe('{"path":"d/2025-08-09.md","created":false}');
  });

  test('rename', async () => {
    const planned = await json('rename k3s.md cluster.md --dry-run');
    const plan = JSON.parse(planned);
    expect(plan.moved).toEqual([{ from: 'k3s.md', to: 'cluster.md' }]);
    expect(Object.keys(plan.edits[0])).toEqual(['path', 'line', 'before', 'after']);
    expect(existsSync(join(vault, 'k3s.md'))).toBe(true);
    expect(await json('rename k3s.md cluster.md')).toBe(planned);
    expect(existsSync(join(vault, 'k3s.md'))).toBe(false);
    expect(readFileSync(join(vault, 'logs/2025-08-06.md'), 'utf8')).toContain('[[cluster|集群]]');
    expect(await commonplace('rename nowhere.md x.md')).toMatchObject({ code: 2 });
    expect(await commonplace('rename OVN.md cluster.md')).toMatchObject({ code: 2 });
    expect(JSON.parse(await json('rename cluster.md k8s.md --no-links')).edits).toEqual([]);
    expect(readFileSync(join(vault, 'logs/2025-08-06.md'), 'utf8')).toContain('[[cluster|集群]]');
  });
});

describe('history', () => {
  const now = () => readFileSync(join(vault, 'k3s.md'), 'utf8');

  test('each version as it was before a change, newest first', async () => {
    expect(await json('history k3s.md')).toBe('[]');
    expect((await commonplace('history k3s')).out).toBe('No other version of this note was kept.\n');
    const before = Date.now();
    await json('property k3s.md count 6');
    await json('property k3s.md count 7');
    const versions = JSON.parse(await json('history k3s'));
    expect(versions.map(Object.keys)).toEqual([
      ['id', 'time', 'bytes', 'reason'],
      ['id', 'time', 'bytes', 'reason'],
    ]);
    expect(versions[1]).toEqual({
      id: expect.any(String),
      time: expect.any(Number),
      bytes: Buffer.byteLength(files['k3s.md']),
      reason: 'edit',
    });
    expect(versions[0].time).toBeGreaterThanOrEqual(before);
    expect(versions[0].time).toBeLessThanOrEqual(Date.now());
    const line = /^\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}\d+ B {2}before an edit\n/;
    expect((await commonplace('history k3s')).out).toMatch(line);
  });

  test('restore, and back again', async () => {
    await json('property k3s.md count 6');
    const changed = now();
    const [first] = JSON.parse(await json('history k3s.md'));
    expect(await json(`restore k3s.md --at ${first.id}`)).toBe(`{"path":"k3s.md","restored":"${first.id}"}`);
    expect(now()).toBe(files['k3s.md']);
    const [second] = JSON.parse(await json('history k3s.md'));
    expect(second.reason).toBe('restore');
    expect((await commonplace(`restore k3s.md --at ${second.id}`)).out).toBe(
      `k3s.md is as it was in version ${second.id}\n`,
    );
    expect(now()).toBe(changed);
  });

  test('a note that is gone is made again', async () => {
    await json('property k3s.md count 6');
    const changed = now();
    await json('property k3s.md count 7');
    const [last] = JSON.parse(await json('history k3s.md'));
    rmSync(join(vault, 'k3s.md'));
    expect(JSON.parse(await json('history k3s.md'))).toHaveLength(2);
    await json(`restore k3s --at ${last.id}`);
    expect(now()).toBe(changed);
    expect((await commonplace('links OVN.md')).out).toContain('→ k3s.md#安装');
  });

  test('a version that is not there is exit 2', async () => {
    expect(await commonplace('restore k3s.md --at 99 --json')).toMatchObject({ code: 2, err: '' });
    expect(await commonplace('restore nowhere.md --at 1')).toMatchObject({ code: 2 });
    expect(await commonplace('history nowhere.md --json')).toMatchObject({ code: 2 });
  });
});

describe('places', () => {
  test('the vault is found from a folder inside it, and paths are those of either', async () => {
    const inside = join(vault, 'logs');
    const links = await json('links 2025-08-06.md', inside);
    expect(links).toBe(await json('links logs/2025-08-06.md', inside));
    expect(links).toBe(await json(['links', join(vault, 'logs/2025-08-06.md'), '--vault', vault], '/'));
  });

  test('serve prints its address, for scripts as a document', async () => {
    // Ended before it has begun: it prints all the same.
    const serve = (flags: string[]) =>
      cli(['serve', '--no-open', '--index', index, ...flags], {
        cwd: vault,
        interrupted: () => Promise.resolve(),
      });
    const plain = await serve([]);
    expect(plain).toMatchObject({ code: 0, out: expect.stringMatching(/^http:\/\/\S+\n$/) });
    const { url } = JSON.parse((await serve(['--json'])).out);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\S+$/);
  });

  test('one index serves several vaults', async () => {
    const other = tempFolder({ 'only.md': 'k3s' });
    await json('index');
    expect(JSON.parse(await json(['index', '--vault', other]))).toMatchObject({ notes: 1, added: 1 });
    expect(JSON.parse(await json('index'))).toMatchObject({ notes: 4, added: 0, removed: 0 });
  });

  test('what is not there is exit 2, what cannot be opened 3', async () => {
    expect(await commonplace('note nowhere.md --json')).toMatchObject({ code: 2, err: '' });
    expect(await commonplace('note ../x.md --json')).toMatchObject({ code: 2 });
    expect(await commonplace(['index', '--vault', join(vault, 'nowhere')])).toMatchObject({ code: 3 });
    expect(await commonplace(['index', '--vault', join(vault, 'OVN.md')])).toMatchObject({ code: 3 });
  });
});
