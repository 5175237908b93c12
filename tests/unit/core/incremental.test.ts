import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { indexFacts } from '../../fixtures/index-facts.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const names = ['OVN', 'k3s', '镜像', 'x/k3s', 'x/云 主机', 'API', 'y/z/镜像', '北向 数据库'];
const texts = [
  '用 [[OVN]] 和 [[k3s|轻量]]，见 [[镜像#节]]。',
  '# 节\n\nOVN 与 k3s 的 API，镜像 ^id1\n\n- [ ] 看 [x](x/k3s.md) #网络/云',
  '---\naliases: [虚拟网络, Kube]\ntitle: 北向\ntags: [云]\n---\n虚拟网络里的 kube 和 APIs。![[图.png]]',
  '+++\ntitle = "云 主机"\ndraft = true\n+++\n宿主机与 ovn-northd，`OVN` 不算，北向数据库算。',
  '',
];

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      name: fc.constantFrom(...names),
      text: fc.constantFrom(...texts),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      name: fc.constantFrom(...names),
      text: fc.constant(''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('image' as const),
      name: fc.constant(''),
      text: fc.constant(''),
    }),
  },
);

test('an index kept up step by step equals one made anew', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 }),
      async (rounds) => {
        const dir = tempFolder({ '.commonplace/x': '' });
        const { core, call, dataDir } = await openCore(dir);
        for (const [index, round] of rounds.entries()) {
          for (const { kind, name, text } of round) {
            const path = kind === 'image' ? '图.png' : `${name}.md`;
            if (kind === 'remove') rmSync(join(dir, path), { force: true });
            else {
              mkdirSync(dirname(join(dir, path)), { recursive: true });
              putFiles(dir, { [path]: `${text}${kind === 'put' && index % 3 === 0 ? ` ${index}` : ''}` });
            }
          }
          await call('index.update', {});
        }
        await core.dispose();
        const fresh = await openCore(dir);
        await fresh.core.dispose();
        expect(indexFacts(dataDir, dir)).toEqual(indexFacts(fresh.dataDir, dir));
      },
    ),
    { numRuns: 40 },
  );
});
