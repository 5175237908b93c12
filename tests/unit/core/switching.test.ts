import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  '学习笔记.md': '---\naliases: [study]\n---\n',
  'docker.md': '# Containers\n',
  'a/kubernetes.md': '# Kubernetes\n',
  'a/docker 网络.md': '',
  'pic.png': 'png',
};
const queries = ['docker', 'do', 'study', 'notes', 'xxbj', 'podman', 'a/k', 'conta', 'kubrnetes', 'k8s'];

test('the switcher follows every change of a name as if it were read anew', async () => {
  const { call, dir } = await openCore(tempFolder(files));
  const answers = (ask: typeof call) =>
    Promise.all(
      queries.map(async (query) =>
        (await ask('switch.query', { query }))
          .map(({ path, matched, score }) => [path, matched, score])
          .sort(),
      ),
    );
  const asBefore = async () => {
    const fresh = await openCore(dir);
    expect(await answers(call)).toEqual(await answers(fresh.call));
  };
  await asBefore();
  const { hash } = await call('note.read', { path: '学习笔记.md' });
  await call('note.write', { path: '学习笔记.md', text: '---\naliases: [notes, k8s]\n---\n', base: hash });
  await asBefore();
  await call('file.rename', { from: 'docker.md', to: 'podman.md' });
  await asBefore();
  await call('file.delete', { path: 'a/docker 网络.md' });
  await call('note.create', { path: 'a/docker.md' });
  await asBefore();
  expect((await call('switch.query', { query: 'docker' })).map(({ path }) => path)).toEqual(['a/docker.md']);
});

test('letters typed one by one find what they find at once', async () => {
  const { call } = await openCore(tempFolder(files));
  for (const word of ['docker 网', 'xxbj', 'kubernetes', 'study']) {
    for (let length = 1; length <= word.length; length++) {
      const query = word.slice(0, length);
      const typed = await call('switch.query', { query });
      await call('switch.query', { query: 'z' });
      expect([query, typed]).toEqual([query, await call('switch.query', { query })]);
    }
    await call('switch.query', { query: 'z' });
  }
});

test('simplified and traditional names find each other, behind those that are written so', async () => {
  const { call } = await openCore(
    tempFolder({ '網絡.md': '', '网络.md': '', '虛擬機.md': '', '日志.md': '' }),
  );
  const found = async (query: string) =>
    (await call('switch.query', { query })).map(({ path, ranges }) => [path, ranges]);
  expect(await found('网络')).toEqual([
    ['网络.md', [[0, 2]]],
    ['網絡.md', [[0, 2]]],
  ]);
  expect(await found('網絡')).toEqual([
    ['網絡.md', [[0, 2]]],
    ['网络.md', [[0, 2]]],
  ]);
  expect(await found('拟机')).toEqual([['虛擬機.md', [[1, 3]]]]);
  await call('note.create', { path: '日誌.md' });
  expect((await found('日志')).map(([path]) => path)).toEqual(['日志.md', '日誌.md']);
});
