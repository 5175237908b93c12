import { describe, expect, test } from 'vitest';
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

describe('what is like a query stands apart from what is found by it', () => {
  const files = {
    '学习笔记.md': '虚拟机的网络\n',
    '繁體.md': '關於虛擬機\n\n## 網絡拓撲\n',
    'kubernetes.md': '# Kubernetes\n\n## 重启节点\n\nkubernetes 重启\n',
    'xx.md': 'xx\n',
  };
  const similar = async (query: string) => {
    const { call } = await openCore(tempFolder(files));
    const answer = await call('search.query', { query });
    return {
      total: answer.total,
      paths: answer.similar.map(({ path }) => path),
      suggestions: answer.suggestions,
    };
  };

  test.each([
    ['xuexi', 0, ['学习笔记.md']],
    ['xuexbj', 0, ['学习笔记.md']],
    ['xx', 1, ['学习笔记.md']],
    ['cqjd', 0, ['kubernetes.md']],
    ['chongqi', 0, ['kubernetes.md']],
    ['虚拟机', 1, ['繁體.md']],
    ['虛擬機', 1, ['学习笔记.md']],
    ['網絡', 1, ['学习笔记.md']],
    ['kubernetes', 1, []],
  ])('%s', async (query, total, paths) => expect(await similar(query)).toMatchObject({ total, paths }));

  test.each([
    ['kuberntes', ['kubernetes']],
    ['path:kube kubernets', ['path:kube kubernetes']],
    ['path:xx kubernets', []],
    ['血洗笔记', ['学习笔记']],
    ['学系', ['学习']],
    ['学习 拓扑结构', []],
    ['"重启 kuberntes"', []],
    ['"kuberntes 重启"', ['"kubernetes 重启"']],
    ['path：kube', ['path:kube']],
    ['（虚拟机 OR 网络）', ['(虚拟机 OR 网络)']],
    ['zzzzzz', []],
  ])('%s: was %j meant?', async (query, suggestions) => {
    expect((await similar(query)).suggestions).toEqual(suggestions);
  });
});

test('what may have been meant is a word as it is written, whatever stands behind it', async () => {
  const text = 'kubernetes: kubernetes\\n kubernetes@x kubernetes} kubernetes`x`\n\nsmørrebrød: x\n';
  const { call } = await openCore(tempFolder({ 'a.md': text }));
  const meant = async (query: string) => (await call('search.query', { query })).suggestions;
  expect(await meant('kuberntes')).toEqual(['kubernetes']);
  expect((await call('search.query', { query: '"*rebrød"' })).total).toBe(1);
});

describe('the quick switcher goes to headings', () => {
  const files = {
    '集群.md': '# 集群\n\n## 安装 k3s\n\n### 重启节点\n',
    'docker.md': '# Docker\n\n## Install\n\n## 安装镜像\n',
  };
  test.each([
    ['#安装', ['安装 k3s', '安装镜像']],
    ['#k3s', ['安装 k3s']],
    ['#inst', ['Install']],
    ['#cqjd', ['重启节点']],
    ['docker#', ['Docker', 'Install', '安装镜像']],
    ['dock#装', ['安装镜像']],
    ['#没有', []],
  ])('%s', async (query, expected) => {
    const { call } = await openCore(tempFolder(files));
    const found = await call('switch.query', { query });
    expect(found.map(({ matched }) => matched).sort()).toEqual([...expected].sort());
    for (const { path, line, matched } of found) {
      expect(files[path as keyof typeof files].split('\n')[(line ?? 0) - 1]).toContain(matched);
    }
  });
});

test('notes with links to nothing, or to a part that is not there', async () => {
  const { call } = await openCore(
    tempFolder({
      'target.md': '# 甲\n\n## 乙\n\n段 ^b1\n',
      'good.md': '[[target]] [[target#甲#乙]] [[target#^b1]] [[#节]]\n\n# 节\n',
      'gone.md': '[[nowhere]]\n',
      'heading.md': '[[target#丙]]\n',
      'block.md': '[[target]] [md](target.md#^b2)\n',
      'own.md': '[[#没有]]\n',
      'code.md': '`[[nowhere#x]]`\n',
      ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`more/${n}.md`, '[[target#甲]]\n'])),
      'z.md': '说明 [[target#^b9]]\n',
    }),
  );
  const paths = async (query: string) =>
    (await call('search.query', { query, sort: 'name' })).hits.map(({ path }) => path);
  expect(await paths('broken:')).toEqual(['block.md', 'gone.md', 'heading.md', 'own.md', 'z.md']);
  expect(await paths('broken: 说明')).toEqual(['z.md']);
  expect(await paths('-broken: -path:more')).toEqual(['code.md', 'good.md', 'target.md']);
  const plan = await call('replace.plan', { query: 'broken: 说明', replacement: '讲解' });
  expect(plan.notes.map(({ path }) => path)).toEqual(['z.md']);
});
