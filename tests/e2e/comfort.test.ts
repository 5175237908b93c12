import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';
import { createTyping, type Typing } from './typing.ts';

const sections = `# 计划

开头

## 准备

- 买菜
    - 白菜
- 做饭

## 之后

\`\`\`sh
ls -l
\`\`\`

结尾
`;

const files = {
  'lists.md': '1. 甲\n2. 乙\n3. 丙\n\n尾\n',
  'marks.md': '研究生命起源\n\n再研究生命\n\n尾\n',
  'lines.md': 'aaaa\nbbbb\ncccc\ndddd\n',
  'find.md': '用k3s跑 Ｋ３Ｓ，再用K3S\n\n研究生命，研究生\n\n尾\n',
  'topic.md': '# 主题\n\n前\n\n## 装好\n\n正文 ^b1\n\n## 用法\n\n尾声\n',
  'day.md': '[[topic#装好]] [[topic#^b1]]\n',
  'links.md': '看[[goal#里面]]和[[没有的]]，注[^1]\n\n尾\n\n[^1]: 脚注文字\n',
  'goal.md': '# 目标\n\n外面\n\n## 里面\n\n看得到的文字\n',
  'column.md': 'aaaa\nbbbb\ncccc\ndddd\n',
  'sections.md': sections,
  'other.md': '别的\n',
  'long.md': '长的\n\n'.repeat(200),
  'hidden.md':
    '看[字](甲乙.md)\n\n> [!note]- 折着\n> 甲乙\n\n| 名 | 值 |\n| --- | --- |\n| 丙 | 甲乙 |\n\n尾\n',
  'far.md': Array.from({ length: 200 }, (_, index) => `行 ${index}\n`).join('\n'),
};

