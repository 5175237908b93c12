import type { Forces, LayoutInput } from './layout.ts';

/** What the window says to the thread of a layout. */
export type ToLayout =
  | { kind: 'start'; input: LayoutInput }
  | { kind: 'hold'; node: number; x: number; y: number }
  | { kind: 'release'; node: number }
  | { kind: 'force'; forces: Forces }
  /** The places that were sent are on the screen. */
  | { kind: 'taken' };

export interface FromLayout {
  places: Float32Array;
  /** 1: at rest. */
  progress: number;
}
