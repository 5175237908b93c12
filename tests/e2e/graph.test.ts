import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await startApp({
    language: 'en',
    files: {
      'OVN.md': '# OVN\n\nSee [[k3s]] and [[Missing]].\n',
      'k3s.md': '# k3s\n\n#cluster\n',
      'Day.md': 'OVN and k3s in one paragraph. [[OVN]]\n',
      'Alone.md': 'Nothing.\n',
    },
  });
  page = app.page;
});

afterAll(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const stage = () => page.getByRole('application');
const status = () => page.locator('.graph-status');
const spoken = () => page.locator('[aria-live="polite"].visually-hidden');
const panel = () => page.getByRole('complementary', { name: 'What is shown' });

async function openGraph(): Promise<void> {
  await page.getByRole('navigation', { name: 'Main parts' }).getByRole('button', { name: 'Graph' }).click();
}

async function atRest(): Promise<void> {
  await page.locator('.graph-stage[data-rest="true"]').waitFor();
}

describe('the graph', () => {
  test('is arranged, and walked by keys', async () => {
    // The view is made anew no more often than what it says of the arranging changes.
    await page.evaluate(() => {
      const bars: number[] = [];
      Object.assign(window, { bars });
      const look = () => {
        const bar = document.querySelector<HTMLProgressElement>('.graph-progress progress');
        if (bar) bars.push(bar.value);
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await openGraph();
    await atRest();
    const bars = await page.evaluate(() => (window as unknown as { bars: number[] }).bars);
    expect(bars.length).toBeGreaterThan(1);
    expect(bars.filter((value) => Math.abs(value * 100 - Math.round(value * 100)) > 1e-6)).toEqual([]);
    await expect.poll(() => status().textContent()).toBe('4 notes · 2 lines');
    await expect.poll(() => stage().evaluate((at) => at === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => spoken().textContent()).toBe('OVN, note, 2 neighbours');
    const back = page.locator('canvas.graph-back');
    await expect.poll(() => back.count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => back.count()).toBe(0);
    const seen = new Set<string>();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      await page.keyboard.press('Home');
      await page.keyboard.press(key);
      seen.add((await spoken().textContent()) ?? '');
    }
    expect([...seen]).toContain('Day, note, 1 neighbour');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.note-editor[data-path="OVN.md"]').waitFor();
  });

  test('shows what is not there, tags and mentions where wanted', async () => {
    await openGraph();
    for (const name of ['Mentions too', 'Not there yet', 'Tags']) {
      await panel().getByRole('switch', { name }).check();
    }
    await expect.poll(() => status().textContent()).toContain('6 nodes · 6 lines');
    await panel().getByText('Notes that stand alone').click();
    expect(await panel().getByRole('switch', { name: 'Notes that stand alone' }).isChecked()).toBe(false);
    await expect.poll(() => status().textContent()).toContain('5 nodes');
    await panel().getByRole('radio', { name: 'Same paragraph' }).check({ force: true });
    await expect.poll(() => status().textContent()).toContain('2 notes · 1 line');
    await panel().getByRole('radio', { name: 'Links' }).check({ force: true });
  });

  test('a filter narrows it to what a search finds, and a click opens that', async () => {
    await panel().getByRole('textbox', { name: 'Filter' }).fill('file:k3s');
    await expect.poll(() => status().textContent()).toContain('2 nodes');
    for (const name of ['Mentions too', 'Not there yet', 'Tags']) {
      await panel().getByRole('switch', { name }).uncheck();
    }
    await panel().getByRole('switch', { name: 'Notes that stand alone' }).check();
    await expect.poll(() => status().textContent()).toContain('1 note ·');
    await page.getByRole('button', { name: 'What is shown' }).click();
    await atRest();
    const box = await stage().boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    const met = async () => {
      await page.mouse.move(x - 200, y);
      await page.mouse.move(x, y);
      return stage().evaluate((element) => element.style.cursor);
    };
    await expect.poll(met).toBe('pointer');
    // Drawn along it is held, not opened; let go, what stands alone goes back to its place.
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 30, { steps: 4 });
    await page.locator('.graph-stage[data-rest="false"]').waitFor();
    await page.mouse.up();
    await atRest();
    await expect.poll(met).toBe('pointer');
    await page.mouse.click(x, y);
    await page.locator('.note-editor[data-path="k3s.md"]').waitFor();
  });

  test('remembers how it was wanted', async () => {
    await page.reload();
    await openGraph();
    await expect.poll(() => status().textContent()).toContain('1 note ·');
    await page.getByRole('button', { name: 'What is shown' }).click();
    await panel().getByRole('textbox', { name: 'Filter' }).fill('nobody');
    await page.getByRole('button', { name: 'Take the filter away' }).click();
    await expect.poll(() => status().textContent()).toContain('4 notes');
  });

  test('a group is added by its query alone', async () => {
    await panel().getByRole('button', { name: 'Add a group' }).click();
    await page.keyboard.type('k3s');
    await expect
      .poll(() => panel().getByRole('textbox', { name: 'Search of group 1' }).inputValue())
      .toBe('k3s');
    await panel().getByRole('button', { name: 'Remove group 1' }).click();
  });

  test('is drawn around a note', async () => {
    await app.open('k3s');
    await page.keyboard.press('Control+p');
    await page.getByRole('dialog').getByRole('combobox').fill('graph around');
    await page.keyboard.press('Enter');
    await atRest();
    await expect.poll(() => status().textContent()).toContain('3 notes');
    await panel().getByRole('radio', { name: 'From it' }).check({ force: true });
    await expect.poll(() => status().textContent()).toContain('1 note');
  });

  test('a note that is written meanwhile joins it', async () => {
    await openGraph();
    app.write('New.md', '[[Alone]]\n');
    await expect.poll(() => status().textContent()).toContain('5 notes · 3 lines');
  });

  test('is a table too', async () => {
    await page.getByRole('radio', { name: 'Table' }).check({ force: true });
    const rows = page.getByRole('listbox', { name: 'Graph' }).getByRole('option');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(5);
    expect((await rows.first().innerText()).split('\n')).toEqual(['OVN', 'note', '2', 'Day · k3s']);
    await page.getByRole('listbox', { name: 'Graph' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.note-editor[data-path="OVN.md"]').waitFor();
    await openGraph();
    await page.getByRole('radio', { name: 'Graph', exact: true }).check({ force: true });
    await stage().waitFor();
  });

  test('is a table where there is no WebGL', async () => {
    await page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
        return kind === 'webgl2' ? null : real.call(this, kind as '2d');
      } as typeof real;
    });
    await page.reload();
    await openGraph();
    await page.getByRole('radio', { name: 'Graph', exact: true }).check({ force: true });
    await page.getByText('This window cannot draw the graph').waitFor();
    await page.getByRole('option', { name: /OVN/ }).first().waitFor();
  });
});
