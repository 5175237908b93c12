import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp.ts';
import { cli } from './terminal.ts';

const chinese = { LANG: 'zh_CN.UTF-8' };
let vault = '';
let site = '';
let index = '';

beforeEach(() => {
  vault = tempFolder({
    'b.md': '+++\ndate = 2025-01-01\n+++\n见 [[没有]]，[[c#没有]]。\n',
    'c.md': '没有日期\n',
    'd.md': '+++\ndate = "2025/8/6"\n+++\n',
    'e.md': '---\na: "x\n---\n',
    'pic.png': new Uint8Array([1]),
  });
  site = tempFolder({ 'hugo.toml': 'baseURL = "https://example.org/"\n' });
  index = join(tempFolder(), 'index');
});

const commonplace = (argv: string[], env: NodeJS.ProcessEnv = chinese) =>
  cli([...argv, '--index', index], { cwd: vault, env });

describe('a plan', () => {
  test('says in Chinese what it finds, what it would do, and why', async () => {
    const { code, out } = await commonplace(['export', '--check', '--site', site]);
    expect(code).toBe(1);
    expect(out).toBe(
      '新增    content/posts/b.md\n' +
        '被阻止  content/posts/d.md  有错误需要先解决\n' +
        '不发布  c.md                属性里没有日期\n' +
        '不发布  e.md                属性里没有日期\n' +
        'b.md:4:3: 警告: 没有“没有”，链接会变成文字 LINK-MISSING\n' +
        'b.md:4:10: 警告: “c”显示为文字：不发布 LINK-HIDDEN\n' +
        'd.md:2:9: 错误: Hugo 无法把 "2025/8/6" 读作 date DATE-INVALID\n' +
        `${site} 未作改动\n`,
    );
  });

  test('as SARIF speaks the language and says which', async () => {
    const argv = ['export', '--check', '--sarif', '--site', site];
    const [zh, en] = (await Promise.all([commonplace(argv), commonplace(argv, {})])).map(
      ({ out }) => JSON.parse(out).runs[0],
    );
    expect([zh.language, en.language]).toEqual(['zh-CN', 'en']);
    expect(zh.results[0].message.text).toBe('没有“没有”，链接会变成文字');
    expect(zh.tool.driver.rules[1].shortDescription.text).toBe('链接指向读者看不到的笔记。');
    expect(zh.results.at(-1).message.text).toBe('新增 content/posts/b.md');
    const codes = (run: typeof zh) => run.results.map((one: { ruleId: string }) => one.ruleId);
    expect(codes(zh)).toEqual(codes(en));
  });

  test('of a folder of plain Markdown speaks of no blog', async () => {
    const out = join(tempFolder(), 'out');
    await commonplace(['export', '--out', out]);
    await commonplace(['unpublish', 'c.md', '--out', out]);
    const again = await commonplace(['export', '--out', out, '--dry-run']);
    expect(again.out).toContain('已手工从文件夹撤下');
    expect(again.out).not.toContain('博客');
  });
});

test('what a check finds is said in Chinese', async () => {
  expect((await commonplace(['check'])).out).toBe(
    'b.md:4:3: 错误: [[没有]] 在库里没有目标 link-broken\n' +
      'e.md:3:1: 错误: 引号在这一行里没有成对 front-matter-broken\n' +
      'b.md:4:10: 警告: [[c#没有]]：c.md 中没有“没有” fragment-missing\n' +
      'pic.png:1:1: 警告: 没有笔记用到这个附件 attachment-orphaned\n' +
      '2 个错误，2 个警告\n',
  );
});

test.each([
  [['export', '--check', '--site', '']],
  [['check']],
  [['note', 'nowhere']],
  [['search', '"a']],
  [['note']],
  [['index', '--limit', 'x']],
])('what scripts get of %j is the same in every language', async (argv) => {
  const whole = [...argv.map((word) => word || site), '--json'];
  expect(await commonplace(whole)).toEqual(await commonplace(whole, {}));
});

test.each([
  [['note', 'nowhere'], '找不到 nowhere。'],
  [['export', '--target', 'x'], '没有名为 x 的发布目标'],
  [['export'], '还不知道 Hugo 站点在哪里：请指定它的文件夹'],
  [['export', '--out', 'a', '--site', 'b'], '--out 和 --site 是两个地方，只能选一个'],
  [['property', 'c', 'n', 'v', '--unset'], '--unset 会删除属性，后面不接值（“v”）'],
  [['note', '../x'], /^这个路径不可用：/],
  [['search', '"a'], /^无法理解这个查询：缺少后一个引号$/m],
  [['new', 'a:b'], /^“a:b.md”不能用作名称：其中有 :。可以用/],
  [['topic', 'x'], '没有名字、别名或标题为“x”的笔记'],
  [['note'], 'note 需要 PATH'],
  [['notes'], '没有命令“notes”：commonplace --help 列出全部命令'],
  [['index', '--foo'], '没有选项 --foo；以两个减号开头的名字放在最后，前面加 --'],
  [['index', '--json=1'], '--json 后面不接值'],
  [['search', 'x', '--limit', '0'], '--limit 要 1 到 100,000 的整数，不能是“0”'],
  [['search', 'x', '--sort', 'size'], '--sort 可以是 relevance, name, modified, created，不能是“size”'],
  [['property', 'c', 'n', 'x', '--type', 'number'], '“x”不是 number 类型的值'],
])('%j is refused in Chinese', async (argv, expected) => {
  const { code, out, err } = await commonplace(argv);
  expect([code, out]).toEqual([2, '']);
  const said = err.replace(/^commonplace: /, '').trimEnd();
  if (typeof expected === 'string') expect(said).toBe(expected);
  else expect(said).toMatch(expected);
});

test.each([
  [['index', '--foo'], 'There is no option --foo; names that begin with two dashes go at the end, after --'],
  [['search', 'x', '--limit'], '--limit needs a value'],
  [['index', '--vault', '--json'], '--vault needs a value'],
  [['foo', '--help'], 'There is no command "foo"; commonplace --help lists them'],
  [['help', 'foo'], 'There is no command "foo"; commonplace --help lists them'],
])('%j is refused', async (argv, expected) => {
  const { code, out, err } = await cli(argv);
  expect(code).toBe(2);
  expect(argv.includes('--json') ? JSON.parse(out).error.message : err).toContain(expected);
});
