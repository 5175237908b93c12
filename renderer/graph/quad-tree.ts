/** Deeper than this, bodies are as good as in one place. */
const deepest = 24;
/** A cell that looks smaller than this, from where it is looked at, counts as one body. */
const theta2 = 0.9 ** 2;
const empty = -1;
/** Those that are very near must not fling each other away. */
const nearest2 = 1;

/**
 * Bodies in a plane by squares within squares (Barnes and Hut), so that far ones push as one. Made anew in each step
 * of a layout, in the same memory.
 */
export class QuadTree {
  /** Of each cell four slots: -1 nothing, a cell, or a body as `-2 - body`. */
  #slots = new Int32Array(0);
  #half = new Float32Array(0);
  #mass = new Float32Array(0);
  #x = new Float32Array(0);
  #y = new Float32Array(0);
  /** The next body in the same place, or -1. */
  #next = new Int32Array(0);
  #cells = 0;
  #places: Float32Array = new Float32Array(0);
  #masses: Float32Array = new Float32Array(0);
  /** Three more for each level that is gone down. */
  readonly #stack = new Int32Array(4 * (deepest + 2));

  /**
   * @param places x and y of each body in turn
   * @param bodies those that take part
   */
  build(places: Float32Array, masses: Float32Array, bodies: Uint32Array): void {
    const count = masses.length;
    this.#places = places;
    this.#masses = masses;
    if (this.#next.length < count) this.#next = new Int32Array(count);
    this.#cells = 0;
    const { x, y, half } = square(places);
    this.#newCell(x, y, half);
    for (const body of bodies) this.#insert(body);
    this.#weigh();
  }

  #newCell(x: number, y: number, half: number): number {
    const cell = this.#cells++;
    if (cell >= this.#half.length) this.#grow();
    this.#slots.fill(empty, cell * 4, cell * 4 + 4);
    this.#x[cell] = x;
    this.#y[cell] = y;
    this.#half[cell] = half;
    return cell;
  }

  #grow(): void {
    const size = Math.max(256, this.#half.length * 2);
    const longer = <T extends Float32Array | Int32Array>(to: T, from: T) => {
      to.set(from);
      return to;
    };
    this.#slots = longer(new Int32Array(size * 4), this.#slots);
    this.#half = longer(new Float32Array(size), this.#half);
    this.#mass = longer(new Float32Array(size), this.#mass);
    this.#x = longer(new Float32Array(size), this.#x);
    this.#y = longer(new Float32Array(size), this.#y);
  }

  /** The slot of a cell that a body belongs in. */
  #slot(cell: number, body: number): number {
    const right = (this.#places[body * 2] as number) >= (this.#x[cell] as number) ? 1 : 0;
    const below = (this.#places[body * 2 + 1] as number) >= (this.#y[cell] as number) ? 2 : 0;
    return cell * 4 + right + below;
  }

  #insert(body: number): void {
    let cell = 0;
    this.#next[body] = empty;
    for (let depth = 0; ; depth++) {
      const slot = this.#slot(cell, body);
      const there = this.#slots[slot] as number;
      if (there === empty || (there < empty && depth >= deepest)) {
        this.#next[body] = there === empty ? empty : -2 - there;
        this.#slots[slot] = -2 - body;
        return;
      }
      cell = there >= 0 ? there : this.#split(cell, slot, -2 - there);
    }
  }

  /** A cell in the slot where one body was. */
  #split(cell: number, slot: number, body: number): number {
    const half = (this.#half[cell] as number) / 2;
    const x = (this.#x[cell] as number) + (slot & 1 ? half : -half);
    const y = (this.#y[cell] as number) + (slot & 2 ? half : -half);
    const made = this.#newCell(x, y, half);
    this.#slots[slot] = made;
    this.#slots[this.#slot(made, body)] = -2 - body;
    return made;
  }

  /** From here on a cell stands where its bodies weigh. What is in a cell was made after it. */
  #weigh(): void {
    for (let cell = this.#cells - 1; cell >= 0; cell--) {
      let [mass, x, y] = [0, 0, 0];
      const add = (weight: number, atX: number, atY: number) => {
        mass += weight;
        x += weight * atX;
        y += weight * atY;
      };
      for (let slot = cell * 4; slot < cell * 4 + 4; slot++) {
        const there = this.#slots[slot] as number;
        if (there >= 0) add(this.#mass[there] as number, this.#x[there] as number, this.#y[there] as number);
        for (let body = -2 - there; there < empty && body !== empty; body = this.#next[body] as number) {
          add(
            this.#masses[body] as number,
            this.#places[body * 2] as number,
            this.#places[body * 2 + 1] as number,
          );
        }
      }
      this.#mass[cell] = mass;
      this.#x[cell] = x / mass;
      this.#y[cell] = y / mass;
    }
  }

  /** Add to `speeds` what all others push a body away with, by mass and distance. */
  push(body: number, strength: number, speeds: Float32Array): void {
    const [places, masses, next, stack] = [this.#places, this.#masses, this.#next, this.#stack];
    const [slots, half, mass, cellX, cellY] = [this.#slots, this.#half, this.#mass, this.#x, this.#y];
    const x = places[body * 2] as number;
    const y = places[body * 2 + 1] as number;
    let pushX = 0;
    let pushY = 0;
    let waiting = 1;
    stack[0] = 0;
    while (waiting > 0) {
      const cell = stack[--waiting] as number;
      const dx = x - (cellX[cell] as number);
      const dy = y - (cellY[cell] as number);
      const far2 = dx * dx + dy * dy;
      const width = (half[cell] as number) * 2;
      if (width * width < theta2 * far2) {
        const share = (mass[cell] as number) / Math.max(nearest2, far2);
        pushX += dx * share;
        pushY += dy * share;
        continue;
      }
      for (let slot = cell * 4; slot < cell * 4 + 4; slot++) {
        const there = slots[slot] as number;
        if (there >= 0) stack[waiting++] = there;
        if (there >= empty) continue;
        for (let other = -2 - there; other !== empty; other = next[other] as number) {
          const ox = x - (places[other * 2] as number);
          const oy = y - (places[other * 2 + 1] as number);
          const share = (masses[other] as number) / Math.max(nearest2, ox * ox + oy * oy);
          pushX += ox * share;
          pushY += oy * share;
        }
      }
    }
    speeds[body * 2] = (speeds[body * 2] as number) + pushX * strength;
    speeds[body * 2 + 1] = (speeds[body * 2 + 1] as number) + pushY * strength;
  }
}

/** The middle and half the width of a square around all places. */
function square(places: Float32Array): { x: number; y: number; half: number } {
  const { left, top, right, bottom } = boundsOf(places);
  return { x: (left + right) / 2, y: (top + bottom) / 2, half: Math.max(right - left, bottom - top, 1) / 2 };
}

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Of places as x and y in turn; a point where there are none. */
export function boundsOf(places: Float32Array): Bounds {
  if (places.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < places.length; at += 2) {
    const [x, y] = [places[at] as number, places[at + 1] as number];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}
