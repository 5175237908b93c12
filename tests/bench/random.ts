/** A source of numbers that gives the same ones for the same seed. */
export interface Random {
  /** From 0 up to, and without, `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Marsaglia's xorshift on 32 bits (Journal of Statistical Software 8/14, 2003): plenty for shuffling text. */
export function createRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;

  function below(limit: number): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 0x1_0000_0000) * limit);
  }

  return {
    below,
    pick(list) {
      const index = below(list.length);
      if (index >= list.length) throw new Error('Nothing to pick from');
      return list[index] as (typeof list)[number];
    },
  };
}
