import type { Result } from '../../../shared/contract/api.ts';
import type { DiagramDrawing } from '../../../shared/contract/diagram.ts';
import type { Client } from '../../../shared/contract/rpc.ts';
import { DiagramFrame } from './diagram-frame.ts';
import type { EmbedLink } from './embed-link.ts';

/** Answers by a key, those used last; an answer that has come is there at once, so that nothing flickers. */
export class Answers<T> {
  private readonly settled = new Map<string, T>();
  private readonly asked = new Map<string, Promise<T>>();
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  /** The answer, if it has come. */
  get(key: string): T | undefined {
    return this.settled.get(key);
  }

  ask(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.settled.get(key);
    if (known !== undefined) return Promise.resolve(known);
    const asked = this.asked.get(key) ?? this.load(key, load);
    this.asked.set(key, asked);
    return asked;
  }

  set(key: string, value: T): void {
    this.settled.delete(key);
    this.settled.set(key, value);
    const oldest = this.settled.keys().next().value;
    if (this.settled.size > this.size && oldest !== undefined) this.settled.delete(oldest);
  }

  drop(key: string): void {
    this.settled.delete(key);
    this.asked.delete(key);
  }

  clear(): void {
    this.settled.clear();
    this.asked.clear();
  }

  private async load(key: string, load: () => Promise<T>): Promise<T> {
    const mine = load();
    // What was dropped while it was on its way is not kept: it may be older than the drop.
    await Promise.resolve();
    const asked = this.asked.get(key);
    try {
      const value = await mine;
      if (this.asked.get(key) === asked) this.set(key, value);
      return value;
    } finally {
      if (this.asked.get(key) === asked) this.asked.delete(key);
    }
  }
}

/** KaTeX, of which only this much is used. */
export interface Katex {
  render(tex: string, parent: HTMLElement, options: Record<string, unknown>): void;
}

export interface Size {
  width: number;
  height: number;
}

/** What drawing has found out before, for as long as the window is connected. */
export interface RenderCache {
  /** Texts by path. */
  notes: Answers<string>;
  /** Where links lead, by source, form and target. */
  targets: Answers<Result<'link.resolve'>>;
  /** Drawings of diagrams, by theme and source. */
  diagrams: Answers<DiagramDrawing>;
  /** Where diagrams are drawn. */
  frame: DiagramFrame;
  /** What lays out formulas, once it was needed. Its key is ''. */
  katex: Answers<Katex>;
  /** Images from the web that were asked for, as data, by address. */
  web: Answers<string>;
  /** Natural sizes of images by `imageKey`, and heights of what takes time to draw. */
  sizes: Answers<Size>;
}

/** The key in `RenderCache.sizes` of the image that a note calls by this name, decoded and without fragment. */
export function imageKey(source: string, form: EmbedLink['form'], name: string): string {
  return `${source}\n${form}\n${name}`;
}

/** Remember the sizes of the images of a note that was read: their places are kept when it is drawn. */
export function keepImageSizes(client: Client, { path, images = [] }: Result<'note.read'>): void {
  if (images.length === 0) return;
  const { sizes } = renderCache(client);
  for (const { kind, name, width, height } of images)
    sizes.set(imageKey(path, kind, name), { width, height });
}

const caches = new WeakMap<Client, RenderCache>();

/** The one of this connection. What changes in the vault drops out of it by itself. */
export function renderCache(client: Client): RenderCache {
  const known = caches.get(client);
  if (known) return known;
  const cache: RenderCache = {
    notes: new Answers(100),
    targets: new Answers(2000),
    diagrams: new Answers(60),
    frame: new DiagramFrame(),
    katex: new Answers(1),
    web: new Answers(40),
    sizes: new Answers(2000),
  };
  client.on('vault.changed', ({ paths }) => {
    cache.targets.clear();
    if (!paths) cache.notes.clear();
    for (const path of paths ?? []) cache.notes.drop(path);
  });
  caches.set(client, cache);
  return cache;
}
