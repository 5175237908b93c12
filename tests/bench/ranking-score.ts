/** Where the first note of real use stands: 1 for the first place, 1/2 for the second; 0 where it is not among them. */
export function reciprocalRank(paths: readonly string[], grades: Readonly<Record<string, number>>): number {
  const at = paths.findIndex((path) => (grades[path] ?? 0) >= 2);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Normalised discounted cumulative gain of the first ten: 1 where no order would be better. */
export function ndcg10(paths: readonly string[], grades: Readonly<Record<string, number>>): number {
  const gain = (list: readonly number[]) =>
    list.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const best = gain(Object.values(grades).sort((a, b) => b - a));
  return best === 0 ? 0 : gain(paths.map((path) => grades[path] ?? 0)) / best;
}
