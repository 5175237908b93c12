import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, createCore } from '../../../electron/core/core.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { noteDate } from '../../../shared/note/date.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { compileQuery, type SearchNote } from '../../../shared/search/match.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { basename, isNote, stem } from '../../../shared/text/path.ts';
import { putFiles } from '../../fixtures/temp.ts';
import { realVault } from '../../fixtures/vaults.ts';

const own = {
  'tasks.md':
    '---\nstatus: [open, 进行中]\ncount: 5\nempty:\naliases: [任务表]\n---\n- [ ] 装 **k3s** #work/blog\n- [x] 看 OVN\n',
  'code.md':
    '# Guide to *OVN* now\n\n~~~~Bash {1}\nkubectl get pod\n~~~~\n\n> ```go\n> bash := 1\n> ```\n\nSetext heading\n===\nbody\n',
  'no-front.md': '---\nnot closed: [\n\ntext kubectl\n',
  'sub/dir.with.dots/a b.md': 'a b A-B a\tb\nline two c\n',
  'x².md': 'x²_a ⑥M',
  'scripts.md': 'ꀀꀁꀂꀃ кубернетес ㄅㄆㄇㄈ ꓐꓑꓒꓓ ｱｲｳ 𐐨𐐩𐐪𐐫 ꀁ',
  'same.md': '---\ntitle: 同名\naliases: [同名, same, 别的]\n---\n- [ ] 一件 **事**\n  续行 docker ^id1\n',
};

/** Blocks and lines that do not begin together, and texts that fold out of place. */
const apart = {
  'apart/lines.md':
    '---\ntitle: 甲 one\n---\n107. - 乙 two\n108. > 丙 three\n     > 丁 four\n\n%%戊 five\nsix%% 己 seven\n\n| 庚 a | 辛 b |\n|---|---|\n| 壬 c | 癸 d |\n',
  'apart/folds.md':
    '…子 ①② é one\n\n丑 ﬁne…two\r\n寅 two\r\n\n> 卯 ⑦ three\n> 辰 four\n\n```\n巳 one\n\n午 two',
  'apart/inner.md': '未 one\n\n⑥Mix 申\n\n酉 mix\n',
};

/** Every form of the language, alone and together with others. */
const queries = [
  '镜像',
  'docker',
  'k8s',
  'obsidian sync',
  '"obsidian sync"',
  '"*netes"',
  '"*bernet" 集群',
  '"*ctl get"',
  '"*ꀁꀂ"',
  '"*ꀁ"',
  '"*берне"',
  '"*ㄆㄇ"',
  '"*ꓑꓒ"',
  '"*𐐩𐐪"',
  '虚拟机 -网络',
  'docker OR 镜像',
  '-docker',
  '-(docker OR kubectl) 安装',
  '(docker OR podman) (镜像 OR 容器)',
  'a OR -b',
  '++',
  '"++"',
  '网络 ++',
  '""',
  'docker -""',
  '/kube\\w+ctl/',
  '/虚拟机.{1,6}迁移/',
  '/v\\d+\\.\\d+\\.\\d+/',
  '/^#+ .*镜像/',
  '/(docker|podman) run/',
  '/colou?r/',
  '/[a-c]d+e*f/',
  '/镜像?/ docker',
  'match-case:/OVN/',
  'match-case:Docker',
  'match-case:(Docker -docker)',
  'match-case:(K8s OR ignore-case:docker)',
  'file:docker',
  'file:index',
  'file:.md',
  'file:/^\\d/',
  'file:(index -docker)',
  'file:"*dex"',
  'file:_index',
  'file:b',
  'path:docs',
  'path:"obsidian-help-zh/插件"',
  'path:/help-(en|zh)/ 核心',
  'path:(docs 安装)',
  'path:dots',
  'match-case:path:Plugins',
  'path:zh -path:obsidian',
  'file:2',
  'file:x2',
  'path:OVN',
  'content:docker',
  'content:(docker -镜像)',
  'content:tasks',
  'title:docker',
  'title:(安装 OR 部署)',
  'title:/^云/',
  'title:ovn',
  'alias:任务',
  'alias:core',
  'alias:同名',
  'alias:same',
  'title:同名',
  'task:"一件 **事"',
  'task:"续行 docker"',
  'task:id1',
  '“obsidian sync”',
  '“docker”',
  'task-todo:(事 一件)',
  '-alias:任务 任务表',
  'heading:安装',
  'heading:(安装 docker)',
  'heading:"to OVN"',
  'heading:setext',
  'heading:/^\\d/',
  '-heading:安装 安装',
  'heading:match-case:OVN',
  'heading:(安装 OR 部署)',
  'tag:#work',
  'tag:work/blog',
  'tag:(work OR docs)',
  '-tag:work k3s',
  'line:(docker run)',
  'line:docker',
  'line:(docker -run)',
  '-line:(docker run) docker',
  'line:/docker.*run/',
  'line:(107 乙)',
  'line:(108 three)',
  'block:(丙 丁)',
  'line:(six 己)',
  'block:(戊 six)',
  'line:(庚 辛)',
  'line:(甲 one)',
  'block:(巳 午)',
  'line:(巳 午)',
  'line:(mix 申)',
  'line:(ne…two 丑)',
  'block:(docker run)',
  'block:(镜像 -docker)',
  'section:(安装 docker)',
  'section:docker',
  'block:docker',
  'section:match-case:(Docker 镜像)',
  'task:""',
  'task:k3s',
  'task-todo:k3s',
  'task-done:k3s',
  'task-done:ovn',
  'task:(装 k3s)',
  '-task:"" 任务',
  'task-todo:tag:#work/blog',
  'task:"装 k3s"',
  'lang:bash',
  'lang:bash kubectl',
  'lang:go bash',
  'lang:BASH',
  'lang:yaml "kind: Pod"',
  'lang:bash -kubectl',
  'lang:bash kubectl OR docker',
  'lang:none kubectl',
  '[title]',
  '[status]',
  '[status:open]',
  '[status:进行]',
  '[count:5]',
  '[count:>4]',
  '[count:<5]',
  '[empty:null]',
  '[count:null]',
  '[weight:>10]',
  '[weight:<=10 OR >100]',
  '[date:>2021-05]',
  '[date:2022]',
  '[title:/docker/]',
  '-[title] docker',
  '[status:-open]',
  '[draft:true] OR [weight:1]',
  'date:2021',
  'date:>2022-06',
  'date:<=2021-06-01',
  'created:today',
  'modified:>2000 docker',
  'modified:<2000',
  'created:last-week',
  'date:last-year docker',
  '-date:2021 docker',
  'docker path:docs tag:work',
  '(path:docs OR tag:work) docker',
  '(docker -path:docs) OR task-todo:""',
  '-(path:docs docker) docker',
];

