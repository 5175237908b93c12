import { expect, test } from 'vitest';
import { tellApart } from '../../../../renderer/state/namesakes.ts';

const note = (path: string) => ({ path, name: path.replace(/^.*\/|\.md$/g, '') });
const told = (...paths: string[]) => Object.fromEntries(tellApart(paths.map(note)));

test.each([
  [['a/网络.md', 'b/OVN.md'], {}],
  [['网络.md', 'a/网络.md'], { '网络.md': '/', 'a/网络.md': 'a' }],
  [['a/IP.md', 'b/ip.md'], { 'a/IP.md': 'a', 'b/ip.md': 'b' }],
  [['v1/ui/网络.md', 'v2/ui/网络.md'], { 'v1/ui/网络.md': 'v1/ui', 'v2/ui/网络.md': 'v2/ui' }],
  [['ui/网络.md', 'v2/ui/网络.md'], { 'ui/网络.md': 'ui', 'v2/ui/网络.md': 'v2/ui' }],
])('%j are told apart by %j', (paths, folders) => {
  expect(told(...paths)).toEqual(folders);
});
