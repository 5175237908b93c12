/** Milliseconds, with as many digits as mean something. */
export function ms(value: number | undefined): string | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  if (value >= 100) return count(Math.round(value));
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `value` in yardsticks, such as `1.3x`. */
export function ratio(value: number | undefined, yardstick: number | undefined): string | undefined {
  if (value === undefined || yardstick === undefined || Number.isNaN(value / yardstick)) return undefined;
  const times = value / yardstick;
  return `${times >= 10 ? count(Math.round(times)) : times.toFixed(2)}x`;
}

export function megabytes(bytes: number): string {
  const size = bytes / 1e6;
  return size >= 10 ? count(Math.round(size)) : size.toFixed(2);
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
