import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Calls, Method } from '../../shared/contract/api.ts';
import { putFile } from './files.ts';

export type Call = <M extends Method>(method: M, params: Calls[M]['params']) => Promise<Calls[M]['result']>;

/** What is done to a vault while the process dies. */
export interface Operation {
  name: string;
  /** @param links how many notes link to the one that is renamed */
  files(links: number): Record<string, string>;
  /** The `index`-th thing asked of the core; the answer is waited for. */
  step(call: Call, index: number): Promise<unknown>;
  /** How many steps a process does where its death is placed at one of them, and where it is left to the clock. */
  count: { exact: number; timed: number };
  /** The opening itself is what is cut short; `first`: there is no index yet. */
  opening?: 'first' | 'again';
  /** Between a settled index and the opening: other programs. */
  outside?(dir: string): void;
  /** The opening finishes this operation, which was cut short in the middle. */
  after?: Operation;
}

const hub = '枢纽/网关.md';
const hubLater = '枢纽/新 网关.md';

/** What people decided about mentions of notes that will be moved. */
const settings = {
  note: 'kept',
  mentions: {
    never: { [hub]: ['边界'], '项目/集群.md': ['kube'] },
    places: { 'OVN.md': [`${hub}\n见 |网关|的`], [hub]: ['OVN.md\n|OVN| 的出口'] },
  },
};

/** A small vault in which everything hangs together: links of both kinds, mentions, properties, settings of its own. */
function baseFiles(links: number): Record<string, string> {
  const files: Record<string, string> = {
    '.commonplace/settings.json': `${JSON.stringify(settings, undefined, 2)}\n`,
    'OVN.md': `---\ntitle: OVN\naliases: [虚拟网络]\ndate: 2025-03-01\n---\n\n逻辑交换机见 [[网关]]，部署在 [集群](项目/集群.md)。\n`,
    [hub]:
      '---\ndate: 2025-03-02\ndraft: true\n---\n\n# 节\n\n[[OVN]] 的出口。#网络/边界\n\n自己：[[网关#节]]\n',
    '项目/集群.md': '# 集群\n\n[上层](../OVN.md)，[日志](日志/一.md) 和 ![[项目/图.svg]]\n',
    '项目/日志/一.md': '回到 [集群](../集群.md) 与 [[集群]]。\n',
    '项目/图.svg': '<svg/>\n',
    '单独.md': '# 单独\n\n没有人指向这里。\n\n- [ ] 删掉\n',
    '堆/甲.md': '甲。\n',
    '堆/乙.md': '乙，北向数据库。\n',
  };
  for (let index = 0; index < links; index++) files[`引用/引用 ${index}.md`] = linker(index);
  return files;
}

function linker(index: number): string {
  const link = ['[[网关]]', '[[枢纽/网关#节|边界]]', '[网关](../枢纽/网关.md)'][index % 3];
  const project = index % 10 === 0 ? '\n见 [集群](../项目/集群.md)。\n' : '';
  return `---\ndate: 2025-04-01\n---\n\n# 第 ${index} 篇\n\n数据经过 ${link} 出去，说到 OVN。\n\n再说 OVN 一次。\n${project}`;
}

async function write(call: Call, path: string, text: string): Promise<unknown> {
  const { hash } = await call('note.read', { path });
  return call('note.write', { path, text, base: hash });
}

/** Write a note, give it its first text again, take that back. */
async function restoreInTurn(call: Call, index: number): Promise<unknown> {
  const path = '单独.md';
  if (index % 3 === 0) return write(call, path, longText(index));
  if (index % 3 === 2) return call('file.undo', {});
  const first = (await call('history.list', { path })).at(-1);
  return call('history.restore', { path, id: first?.id ?? '' });
}

const small = () => baseFiles(12);
const longText = (index: number) => `# 第 ${index} 版\n\n${`说到 OVN 与 [[网关]]，${index}。\n`.repeat(400)}`;

const rename: Operation = {
  name: 'rename of a note',
  files: baseFiles,
  step: (call, index) =>
    call('file.rename', index % 2 === 0 ? { from: hub, to: hubLater } : { from: hubLater, to: hub }),
  count: { exact: 2, timed: 2 },
};

/** Other programs while no core is there: files come, change and go. */
function changeOutside(dir: string): void {
  for (let index = 0; index < 6; index++) putFile(dir, `新来/${index}.md`, `OVN 与 [[网关]]，${index}。\n`);
  putFile(dir, 'OVN.md', '# 别的\n\n[[新来/3]]\n');
  rmSync(join(dir, '堆'), { recursive: true });
}

