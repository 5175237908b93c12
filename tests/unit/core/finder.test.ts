import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const vault = {
  'posts/2025/云.md': '---\ntags: [网络/OVN]\n---\n北向数据库与 k3s\n',
  'posts/镜像.md': '用 #网络 看 k3s，[[云]]\n',
  'daily/日.md': '#网络层 不是，`#网络` 也不是。k3s\n\n```bash\nkubectl get pod\n```\n',
  'daily/kubectl.md': '- [ ] 装 k3s\n- [x] 看 OVN\n',
  '图/k3s 拓扑.png': 'png',
};

test.each([
  ['k3s', ['daily/kubectl.md', 'daily/日.md', 'posts/2025/云.md', 'posts/镜像.md', '图/k3s 拓扑.png']],
  ['tag:#网络', ['posts/2025/云.md', 'posts/镜像.md']],
  ['tag:网络/ovn', ['posts/2025/云.md']],
  ['-tag:网络 k3s path:daily', ['daily/kubectl.md', 'daily/日.md']],
  ['path:posts/ k3s', ['posts/2025/云.md', 'posts/镜像.md']],
  ['path:2025 OR path:图', ['posts/2025/云.md', '图/k3s 拓扑.png']],
  ['file:kubectl', ['daily/kubectl.md']],
  ['lang:bash kubectl', ['daily/日.md']],
  ['task-todo:k3s', ['daily/kubectl.md']],
  ['task-todo:ovn', []],
  ['links-to:[[云]]', ['posts/镜像.md']],
  ['"北向数据库与 k3s"', ['posts/2025/云.md']],
  ['/k3s$/', ['daily/kubectl.md', 'daily/日.md', 'posts/2025/云.md']],
  ['据库', ['posts/2025/云.md']],
  ['3s', []],
])('%s', async (query, paths) => {
  const { call } = await openCore(tempFolder(vault));
  const { hits, total } = await call('search.query', { query, sort: 'name' });
  expect(hits.map(({ path }) => path).sort()).toEqual(paths);
  expect(total).toBe(paths.length);
});

test('a regular expression that runs away is stopped, and the core goes on', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': `${'a'.repeat(3000)}!` }));
  await expect(call('search.query', { query: '/^(a+)+$/' })).rejects.toEqual(
    expect.objectContaining({ code: 'invalid-query' }),
  );
  expect((await call('search.query', { query: 'aaa' })).total).toBe(1);
});
