import { expect, test } from 'vitest';
import { nameFrom } from '../../../../renderer/state/send-asks.ts';

test.each([
  ['今天看 OVN 的逻辑流。还有别的。', '今天看 OVN 的逻辑流'],
  ['- [ ] 读 [[Open vSwitch|OVS]] 的文档，再说', '读 OVS 的文档'],
  ['> See [the docs](a.md). Then more', 'See the docs'],
  ['3.6 is out', '3.6 is out'],
  ['## `k3s` | 集群', 'k3s 集群'],
  ['', ''],
  ['很'.repeat(50), '很'.repeat(40)],
])('%j may be called %j', (text, name) => {
  expect(nameFrom(text)).toBe(name);
});
