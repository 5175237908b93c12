/** Whether two lists of rows say the same, in whatever order. What stays as it is needs not be written. */
export function sameRows(one: readonly object[], other: readonly object[]): boolean {
  if (one.length !== other.length) return false;
  if (one.length === 0) return true;
  const texts = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.values(row))).sort();
  const [a, b] = [texts(one), texts(other)];
  return a.every((text, at) => text === b[at]);
}