const nothing = async () => undefined;

export const operations: readonly Operation[] = [
  {
    name: 'save',
    files: small,
    step: (call, index) => write(call, '单独.md', longText(index)),
    count: { exact: 2, timed: 25 },
  },
  {
    name: 'new note in a new folder',
    files: small,
    step: (call, index) => call('note.create', { path: `新/第 ${index}/笔记`, text: longText(index) }),
    count: { exact: 2, timed: 25 },
  },
  rename,
  {
    name: 'move of a folder',
    files: small,
    step: (call, index) =>
      index % 2 === 0 ? call('file.rename', { from: '项目', to: '归档/2025/项目' }) : call('file.undo', {}),
    count: { exact: 2, timed: 10 },
  },
  {
    name: 'move of a folder that many notes link into',
    files: (links) => baseFiles(Math.min(links, 300)),
    step: (call, index) =>
      call('file.rename', index % 2 === 0 ? { from: '枢纽', to: '门户' } : { from: '门户', to: '枢纽' }),
    count: { exact: 1, timed: 2 },
  },
  {
    name: 'mentions to links',
    files: small,
    step: (call, index) =>
      index % 2 === 0 ? call('mention.link', { target: 'OVN.md' }) : call('file.undo', {}),
    count: { exact: 2, timed: 6 },
  },
  {
    name: 'delete and undo',
    files: small,
    step: (call, index) =>
      index % 2 === 1
        ? call('file.undo', {})
        : call('file.delete', { path: index % 4 === 0 ? '单独.md' : '堆' }),
    count: { exact: 4, timed: 24 },
  },
  {
    name: 'a note into another',
    files: small,
    step: (call, index) =>
      index % 2 === 1
        ? call('file.undo', {})
        : call('note.merge', { path: hub, target: 'OVN.md', dryRun: false }),
    count: { exact: 4, timed: 12 },
  },
  {
    name: 'a note into its sections',
    files: () => ({
      ...small(),
      '单独.md': '开头\n\n## 甲\n\n[[OVN]]\n\n## 乙\n\n尾 ^b\n',
      '指.md': '[[单独#乙]] [[单独#^b]]\n',
    }),
    step: (call, index) =>
      index % 2 === 1
        ? call('file.undo', {})
        : call('note.split', { path: '单独.md', level: 2, dryRun: false }),
    count: { exact: 4, timed: 12 },
  },
  {
    name: 'a paragraph to the note of a topic',
    files: small,
    step: (call, index) =>
      index % 2 === 1
        ? call('file.undo', {})
        : call('block.send', {
            path: '引用/引用 3.md',
            line: 7,
            what: index % 4 === 0 ? 'move' : 'embed',
            target: index % 4 === 0 ? 'OVN.md' : '新/收集.md',
            heading: '收集',
            dryRun: false,
          }),
    count: { exact: 4, timed: 12 },
  },
  {
    name: 'restore of a version',
    files: small,
    step: restoreInTurn,
    count: { exact: 3, timed: 12 },
  },
  {
    name: 'unsaved text put away',
    files: small,
    step: (call, index) => {
      const path = '单独.md';
      const owner = `window-${index % 2}`;
      if (index % 3 === 2) return call('unsaved.clear', { path, owners: [owner] });
      return call('unsaved.put', { path, owner, text: longText(index), hash: 'h', base: 'b' });
    },
    count: { exact: 3, timed: 25 },
  },
  {
    name: 'property',
    files: small,
    step: (call, index) => call('property.set', { path: hub, name: 'rank', value: index }),
    count: { exact: 2, timed: 25 },
  },
  {
    name: 'settings',
    files: small,
    step: (call, index) =>
      index % 2 === 0
        ? call('settings.write', { changes: { count: index } })
        : call('mention.ignore', { target: 'OVN.md', name: `名 ${index}` }),
    count: { exact: 2, timed: 25 },
  },
  {
    name: 'index rebuilt',
    files: small,
    step: (call) => call('index.update', { rebuild: true }),
    count: { exact: 1, timed: 3 },
  },
  { name: 'first opening', files: small, step: nothing, count: { exact: 0, timed: 0 }, opening: 'first' },
  {
    name: 'opening after changes outside',
    files: small,
    step: nothing,
    count: { exact: 0, timed: 0 },
    opening: 'again',
    outside: changeOutside,
  },
  {
    name: 'opening after a crash',
    files: small,
    step: nothing,
    count: { exact: 0, timed: 0 },
    opening: 'again',
    after: rename,
  },
];
