import { afterAll, beforeAll, expect } from 'vitest';
import { openTestWindow, type TestWindow, type WindowOptions } from '../fixtures/window.ts';

/** Tests of one block share a window, and go through it in order; it must not complain. */
export function withWindow(options: WindowOptions): () => TestWindow {
  const box: { window?: TestWindow } = {};
  beforeAll(async () => {
    box.window = await openTestWindow(options);
  });
  afterAll(async () => {
    const complaints = box.window?.complaints;
    await box.window?.close();
    expect(complaints).toEqual([]);
  });
  return () => {
    if (!box.window) throw new Error('There is no window');
    return box.window;
  };
}
