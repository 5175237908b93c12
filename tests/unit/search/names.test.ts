import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../shared/search/edit-distance.ts';
import { createNameList } from '../../../shared/search/name-list.ts';
import { scorePinyin } from '../../../shared/search/pinyin-fit.ts';
import { regexLiterals } from '../../../shared/search/regex-literals.ts';
import { fitName, packQuery, scoreName } from '../../../shared/search/subsequence.ts';
import { unitsOf } from '../../../shared/search/unit-table.ts';

describe('pinyin', () => {
  test.each([
    ['xuexi', 'xue xi', true],
    ['xx', 'xue xi', true],
    ['xuex', 'xue xi', true],
    ['xxi', 'xue xi', true],
    ['xuxi', 'xue xi', false],
    ['zhg', 'zhong guo', true],
    ['zg', 'zhong guo', true],
    ['zhongg', 'zhong guo', true],
    ['guo', 'zhong guo', true],
    ['gu', 'zhong guo', true],
    ['oguo', 'zhong guo', false],
    ['k8sjq', 'k 8 s ji qun', true],
    ['x', 'xue xi', false],
  ])('%s in %s: %s', (letters, stored, fits) => {
    expect(scorePinyin(letters, stored) > 0).toBe(fits);
  });

  test('the whole name is better than its beginning, and that than its inside', () => {
    const scores = ['xue xi', 'xue xi fa', 'wo xue xi'].map((stored) => scorePinyin('xuexi', stored));
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  });
});

test('a score alone is what a fit has', () => {
  const names = [
    'kubernetes',
    'my kubernetes notes',
    'kube-net',
    '云 kubernetes 集群',
    'k u b e',
    'nothing',
    '',
  ];
  for (const query of ['kube', 'kn', 'notes my', 'kubernetes', '集群', 'zz']) {
    for (const name of names) {
      const score = scoreName(packQuery(query), unitsOf(`--${name}-`), 2, 2 + name.length);
      expect([query, name, score]).toEqual([query, name, fitName(query, name)?.score ?? 0]);
    }
  }
});

describe('a list of names', () => {
  const texts = ['Kubernetes 安装', 'kubectl', '学习笔记', 'Kubernetes', 'docker compose', 'docker'];
  const pinyins = ['k u b e r n e t e s an zhuang', '', 'xue xi bi ji', '', '', ''];
  const list = createNameList(
    texts.map((text, group) => ({
      group,
      folded: text.toLowerCase(),
      pinyin: pinyins[group] ?? '',
      handicap: 0,
    })),
  );
  const find = (query: string, limit = 10) => list.find(query, limit).map(({ index }) => texts[index]);

  test.each([
    ['kubernetes', ['Kubernetes', 'Kubernetes 安装']],
    ['kubernets', ['Kubernetes', 'Kubernetes 安装']],
    ['kubrenetes', ['Kubernetes', 'Kubernetes 安装']],
    ['dokcer', ['docker', 'docker compose']],
    ['dokcer comp', ['docker compose']],
    ['xxbj', ['学习笔记']],
    ['anzhuang', ['Kubernetes 安装']],
    ['kbe', ['Kubernetes', 'Kubernetes 安装', 'kubectl']],
    ['zzz', []],
  ])('%s', (query, expected) => expect(find(query).sort()).toEqual([...expected].sort()));

  test.each([
    ['kubrenetes', 'the kubernetes_docs', true],
    ['kubernetse', '1kubernetes', true],
    ['kuebr', '集群kubernetes', true],
    ['kubernetesx', 'kubernetes', true],
    ['kubrnetxs', 'kubernetes', true],
    ['kbxrnetxs', 'kubernetes', false],
    ['kbr', 'kube', false],
    ['kubx', 'ku be', false],
    ['docekr kubxrnetes', 'kubernetes docker', true],
  ])('mistyped %s is in %s: %s', (query, folded, fits) => {
    const one = createNameList([{ group: 0, folded, pinyin: '', handicap: 0 }]);
    expect(one.find(query, 5).map(({ via }) => via)).toEqual(fits ? ['typo'] : []);
  });

  test('a name that was changed later comes first among equals, and a limit keeps the best', () => {
    const same = createNameList(
      ['note b', 'note a', 'note'].map((folded, group) => ({ group, folded, pinyin: '', handicap: 0 })),
    );
    expect(same.find('note', 2).map(({ index }) => index)).toEqual([2, 0]);
  });

  test('a group counts once, by its best name', () => {
    const two = createNameList([
      { group: 0, folded: 'my ovn', pinyin: '', handicap: 0 },
      { group: 0, folded: 'ovn', pinyin: '', handicap: 5 },
    ]);
    expect(two.find('ovn', 5)).toMatchObject([{ index: 1, score: 995 }]);
  });
});

test.each([
  ['kitten', 'sitten', 1],
  ['teh', 'the', 1],
  ['kubernetes', 'kuberntes', 1],
  ['abc', 'abc', 0],
  ['abc', 'xyz', 3],
  ['abcdef', 'abc', 3],
])('from %s to %s: %i', (a, b, edits) => {
  expect(Math.min(3, editDistance(a, b, 2))).toBe(edits);
});

test.each([
  ['kube\\w+ctl', ['kube', 'ctl']],
  ['虚拟机.{1,4}迁移', ['虚拟机', '迁移']],
  ['a|kube', []],
  ['(a|kube)ctl', ['ctl']],
  ['colou?r', ['colo']],
  ['x+yz*', ['y'].filter(() => false)],
  ['docker{2,3}x', ['docker']],
  ['\\bfoo\\b', ['foo']],
  ['[abc]def\\u0041', ['def']],
  ['(?!foo)bar', ['bar']],
  ['\\p{Script=Han}run', ['run']],
  ['像?镜', ['镜']],
])('every match of /%s/ holds %j', (source, literals) => {
  expect(regexLiterals(source)).toEqual(literals);
});
