/** Many short texts in one piece of memory, unit by unit: to look through all of them costs no hop from one to the next. */
export class UnitTable {
  units = new Uint16Array(1 << 10);
  private ends = new Uint32Array(1 << 6);
  count = 0;

  add(text: string): void {
    const from = this.end(this.count - 1);
    const to = from + text.length;
    if (to > this.units.length) this.units = grown(this.units, to);
    if (this.count === this.ends.length) this.ends = grown(this.ends, this.count + 1);
    for (let at = 0; at < text.length; at++) this.units[from + at] = text.charCodeAt(at);
    this.ends[this.count++] = to;
  }

  /** Where the text of this number begins. */
  start(index: number): number {
    return this.end(index - 1);
  }

  end(index: number): number {
    return index < 0 ? 0 : (this.ends[index] as number);
  }

  text(index: number): string {
    return String.fromCharCode(...this.units.subarray(this.start(index), this.end(index)));
  }
}

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units;
}

/** A copy with room for at least so many. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int16Array | Float64Array>(
  array: T,
  least: number,
): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}
