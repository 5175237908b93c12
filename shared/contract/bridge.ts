/**
 * What the desktop app's preload puts on `window.commonplace`: a way for frames, and nothing else.
 * Frames are JSON text, so that one flat string crosses between the two worlds.
 */
export interface FrameBridge {
  /** Begin a new channel; an earlier one ends. `onClose` is called where the other side ends it. */
  open(onFrame: (frame: string) => void, onClose: () => void): void;
  post(frame: string): void;
  close(): void;
}

/** Its name on `window`. */
export const bridgeName = 'commonplace';
