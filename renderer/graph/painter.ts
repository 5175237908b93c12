import type { Camera } from './camera.ts';
import type { Drawing, View } from './drawing.ts';
import { createLineBudget } from './line-budget.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';

/**
 * Keeps a canvas up to a view of a graph, frame by frame. Where one frame cannot draw all lines, it takes several, and the
 * canvas goes on showing what it did, moved to where the view is now: so a slow machine follows the hand, too.
 */
export interface Painter {
  picture(picture: Picture, palette: Palette): void;
  /** Nodes have moved: that is shown at once, with as many lines as one frame affords, and all of them later. */
  places(places: Float32Array): void;
  /** The canvas is empty, since it has another size. */
  cleared(): void;
  /** The context was lost, and all of it with that. */
  restored(): void;
  /**
   * Do the work of one frame; `soon` is called where there is more.
   * @param moving the view is on the move: it would be too late for what takes more than one frame
   */
  paint(view: View, moving: boolean): void;
}

export interface PainterOptions {
  draw(): Drawing;
  /** Calls back when all that was drawn is there, some time after this; false where that cannot be told. */
  whenDone(done: () => void): boolean;
  /** Move what the canvas shows: a CSS transform about its top left. */
  carry(transform: string): void;
  /** Let `paint` be called in the next frame. */
  soon(): void;
}

export function createPainter({ draw, whenDone, carry, soon }: PainterOptions): Painter {
  const budget = createLineBudget();
  let drawing = draw();
  let count = 0;
  /** What the canvas shows, and what is being drawn and not seen yet. */
  let shown: View | undefined;
  let begun: { view: View; lines: number } | undefined;
  let stale = true;
  let urgent = true;
  /** The graphics processor is still at what it was given last. */
  let busy = false;
  /** There was a view to draw while it was. */
  let missed = false;

  function change(isUrgent: boolean): void {
    begun = undefined;
    stale = true;
    urgent ||= isUrgent;
  }

  function step(view: View): void {
    if (!begun || !isSame(begun.view, view)) {
      begun = { view, lines: 0 };
      drawing.begin(view);
    }
    const from = begun.lines;
    const to = Math.min(count, from + budget.lines());
    drawing.lines(view, from, to);
    begun.lines = to;
    const whole = to === count;
    if (whole || urgent) {
      drawing.end(view);
      shown = view;
      stale = !whole;
      urgent = false;
      begun = undefined;
    }
    watch(to - from);
  }

  /** Learn how long it took. */
  function watch(lines: number): void {
    if (busy) return;
    const since = performance.now();
    busy = whenDone(() => {
      busy = false;
      budget.took(lines, performance.now() - since);
      if (stale || begun || missed) soon();
    });
  }

  return {
    picture(picture, palette) {
      drawing.picture(picture, palette);
      count = picture.widths.length;
      change(false);
    },
    places(places) {
      drawing.places(places);
      change(true);
    },
    cleared: () => change(true),
    restored() {
      drawing = draw();
      busy = false;
      change(true);
    },
    paint(view, moving) {
      const slow = budget.lines() < count;
      const due = urgent || !shown || !isSame(shown, view) || stale;
      missed = due && slow && busy;
      if (due && !missed && (urgent || !slow || !moving)) step(view);
      else if (moving) begun = undefined;
      carry(shown && !isSame(shown, view) ? carried(shown, view.camera) : '');
      if (begun && !busy) soon();
    },
  };
}

function isSame(a: View, b: View): boolean {
  return (
    a.camera.x === b.camera.x &&
    a.camera.y === b.camera.y &&
    a.camera.scale === b.camera.scale &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    a.ratio === b.ratio &&
    a.nodeSize === b.nodeSize
  );
}

/** The CSS transform, about the top left, that moves what is drawn for one camera to where another sees it. */
export function carried({ camera, size }: Pick<View, 'camera' | 'size'>, to: Camera): string {
  const scale = to.scale / camera.scale;
  const x = (size.width / 2) * (1 - scale) + (camera.x - to.x) * to.scale;
  const y = (size.height / 2) * (1 - scale) + (camera.y - to.y) * to.scale;
  return `matrix(${scale}, 0, 0, ${scale}, ${x}, ${y})`;
}
