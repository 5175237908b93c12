/** Milliseconds that a frame in motion may take, and so many that there is room for more. */
const dear = 34;
const cheap = 20;
const least = 0.02;
/** Frames with fewer lines than this tell what a frame costs without them. */
const few = 0.05;

export interface LineBudget {
  /** The share of the lines to draw in a frame in motion, by how long the frames before it took. */
  moving(now: number): number;
  /** The motion has ended. */
  still(): void;
}

/**
 * How many lines a graph in motion can afford on this machine: as many as let it follow the hand, or, where even without
 * them it is slow, as many as make it little slower. At rest all are drawn, however long that takes.
 */
export function createLineBudget(): LineBudget {
  let share = 1;
  let last: number | undefined;
  /** What a frame costs whatever is drawn; 0 while that is not known. */
  let bare = 0;
  return {
    moving(now) {
      const took = last === undefined ? undefined : now - last;
      last = now;
      if (took === undefined) return share;
      if (share <= few) bare = bare === 0 ? took : Math.min(bare * 1.02, took);
      const limit = Math.max(dear, bare * 1.6);
      if (took > limit) share = Math.max(least, share * Math.max(0.3, limit / took));
      else if (took < Math.max(cheap, bare * 1.3)) share = Math.min(1, share * 1.1);
      return share;
    },
    still() {
      last = undefined;
    },
  };
}
