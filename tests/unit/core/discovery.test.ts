import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  'a.md': '用 istio 的网络，[[服务网格]]，![[图.png]]，[[没有.png]]\n',
  'b.md': '看 Istio 和 containerd 的网络，参见 [[istio]] 和 [[服务网格]]\n',
  'c.md': '再看 containerd 的日志，[别处](服务网格.md)\n',
  '图.png': '',
};

test('topics without a note are counted as notes come, change and go', async () => {
  const { call, dir } = await openCore(tempFolder(files));
  const found = () => call('topic.discover', {});
  expect(await found()).toEqual([
    { term: 'istio', variants: ['istio', 'Istio'], notes: 2, mentions: 3 },
    { term: 'containerd', variants: ['containerd'], notes: 2, mentions: 2 },
    { term: '服务网格', variants: ['服务网格'], notes: 2, mentions: 2 },
  ]);
  const asAnew = async () => {
    const fresh = await openCore(dir);
    expect(await found()).toEqual(await fresh.call('topic.discover', {}));
  };
  const { hash } = await call('note.read', { path: 'c.md' });
  await call('note.write', { path: 'c.md', text: '换成 CRI-O 的日志，和 istio 的\n', base: hash });
  await asAnew();
  expect((await found()).map(({ term, notes }) => [term, notes])).toContainEqual(['istio', 3]);
  await call('note.create', { path: 'd.md' });
  await call('file.delete', { path: 'b.md' });
  await asAnew();
  await call('note.create', { path: 'istio.md' });
  await asAnew();
  expect((await found()).map(({ term }) => term)).not.toContain('istio');
});

test('beside a topic are the terms without a note of its paragraphs, and of no others', async () => {
  const { call } = await openCore(
    tempFolder({
      'OVN.md': '# OVN\n',
      'a.md': '看 OVN 和 istio 的网络，参见 [[服务网格|网格]]\n\n再看 containerd 的日志\n',
      'b.md': '[[OVN]] 里的 Istio 网关，又是 Istio 的\n',
      'c.md': '别处说 containerd 和 istio 的\n',
    }),
  );
  expect(await call('topic.beside', { path: 'OVN.md' })).toEqual([
    { term: 'Istio', variants: ['Istio', 'istio'], notes: 3, mentions: 4, together: 2 },
    { term: '服务网格', variants: ['服务网格'], notes: 1, mentions: 1, together: 1 },
  ]);
  expect(await call('topic.beside', { path: 'OVN.md', limit: 1 })).toHaveLength(1);
});