describe.skipIf(missing('chromium'))('the comforts of writing', () => {
  let app: App;
  let typing: Typing;

  beforeAll(async () => {
    app = await startApp({ files });
    typing = await createTyping(app);
  });
  afterAll(() => app?.close());
  beforeEach(() => app.page.keyboard.press('Escape'));

  const press = async (...keys: string[]) => {
    for (const key of keys) await app.page.keyboard.press(key);
  };

  const open = (name: keyof typeof files) => typing.openWith(name, files[name]);
  const command = (name: string) => app.command(name);

  describe('lists', () => {
    beforeEach(() => open('lists.md'));

    test('go on, count, and move with what belongs to them', async () => {
      await typing.cursorAt('甲', 1);
      await press('Enter');
      await typing.compose(['x', 'xin'], '新');
      await typing.onDisk('lists.md').toBe('1. 甲\n2. 新\n3. 乙\n4. 丙\n\n尾\n');
      await press('Tab');
      await typing.onDisk('lists.md').toBe('1. 甲\n    1. 新\n2. 乙\n3. 丙\n\n尾\n');
      await press('ArrowUp', 'Alt+ArrowDown');
      await typing.onDisk('lists.md').toBe('1. 乙\n2. 甲\n    1. 新\n3. 丙\n\n尾\n');
      await press('Control+z');
      await typing.onDisk('lists.md').toBe('1. 甲\n    1. 新\n2. 乙\n3. 丙\n\n尾\n');
    });

    test('end with an empty item, and know the states of a task', async () => {
      await typing.cursorAt('丙', 1);
      await press('Enter', 'Enter');
      await app.page.keyboard.type('x');
      await typing.onDisk('lists.md').toBe('1. 甲\n2. 乙\n3. 丙\n\nx\n\n尾\n');
      await press('Control+Enter', 'Control+Enter');
      await typing.onDisk('lists.md').toContain('\n- [x] x\n');
      await press('Control+Enter');
      await typing.onDisk('lists.md').toContain('\n- x\n');
    });
  });

  describe('marks', () => {
    beforeEach(() => open('marks.md'));

    test('go round the Chinese word at the cursor, and off again', async () => {
      await typing.cursorAt('研究', 1);
      await press('Control+b');
      await typing.onDisk('marks.md').toBe(files['marks.md'].replace('研究', '**研究**'));
      await press('Control+b');
      await typing.onDisk('marks.md').toBe(files['marks.md']);
    });

    test('and brackets of both widths go round what is selected', async () => {
      await typing.cursorAt('尾', 0);
      await press('Shift+End');
      await typing.commit('（');
      await app.page.keyboard.type('==');
      await typing.onDisk('marks.md').toContain('（==尾==）');
    });

    test('every occurrence of a word is written over at once', async () => {
      await typing.cursorAt('研究', 1);
      await press('Control+d', 'Control+d');
      await app.page.keyboard.type('x');
      await typing.onDisk('marks.md').toBe('x生命起源\n\n再x生命\n\n尾\n');
    });
  });

  describe('cursors', () => {
    beforeEach(() => open('lines.md'));

    test('are added by Ctrl and a click', async () => {
      await typing.cursorAt('aaaa', 2);
      const { x, y } = await typing.pointAt('cccc', 2);
      await app.page.keyboard.down('Control');
      await app.page.mouse.click(x, y);
      await app.page.keyboard.up('Control');
      await app.page.keyboard.type('|');
      await typing.onDisk('lines.md').toBe('aa|aa\nbbbb\ncc|cc\ndddd\n');
    });

    test('stand in a column where Alt is held on a drag', async () => {
      await open('column.md');
      await typing.cursorAt('dddd', 4);
      const from = await typing.pointAt('aaaa', 1);
      const to = await typing.pointAt('cccc', 3);
      await app.page.keyboard.down('Alt');
      await app.page.mouse.move(from.x, from.y);
      await app.page.mouse.down();
      await app.page.mouse.move(to.x, to.y, { steps: 5 });
      await app.page.mouse.up();
      await app.page.keyboard.up('Alt');
      await app.page.keyboard.type('-');
      await typing.onDisk('column.md').toBe('a-a\nb-b\nc-c\ndddd\n');
    });
  });

  describe('folding', () => {
    const shows = (text: string) => expect.poll(() => typing.content().innerText()).toContain(text);
    const hides = (text: string) => expect.poll(() => typing.content().innerText()).not.toContain(text);

    test('by the sign beside a line, and it is remembered where the text is another', async () => {
      await open('sections.md');
      const { x, y } = await typing.pointAt('准备', 0);
      await app.page.mouse.move(x + 5, y);
      await app.page.getByRole('button', { name: '折叠', exact: true }).click();
      await hides('白菜');
      await app.page.getByRole('button', { name: '已折叠 4 行' }).waitFor();
      await app.page.waitForTimeout(700);
      await app.open('other');
      app.write('sections.md', files['sections.md'].replace('开头', '开头\n\n又一段'));
      await app.page.reload();
      await app.page.getByRole('tab').first().waitFor();
      await app.open('sections');
      await shows('又一段');
      await hides('白菜');
      await app.page.getByRole('button', { name: /已折叠/ }).click();
      await shows('白菜');
    });

    test('by key and by command', async () => {
      await open('sections.md');
      await typing.cursorAt('做饭', 1);
      await press('Control+Shift+BracketLeft');
      await hides('做饭');
      await press('Control+Shift+BracketLeft');
      await shows('做饭');
      await command('折叠标题和列表');
      await hides('开头');
      await command('全部展开');
      await shows('白菜');
      await command('折叠到二级标题');
      await shows('开头');
      await hides('白菜');
      await press('Control+Alt+BracketRight');
      await shows('白菜');
    });
  });

  describe('text moves from note to note', () => {
    const dialog = () => app.page.getByRole('dialog');

    test('a section, after a look at what changes, and back with one undo', async () => {
      await open('topic.md');
      await typing.cursorAt('正文', 1);
      await command('把这一节移到另一篇笔记');
      expect(await dialog().getByRole('textbox').inputValue()).toBe('装好');
      await dialog().getByText('将改动 3 篇笔记').waitFor();
      await dialog().getByText('嵌入').click();
      await dialog().getByRole('button', { name: '移出', exact: true }).click();
      await typing.onDisk('topic.md').toBe('# 主题\n\n前\n\n![[装好]]\n\n## 用法\n\n尾声\n');
      await typing.onDisk('day.md').toBe('[[装好#装好]] [[装好#^b1]]\n');
      await app.page.getByRole('button', { name: '撤销' }).click();
      await typing.onDisk('topic.md').toBe(files['topic.md']);
      await typing.onDisk('day.md').toBe(files['day.md']);
      await typing.holds(files['topic.md']);
    });

    test('a block gets another id', async () => {
      await open('topic.md');
      await typing.cursorAt('正文', 1);
      await command('重命名块 ID');
      await dialog().getByRole('textbox').fill('b2');
      await press('Enter');
      await app.page.locator('.note-content:focus').waitFor();
      await typing.onDisk('topic.md').toContain('正文 ^b2');
      await typing.onDisk('day.md').toContain('#^b2]]');
    });

    test('a whole note goes into another', async () => {
      await open('topic.md');
      await command('合并到另一篇笔记');
      await dialog().getByRole('textbox').fill('column');
      // Before what is typed is looked for, the list has notes of other names.
      await expect.poll(() => dialog().getByRole('option').first().innerText()).toBe('column');
      await press('Enter');
      expect(await dialog().getByRole('option', { selected: true }).innerText()).toBe('column');
      await expect
        .poll(() => dialog().getByRole('button', { name: '合并', exact: true }).isEnabled())
        .toBe(true);
      await press('Enter');
      await typing.onDisk('column.md').toContain('## 用法');
      await app.page.locator('.note-editor[data-path="column.md"]').waitFor();
      await expect.poll(() => app.page.getByRole('tab', { name: /topic/ }).count()).toBe(0);
    });
  });

  test('a note begins at its top, and one comes back to a page as it was left', async () => {
    await app.open('far');
    await typing.cursorAt('行 0', 1);
    const scroller = app.page.locator('.note-scroll');
    await scroller.evaluate((element) => element.scrollTo(0, 1500));
    await app.page.getByText('行 40', { exact: true }).waitFor();
    /** The first line below the top edge. */
    const top = () =>
      scroller.evaluate((element) => {
        const { top } = element.getBoundingClientRect();
        const lines = [...element.querySelectorAll('.cm-line')];
        return lines.find((line) => line.getBoundingClientRect().top > top && line.textContent !== '')
          ?.textContent;
      });
    const left = await top();
    await app.open('long');
    await app.page.getByText('长的', { exact: true }).first().waitFor();
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(0);
    await press('Alt+ArrowLeft');
    await app.page.locator('.note-editor[data-path="far.md"]').waitFor();
    await expect.poll(top).toBe(left);
  });

  test('reading view is scrolled by keys, and one is in the text again behind it', async () => {
    await open('long.md');
    await typing.cursorAt('长的', 2);
    const top = () => app.page.locator('.note-scroll').evaluate((page) => page.scrollTop);
    await press('Control+e', 'PageDown');
    await expect.poll(top).toBeGreaterThan(100);
    await press('Control+e');
    await expect
      .poll(() => app.page.evaluate(() => document.activeElement?.classList.contains('note-content')))
      .toBe(true);
  });

  describe('ways to write', () => {
    const status = () => app.page.locator('.cm-vim-panel');

    test('the paragraph at the cursor stands out, and its line stays in the middle', async () => {
      await open('find.md');
      await typing.cursorAt('研究生命', 1);
      await command('专注模式');
      await command('打字机模式');
      await press('ArrowDown', 'ArrowUp');
      const lit = app.page.locator('.note-lit');
      await expect.poll(() => lit.allInnerTexts()).toEqual(['研究生命，研究生']);
      await command('专注模式');
      await command('打字机模式');
      expect(await lit.count()).toBe(0);
    });

    test('with the keys of vim, which leave an input method alone', async () => {
      await open('lines.md');
      await typing.cursorAt('aaaa', 0);
      await command('Vim 键位');
      await status().waitFor();
      const colour = (one: Element) => getComputedStyle(one).webkitTextFillColor;
      const letter = await app.page.locator('.cm-fat-cursor').first().evaluate(colour);
      expect(letter).not.toBe(await typing.content().evaluate(colour));
      await press('d', 'd');
      await typing.onDisk('lines.md').toBe('bbbb\ncccc\ndddd\n');
      await press('i');
      await typing.step('n');
      await typing.imeKey('Escape');
      await typing.compose(["ni'hao"], '你好');
      await press('Enter');
      await typing.onDisk('lines.md').toBe('你好\nbbbb\ncccc\ndddd\n');
      await press('Escape', 'u', 'u');
      await typing.onDisk('lines.md').toBe('bbbb\ncccc\ndddd\n');
      await press('i');
      await typing.compose(['n', 'ni'], '你好');
      await press('Escape', '.');
      await typing.onDisk('lines.md').toBe('你你好好bbbb\ncccc\ndddd\n');
      await press('0', 'd', 't');
      await typing.compose(['h', 'hao'], '好');
      await typing.onDisk('lines.md').toBe('好好bbbb\ncccc\ndddd\n');
      await typing.commit('ｘ');
      await typing.onDisk('lines.md').toBe('好bbbb\ncccc\ndddd\n');
      await typing.commit('：');
      await app.page.keyboard.type('wq');
      await press('Enter');
      await app.page.locator('.note-editor').waitFor({ state: 'detached' });
      await command('Vim 键位');
      await open('lines.md');
      expect(await status().count()).toBe(0);
    });

    test('holds in every window', async () => {
      const kept = await app.page.evaluate(() => JSON.stringify(sessionStorage));
      const other = await app.page.context().browser()?.newPage({ locale: 'zh-CN' });
      if (!other) throw new Error('There is no browser');
      await other.addInitScript((json) => {
        for (const [key, value] of Object.entries(JSON.parse(json)))
          sessionStorage.setItem(key, String(value));
      }, kept);
      await other.goto(app.page.url());
      const width = () => other.evaluate(() => document.documentElement.style.getPropertyValue('--measure'));
      await expect.poll(width).toBe('720px');
      await command('限制行宽');
      await expect.poll(width).toBe('100%');
      await command('限制行宽');
      await expect.poll(width).toBe('720px');
      await other.close();
    });
  });

  describe('links', () => {
    const shown = () => app.page.locator('.note-preview');

    test('show what they lead to under the pointer, and by key', async () => {
      await open('links.md');
      await typing.cursorAt('尾', 1);
      const { x, y } = await typing.pointAt('里面', 1);
      await app.page.mouse.move(x, y);
      await shown().getByText('看得到的文字').waitFor();
      expect(await shown().innerText()).not.toContain('外面');
      await press('Escape');
      await shown().waitFor({ state: 'detached' });
      await app.page.mouse.move(5, 5);
      await typing.cursorAt('尾', 1);
      await press('ArrowUp', 'ArrowUp', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
      await press('Alt+F12');
      await shown().getByText('看得到的文字').waitFor();
      await press('Escape');
      await shown().waitFor({ state: 'detached' });
    });

    test('are edited where they are shown, in the document of their own tab', async () => {
      await typing.cursorAt('尾', 1);
      const { x, y } = await typing.pointAt('里面', 1);
      await app.page.mouse.move(x, y);
      await shown().getByText('看得到的文字').click();
      await shown().locator('.cm-content').waitFor();
      await expect.poll(() => shown().locator('.cm-content').innerText()).toContain('外面');
      await press('ArrowDown', 'ArrowDown', 'End');
      await typing.compose(['x', 'xin'], '新');
      await typing.onDisk('goal.md').toBe('# 目标\n\n外面\n\n## 里面\n\n看得到的文字新\n');
      await press('Control+z');
      await typing.onDisk('goal.md').toBe(files['goal.md']);
      // Suggestions are looked for while one types, and the key is not theirs until there are some.
      await app.page.keyboard.type('字');
      await app.page.keyboard.press('Escape');
      await shown().waitFor({ state: 'detached', timeout: 3000 });
      await app.page.mouse.move(5, 5);
      app.write('goal.md', files['goal.md']);
      await app.page.keyboard.type('回');
      await typing.onDisk('links.md').toContain('尾回');
    });

    test('follow a heading that is changed by hand, if wanted', async () => {
      app.write('links.md', files['links.md']);
      await open('goal.md');
      await typing.cursorAt('里面', 2);
      await app.page.keyboard.type('x');
      await press('ArrowDown', 'ArrowDown');
      await app.page.getByText('还有 1 行链接到“里面”').waitFor();
      await app.page.getByRole('button', { name: '更新链接' }).click();
      await typing.onDisk('links.md').toContain('[[goal#里面x]]');
      await open('links.md');
      app.write('goal.md', files['goal.md']);
    });

    test('say where there is no such note, and offer it', async () => {
      await typing.cursorAt('尾', 1);
      const { x, y } = await typing.pointAt('没有的', 1);
      await app.page.mouse.move(x, y);
      await shown().getByRole('button', { name: '创建' }).waitFor();
      await app.page.mouse.move(5, 5);
    });

    test('are gone to with F12, and a footnote too', async () => {
      await typing.cursorAt('尾', 1);
      await press('ArrowUp', 'ArrowUp', 'End', 'ArrowLeft', 'F12');
      await app.page.keyboard.type('新');
      await typing.onDisk('links.md').toContain('[^1]: 新脚注文字');
      await press('Alt+ArrowLeft', 'Alt+ArrowRight');
      await app.page.keyboard.type('甲');
      await typing.onDisk('links.md').toContain('甲[^1]: 新脚注文字');
      await press('Alt+ArrowLeft');
      await typing.cursorAt('尾', 1);
      await press(
        'ArrowUp',
        'ArrowUp',
        'Home',
        'ArrowRight',
        'ArrowRight',
        'ArrowRight',
        'ArrowRight',
        'F12',
      );
      await app.page.locator('.note-editor[data-path="goal.md"]').waitFor();
    });
  });

  describe('keys', () => {
    const bold = () => app.page.getByRole('listitem').filter({ hasText: /^粗体/ });

    test('are given to a command, taken from another, and given back', async () => {
      await press('Control+,');
      await app.page.getByRole('searchbox', { name: '按名称或按键查找' }).fill('粗体');
      await bold().getByRole('button', { name: '添加快捷键' }).click();
      await press('x', 'Control+i');
      await bold().getByText('取自：斜体').waitFor();
      await bold().getByRole('button', { name: '移除 Ctrl I' }).click();
      await bold().getByRole('button', { name: '添加快捷键' }).click();
      await press('Control+Shift+Y');
      await bold().getByText('Ctrl Shift Y').waitFor();
      await open('marks.md');
      await typing.cursorAt('尾', 0);
      await press('Control+Shift+Y');
      await typing.onDisk('marks.md').toContain('**尾**');
      await press('Control+,');
      await bold().getByRole('button', { name: '恢复默认' }).click();
      await expect.poll(() => bold().innerText()).not.toContain('Shift');
    });
  });

  describe('find and replace', () => {
    const find = () => app.page.getByRole('textbox', { name: '查找' });
    const count = () => expect.poll(() => app.page.locator('.note-find-count').innerText());

    test('in both widths, by Chinese words, and back with one undo', async () => {
      await open('find.md');
      await press('Control+f');
      await find().fill('k3s');
      await count().toBe('3');
      await press('Enter', 'Enter');
      await count().toBe('2 / 3');
      await press('Shift+Enter');
      await count().toBe('1 / 3');
      await press('Control+h');
      await app.page.getByRole('textbox', { name: '替换为' }).fill('$1');
      await app.page.getByRole('button', { name: '全部替换' }).click();
      await typing.onDisk('find.md').toBe('用$1跑 $1，再用$1\n\n研究生命，研究生\n\n尾\n');
      await find().fill('研究');
      await app.page.getByRole('button', { name: '整词', exact: true }).click();
      await count().toBe('1');
      await find().press('Escape');
      await press('Control+z');
      await typing.onDisk('find.md').toBe(files['find.md']);
    });

    test('an input method keeps its Enter, and is waited for', async () => {
      await press('Control+f');
      await app.page.getByRole('button', { name: '整词', exact: true }).click();
      await find().fill('');
      await typing.step('yan');
      await count().toBe('');
      await typing.imeKey('Enter');
      await typing.compose(['yan jiu'], '研究');
      await count().toBe('2');
      await press('Escape');
      expect(await app.page.locator('.note-find').count()).toBe(0);
    });

    test('what is hidden is shown where it is found, and the keys count in a cell too', async () => {
      await open('hidden.md');
      await app.page.getByRole('cell', { name: '丙' }).click();
      await app.page.locator('.note-cell-text').waitFor();
      await press('Control+f');
      await find().fill('甲乙');
      await press('Enter', 'Enter');
      await count().toBe('1 / 3');
      await app.page.locator('.cm-searchMatch-selected', { hasText: '甲乙' }).waitFor();
      await press('Enter');
      await count().toBe('2 / 3');
      await app.page.locator('.cm-searchMatch-selected', { hasText: '甲乙' }).waitFor();
      await find().fill('丙');
      await press('Control+h');
      expect(await find().inputValue(), 'what is typed is no longer looked for').toBe('丙');
      await press('Escape', 'Escape');
      await app.page.getByRole('cell', { name: '丙' }).click();
      await app.page.locator('.note-cell-text').waitFor();
      await press('Control+h');
      await app.page.getByRole('textbox', { name: '替换为' }).waitFor();
      await press('Escape');
    });
  });

  test('the page broke no rule on the way', () => {
    expect(app.faults).toEqual([]);
  });
});
