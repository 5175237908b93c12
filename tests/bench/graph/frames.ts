import type { Page } from 'playwright-core';
import { startApp } from '../../e2e/app.ts';
import { createRandom } from '../random.ts';

export interface FrameTimes {
  notes: number;
  lines: number;
  /** Until the graph was first drawn, and until it was at rest. */
  shown: number;
  rest: number;
  /** One entry a frame, while the view is drawn along. */
  frames: number[];
  /** What the page's own script takes of each of them, whatever draws the pixels. */
  script: number;
  /** The frames while the pointer goes over the nodes. */
  hovers: number[];
}

/** As long as the slowest machine may take to take in the notes, or to arrange them. */
const patience = 600_000;
const frameCount = 60;

/** Notes of a line, each with links to three others; those that came first are linked most. */
export function linkedNotes(count: number): Record<string, string> {
  const random = createRandom(7);
  const link = (at: number) => `[[n${random.below(random.below(at) + 1)}]]`;
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `n${at}.md`,
      at === 0 ? 'n\n' : `${link(at)} ${link(at)} ${link(at)}\n`,
    ]),
  );
}

/** The graph of so many notes in Chromium: how it appears, and how it follows the pointer. */
export async function measureFrames(notes: number): Promise<FrameTimes> {
  const app = await startApp({ files: linkedNotes(notes), language: 'en' });
  const { page } = app;
  try {
    await page.locator('.index-progress').waitFor({ state: 'detached', timeout: patience });
    const start = performance.now();
    await page.getByRole('button', { name: /^Graph/ }).click();
    await page.locator('.graph-status').waitFor({ timeout: patience });
    const shown = performance.now() - start;
    await page.locator('.graph-stage[data-rest="true"]').waitFor({ timeout: patience });
    const rest = performance.now() - start;
    const status = (await page.locator('.graph-status').textContent()) ?? '';
    const lines = Number(/([\d,]+) lines?/.exec(status)?.[1]?.replaceAll(',', '') ?? 0);
    const worked = await countWork(page);
    const frames = await drag(page, true);
    const script = (await worked()) / frames.length;
    const hovers = await drag(page, false);
    return { notes, lines, shown, rest, frames, script, hovers };
  } finally {
    await app.close();
  }
}

/** The returned function tells the milliseconds that the page's script has run since. */
async function countWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
  };
  const before = await worked();
  return async () => (await worked()) - before;
}

/** Move the pointer over the graph, a little each frame, with a button down or not; the times from frame to frame. */
function drag(page: Page, down: boolean): Promise<number[]> {
  return page.locator('.graph-stage').evaluate(
    async (stage, { count, down }) => {
      const box = stage.getBoundingClientRect();
      const send = (type: string, step: number) =>
        stage.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 1,
            bubbles: true,
            button: 0,
            clientX: box.left + box.width / 2 + (step - count / 2) * 6,
            clientY: box.top + box.height / 2 + (step - count / 2) * 4,
          }),
        );
      stage.setPointerCapture = () => {};
      if (down) send('pointerdown', 0);
      const times: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let step = 1; step <= count; step++) {
        send('pointermove', step);
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      if (down) send('pointercancel', count);
      return times;
    },
    { count: frameCount, down },
  );
}