/** Makes so many times the cases: for after a change of the index or of plans. */
const thorough = Number(process.env.COMMONPLACE_THOROUGH ?? 1);
const patience = 120_000 * thorough;
const names = ['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const;
const vaults = names.flatMap((name) => (realVault(name) ? [name] : []));
const context = { signal: new AbortController().signal, progress: () => undefined };

describe('every form of a query finds through the index what a look at every file finds', () => {
  let dir: string;
  let dataDir: string;
  let core: Core;
  let notes: SearchNote[];

  beforeAll(async () => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-language-')));
    dataDir = mkdtempSync(join(tmpdir(), 'commonplace-language-'));
    for (const name of vaults) {
      // Each query looks at every note: half of the largest vault says as much in half of the time.
      const share = name === 'cloudpods-docs-zh' ? 2 : 1;
      let met = 0;
      const filter = (path: string) =>
        !/\.[a-z]{2,5}$/i.test(path) || (path.endsWith('.md') && met++ % share === 0);
      cpSync(realVault(name) ?? '', join(dir, name), { recursive: true, filter });
    }
    putFiles(dir, own);
    putFiles(dir, apart);
    putFiles(dir, { 'img/docker 架构.png': 'png' });
    core = await createCore({ vaultDir: dir, dataDir, watch: false });
    await core.settled();
    notes = globSync('**/*.*', { cwd: dir }).flatMap((path) => {
      const stat = statSync(join(dir, path));
      if (!stat.isFile()) return [];
      const text = isNote(path) ? readFileSync(join(dir, path), 'utf8').replace(/^\ufeff/, '') : '';
      const name = isNote(path) ? stem(path) : basename(path);
      const facts = parseNote(text, name);
      const date = isNote(path) ? noteDate(facts, path, stat.mtimeMs) : '';
      const { mtimeMs: modified, birthtimeMs } = stat;
      return [
        {
          path,
          name,
          text,
          facts: () => facts,
          modified,
          created: Math.min(birthtimeMs || modified, modified),
          date,
        },
      ];
    });
  }, 300_000);

  afterAll(async () => {
    await core.dispose();
    for (const folder of [dir, dataDir]) rmSync(folder, { recursive: true, force: true });
  });

  test.each(queries)('%s', async (query) => {
    const matcher = compileQuery(parseQuery(query), { runRegex: (run) => run() });
    const expected = notes.filter((note) => matcher.test(note)).map(({ path }) => path);
    const answer = (await invoke(core.handlers, 'search.query', { query, limit: 100_000 }, context)) as {
      total: number;
      hits: { path: string }[];
    };
    expect(answer.hits.map(({ path }) => path).sort()).toEqual(expected.sort());
    expect(answer.total).toBe(expected.length);
  });

  /** Two words of one note, near each other as often as anywhere. */
  const pairs = fc
    .record({ rare: fc.boolean(), file: fc.nat(), first: fc.nat(), near: fc.boolean(), second: fc.nat() })
    .chain((one) => {
      const texts = one.rare ? Object.values(apart) : notes.map(({ text }) => text);
      const words = texts[one.file % texts.length]?.match(/\p{Script=Han}{1,3}|[\p{L}\p{N}]+/gu) ?? ['空'];
      const first = one.first % words.length;
      const second = (one.near ? first + 1 + (one.second % 12) : one.second) % words.length;
      return fc.constantFrom('line', 'block').map((field) => `${field}:(${words[first]} ${words[second]})`);
    });

  test('words that must stand together are found wherever they do', { timeout: patience }, async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (query) => {
        const matcher = compileQuery(parseQuery(query));
        const expected = notes.filter((note) => matcher.test(note)).map(({ path }) => path);
        const answer = (await invoke(core.handlers, 'search.query', { query, limit: 100_000 }, context)) as {
          hits: { path: string }[];
        };
        expect(answer.hits.map(({ path }) => path).sort()).toEqual(expected.sort());
        hits += expected.length;
      }),
      { numRuns: 60 * thorough },
    );
    expect(hits).toBeGreaterThan(60);
  });

  test('the first page is the beginning of the whole answer, and holds hits alone', async () => {
    for (const query of ['heading:安装', 'content:docker', 'docker', 'path:docs docker', '-docker']) {
      const ask = async (limit: number) =>
        (
          (await invoke(core.handlers, 'search.query', { query, limit }, context)) as {
            hits: { path: string }[];
          }
        ).hits.map(({ path }) => path);
      const all = await ask(100_000);
      const page = await ask(20);
      expect(page).toEqual(all.slice(0, 20));
    }
  });
});
