import { type WatchedPage, wait } from './watched-page.ts';

/** What stands in the page while it is measured. */
declare global {
  interface Window {
    strokes: number[];
  }
}

/** From now on each key that goes down is timed until the frame that it led to is painted. */
export async function watchKeys(page: WatchedPage): Promise<void> {
  await page.evaluate(() => {
    window.strokes = [];
    const painted = new MessageChannel();
    let began: number[] = [];
    painted.port1.onmessage = () => {
      const now = performance.now();
      window.strokes.push(...began.map((start) => now - start));
      began = [];
    };
    window.addEventListener(
      'keydown',
      (event) => {
        began.push(event.timeStamp);
        requestAnimationFrame(() => painted.port2.postMessage(null));
      },
      { capture: true },
    );
  }, undefined);
}

/** Put the cursor at a part (0 to 1) of the height of the text, at the end of a line of plain text there. */
export async function placeCursor(page: WatchedPage, part: number): Promise<void> {
  await page.evaluate((part) => {
    const scroller = document.querySelector('.note-scroll');
    if (!scroller) throw new Error('Nothing scrolls');
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * part;
  }, part);
  await wait(900);
  const point = await page.evaluate(() => {
    const lines = [...document.querySelectorAll('.cm-line')].filter((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return top > 80 && bottom < innerHeight - 80 && /解决|一行/.test(line.textContent ?? '');
    });
    const box = (lines[0] ?? document.querySelector('.cm-line'))?.getBoundingClientRect();
    return box ? { x: box.left + 4, y: box.top + 12 } : undefined;
  }, undefined);
  if (!point) throw new Error('No line to type in');
  await page.click(point.x, point.y);
  await wait(200);
}

/** Milliseconds of each of `count` keys, typed as a person does. */
export async function typeKeys(page: WatchedPage, count: number): Promise<number[]> {
  await page.bringToFront();
  await wait(300);
  await page.evaluate(() => {
    window.strokes = [];
  }, undefined);
  for (let key = 0; key < count; key++) {
    await page.press('abcdefgh'[key % 8] ?? 'a');
    await wait(70);
  }
  return page.evaluate(() => window.strokes, undefined);
}

/** Milliseconds from the click on a note in the explorer to the frame that shows its text. */
export function openingTime(page: WatchedPage, name: string): Promise<number> {
  return page.evaluate(async (name) => {
    const row = [...document.querySelectorAll<HTMLElement>('[role=treeitem]')].find(
      (item) => item.textContent?.trim() === name,
    );
    if (!row) throw new Error(`${name} is not in the explorer`);
    const target = row.querySelector<HTMLElement>('[data-path], button, span') ?? row;
    const began = performance.now();
    target.click();
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const shown = document.querySelector(`.note-editor[data-path="${name}.md"] .cm-line`);
      if (shown) break;
      if (performance.now() - began > 20_000) throw new Error(`${name} did not open`);
    }
    await new Promise<void>((resolve) => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => resolve();
      painted.port2.postMessage(null);
    });
    return performance.now() - began;
  }, name);
}

export interface Scrolling {
  frames: number;
  /** Frames in which no text stood in the middle of the page. */
  blank: number;
  /** Milliseconds from frame to frame. */
  times: number[];
}

/** Scroll by so many pixels a frame. */
export function scrollThrough(page: WatchedPage, frames: number, step: number): Promise<Scrolling> {
  return page.evaluate(
    async ({ frames, step }) => {
      const scroller = document.querySelector<HTMLElement>('.note-scroll');
      if (!scroller) throw new Error('Nothing scrolls');
      scroller.scrollTop = 0;
      const result = { frames, blank: 0, times: [] as number[] };
      const box = scroller.getBoundingClientRect();
      let last = performance.now();
      for (let frame = 0; frame < frames; frame++) {
        scroller.scrollTop += step;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise<void>((resolve) => {
          const painted = new MessageChannel();
          painted.port1.onmessage = () => resolve();
          painted.port2.postMessage(null);
        });
        const lines = [0.3, 0.5, 0.7].map((part) => {
          const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
          return found?.closest('.cm-line, .cm-content > *:not(.cm-gap)') !== null;
        });
        if (!lines.some(Boolean)) result.blank++;
        const now = performance.now();
        result.times.push(now - last);
        last = now;
      }
      return result;
    },
    { frames, step },
  );
}
