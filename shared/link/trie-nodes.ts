/**
 * The shape of a trie over UTF-16 units, in flat tables: nodes are numbers from 1 on, 0 is none. Nodes are only
 * added; what they mean is kept by whoever uses them.
 */
export class TrieNodes {
  static readonly root = 1;
  #count = 1;
  /** Open addressing: the edge in slot `i` leads from `#parents[i]` by `#units[i]` to `#children[i]`. */
  #parents = new Int32Array(1 << 12);
  #units = new Uint16Array(1 << 12);
  #children = new Int32Array(1 << 12);
  /** By hash of two or three units: 1 where a longer text begins with them, 2 where they are all of it. */
  readonly #heads = new Uint8Array(1 << 17);
  /** A bit for each unit that a text begins with: small enough to stay in the processor's nearest cache. */
  readonly #firsts = new Uint8Array(1 << 13);

  /** The node of a text of two units or more, made where there is none. */
  grow(text: string): number {
    this.#mark(text);
    let node = TrieNodes.root;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      node = this.child(node, unit) || this.#add(node, unit);
    }
    return node;
  }

  /** The node of a text, 0 where there is none. */
  find(text: string): number {
    let node = TrieNodes.root;
    for (let at = 0; at < text.length && node > 0; at++) node = this.child(node, text.charCodeAt(at));
    return node;
  }

  /** Whether some text may begin with these units. Nearly all places of a text fail here. */
  mayBegin(first: number, second: number, third: number): boolean {
    if ((((this.#firsts[first >> 3] ?? 0) >> (first & 7)) & 1) === 0) return false;
    const pair = headHash(first, second);
    const head = this.#heads[pair] ?? 0;
    return head > 1 || (head === 1 && this.#heads[headHash(pair, third)] !== 0);
  }

  child(node: number, unit: number): number {
    const slot = this.#slot(node, unit);
    return this.#children[slot] ?? 0;
  }

  #mark(text: string): void {
    const first = text.charCodeAt(0);
    this.#firsts[first >> 3] = (this.#firsts[first >> 3] ?? 0) | (1 << (first & 7));
    const pair = headHash(first, text.charCodeAt(1));
    this.#heads[pair] = Math.max(this.#heads[pair] ?? 0, text.length > 2 ? 1 : 2);
    if (text.length < 3) return;
    const triple = headHash(pair, text.charCodeAt(2));
    this.#heads[triple] = Math.max(this.#heads[triple] ?? 0, 1);
  }

  /** The slot of an edge, or the free one where it belongs. */
  #slot(node: number, unit: number): number {
    const mask = this.#parents.length - 1;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7;
    for (slot &= mask; this.#parents[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#parents[slot] === node && this.#units[slot] === unit) return slot;
    }
    return slot;
  }

  #add(node: number, unit: number): number {
    if (this.#count * 2 > this.#parents.length) this.#widen();
    const slot = this.#slot(node, unit);
    this.#count++;
    this.#parents[slot] = node;
    this.#units[slot] = unit;
    this.#children[slot] = this.#count;
    return this.#count;
  }

  #widen(): void {
    const parents = this.#parents;
    const units = this.#units;
    const children = this.#children;
    this.#parents = new Int32Array(parents.length * 2);
    this.#units = new Uint16Array(parents.length * 2);
    this.#children = new Int32Array(parents.length * 2);
    parents.forEach((parent, index) => {
      if (parent === 0) return;
      const slot = this.#slot(parent, units[index] ?? 0);
      this.#parents[slot] = parent;
      this.#units[slot] = units[index] ?? 0;
      this.#children[slot] = children[index] ?? 0;
    });
  }
}

function headHash(first: number, second: number): number {
  return (Math.imul(first, 0x9e5) + Math.imul(second, 0x4f)) & 0x1ffff;
}
