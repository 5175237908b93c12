/** Milliseconds that the lines of a frame may take. */
const wanted = 30;
const least = 500;
const first = 4000;
/** Frames with no more lines than this tell what a frame costs without them. */
const few = 1000;

export interface LineBudget {
  /** How many lines to draw in one frame. */
  lines(): number;
  /** What so many lines took, in milliseconds. */
  took(drawn: number, time: number): void;
}

/**
 * How many lines this machine can draw in one frame: as many as let it follow the hand, or, where even without them it is
 * slow, as many as make it little slower.
 */
export function createLineBudget(): LineBudget {
  let lines = first;
  /** What a frame costs whatever is drawn; 0 while that is not known. */
  let bare = 0;
  return {
    lines: () => lines,
    took(drawn, time) {
      if (drawn <= few) bare = bare === 0 ? time : Math.min(bare * 1.02, time);
      const limit = Math.max(wanted, bare * 2);
      const factor = Math.min(2, Math.max(0.3, limit / Math.max(1, time)));
      const next = Math.max(least, Math.round(drawn * factor));
      lines = factor < 1 ? next : Math.max(lines, next);
    },
  };
}
