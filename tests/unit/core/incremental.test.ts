import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import { type OpenCore, openCore } from '../../fixtures/core.ts';
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

/** By another program (`put`, `remove`, `image`), or by us. */
type Kind = 'put' | 'remove' | 'image' | 'save' | 'move' | 'delete' | 'undo' | 'look';
interface Step {
  kind: Kind;
  name: string;
  to: string;
  text: string;
}

const step = (kind: Kind, weight: number) => ({
  weight,
  arbitrary: fc.record<Step>({
    kind: fc.constant(kind),
    name: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    text: fc.constantFrom(...texts),
  }),
});
const steps = fc.oneof(
  ...[step('put', 6), step('remove', 2), step('image', 1), step('save', 3)],
  ...[step('move', 2), step('delete', 1), step('undo', 1), step('look', 4)],
);

function outside(dir: string, { kind, name, text }: Step, at: number): void {
  const path = kind === 'image' ? '图.png' : `${name}.md`;
  if (kind === 'remove') rmSync(join(dir, path), { force: true });
  else {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    putFiles(dir, { [path]: `${text}${kind === 'put' && at % 3 === 0 ? ` ${at}` : ''}` });
  }
}

async function ours({ call }: OpenCore, { kind, name, to, text }: Step): Promise<unknown> {
  const path = `${name}.md`;
  if (kind === 'look') return call('index.update', {});
  if (kind === 'undo') return call('file.undo', {});
  if (kind === 'delete') return call('file.delete', { path });
  if (kind === 'move') return call('file.rename', { from: path, to: `${to}.md` });
  const { hash } = await call('note.read', { path });
  return call('note.write', { path, text, base: hash });
}

/** What cannot be done to a vault as it is, is refused: that is not what is looked for here. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}

test('an index kept up step by step equals one made anew, over 2,000 steps', {
  timeout: 240_000,
}, async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 40, maxLength: 80 }), async (all) => {
      const dir = tempFolder({ '.commonplace/x': '' });
      const opened = await openCore(dir);
      for (const [at, one] of all.entries()) {
        if (['put', 'remove', 'image'].includes(one.kind)) outside(dir, one, at);
        else await attempt(ours(opened, one));
        done++;
      }
      await opened.call('index.update', {});
      await opened.core.dispose();
      const fresh = await openCore(dir);
      await fresh.core.dispose();
      expect(indexFacts(opened.dataDir, dir)).toEqual(indexFacts(fresh.dataDir, dir));
    }),
    { numRuns: 50, endOnFailure: true },
  );
  expect(done).toBeGreaterThan(2_000);
});
