import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type OpenCore, openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  'a.md': '---\ntitle: Docker 笔记\n---\nDocker and docker, DOCKER.\n[[docker]] `docker`\r\n',
  'sub/b.md': '用 docker 跑 v1.2.3，v10.20.30\n\n```bash\ndocker run\n```\n',
  'c.md': 'nothing here\n',
};

async function open(
  own: Record<string, string> = files,
): Promise<OpenCore & { text: (path: string) => string }> {
  const core = await openCore(tempFolder(own));
  return { ...core, text: (path) => readFileSync(join(core.dir, path), 'utf8') };
}

/** Replace everything that the plan shows. */
async function replaceAll(core: OpenCore, query: string, replacement: string, preserveCase = false) {
  const plan = await core.call('replace.plan', { query, replacement, preserveCase });
  const notes = plan.notes.map(({ path, hash, places }) => ({
    path,
    hash,
    from: places.map(({ from }) => from),
  }));
  return core.call('replace.apply', { query, replacement, preserveCase, notes });
}

describe('the whole vault', () => {
  test.each([
    [
      'docker',
      'podman',
      false,
      'a.md',
      '---\ntitle: podman 笔记\n---\npodman and podman, podman.\n[[podman]] `podman`\r\n',
    ],
    [
      'docker',
      'podman',
      true,
      'a.md',
      '---\ntitle: Podman 笔记\n---\nPodman and podman, PODMAN.\n[[podman]] `podman`\r\n',
    ],
    [
      'match-case:Docker',
      'Podman',
      false,
      'a.md',
      '---\ntitle: Podman 笔记\n---\nPodman and docker, DOCKER.\n[[docker]] `docker`\r\n',
    ],
    [
      'lang:bash docker',
      'podman',
      false,
      'sub/b.md',
      '用 docker 跑 v1.2.3，v10.20.30\n\n```bash\npodman run\n```\n',
    ],
    [
      '/v(\\d+)\\.(\\d+)\\.(\\d+)/',
      'v$3-$1 ($&)',
      false,
      'sub/b.md',
      '用 docker 跑 v3-1 (v1.2.3)，v30-10 (v10.20.30)\n\n```bash\ndocker run\n```\n',
    ],
    [
      '/(?<major>v\\d+)\\.\\d+/',
      '$<major>$$',
      false,
      'sub/b.md',
      '用 docker 跑 v1$.3，v10$.30\n\n```bash\ndocker run\n```\n',
    ],
    ['"docker 跑"', '$1', false, 'sub/b.md', '用 $1 v1.2.3，v10.20.30\n\n```bash\ndocker run\n```\n'],
    ['docker path:sub', 'x', false, 'a.md', files['a.md']],
  ])('%s by %s (case kept: %s) in %s', async (query, replacement, preserveCase, path, expected) => {
    const core = await open();
    await replaceAll(core, query, replacement, preserveCase);
    expect(core.text(path)).toBe(expected);
    expect(core.text('c.md')).toBe(files['c.md']);
  });

  test.each([
    ['a part of a character', '㎏ kg 好… straße', 'k', 'X', '㎏ Xg 好… straße'],
    ['a part of a letter', 'straße', 'stras', 'X', 'straße'],
    [
      'a heading of which only the words are known',
      '## **fo**o 与 foo\n',
      'heading:"foo 与 foo"',
      'X',
      '## **fo**o 与 foo\n',
    ],
    ['a task of which only the words are known', '- [ ] foo 好\n', 'task:/^(foo)/', '$1x', '- [ ] foo 好\n'],
    ['the beginning of an item', '- foo\n> foo\n', 'block:/^(foo)/', '$1x', '- foo\n> foox\n'],
    ['a line with CRLF', '一 k3s\r\n二\r\n', '/k3s/', 'a\\nb', '一 a\r\nb\r\n二\r\n'],
  ])('%s: what was not found stays', async (_name, text, query, replacement, expected) => {
    const core = await open({ 'a.md': text });
    await replaceAll(core, query, replacement);
    expect(core.text('a.md')).toBe(expected);
  });

  test('one undo takes all of it back, and what was written since stays', async () => {
    const core = await open();
    expect(await replaceAll(core, 'docker', 'podman')).toEqual({ notes: 2, places: 8 });
    writeFileSync(join(core.dir, 'c.md'), 'later\n');
    await core.call('file.undo', {});
    expect(core.text('a.md')).toBe(files['a.md']);
    expect(core.text('sub/b.md')).toBe(files['sub/b.md']);
    expect(core.text('c.md')).toBe('later\n');
    expect((await core.call('search.query', { query: 'podman' })).total).toBe(0);
  });

  test('only what was chosen is replaced', async () => {
    const core = await open();
    const { notes } = await core.call('replace.plan', { query: 'docker', replacement: 'x' });
    const [a] = notes.filter(({ path }) => path === 'a.md');
    const second = a?.places[1]?.from ?? -1;
    await core.call('replace.apply', {
      query: 'docker',
      replacement: 'x',
      notes: [{ path: 'a.md', hash: a?.hash ?? '', from: [second] }],
    });
    expect(core.text('a.md')).toBe(files['a.md'].replace('Docker and', 'x and'));
    expect(core.text('sub/b.md')).toBe(files['sub/b.md']);
  });

  test('a note that changed after the plan stops all of it', async () => {
    const core = await open();
    const { notes } = await core.call('replace.plan', { query: 'docker', replacement: 'x' });
    const chosen = notes.map(({ path, hash, places }) => ({
      path,
      hash,
      from: places.map(({ from }) => from),
    }));
    writeFileSync(join(core.dir, 'a.md'), 'docker, written by another\n');
    await expect(
      core.call('replace.apply', { query: 'docker', replacement: 'x', notes: chosen }),
    ).rejects.toEqual(expect.objectContaining({ code: 'conflict' }));
    expect(core.text('sub/b.md')).toBe(files['sub/b.md']);
  });

  test('the plan shows a place with what stands around it', async () => {
    const core = await open();
    const { notes, places, more } = await core.call('replace.plan', {
      query: '"docker run"',
      replacement: 'x',
    });
    expect({ places, more }).toEqual({ places: 1, more: false });
    expect(notes[0]?.places).toEqual([
      { from: 37, to: 47, line: 4, before: '', found: 'docker run', insert: 'x', after: '' },
    ]);
  });

  test.each([
    ['docker podman', 7, 13],
    ['path:a', 0, 6],
    ['docker OR /x/', 10, 13],
  ])('%s is refused, with the place', async (query, from, to) => {
    const core = await open();
    await expect(core.call('replace.plan', { query, replacement: 'x' })).rejects.toEqual(
      expect.objectContaining({ code: 'invalid-query', data: expect.objectContaining({ from, to }) }),
    );
  });
});
