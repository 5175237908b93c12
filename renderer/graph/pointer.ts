import type { Scene } from './scene.ts';

export interface PointerActs {
  /** A click on a node; with Ctrl, Cmd or the middle button `newTab`. */
  open(node: number, options: { newTab: boolean }): void;
  /** A node is drawn along. */
  hold(node: number, x: number, y: number): void;
  release(node: number): void;
  /** A click beside all nodes. */
  nothing(): void;
}

/** A pointer that moves less (pixels) between down and up clicks. */
const still = 4;

/** The pointer over a graph: it lights nodes, opens and draws them along, moves and zooms the view. */
export function followPointer(element: HTMLElement, scene: Scene, acts: PointerActs): () => void {
  const control = new AbortController();
  const { signal } = control;
  const fingers = new Map<number, readonly [number, number]>();
  let node = -1;
  let moved = 0;

  const point = (event: PointerEvent | WheelEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const show = (over: number) => {
    scene.hover(over);
    element.style.cursor = over >= 0 ? 'pointer' : '';
  };

  function onDown(event: PointerEvent): void {
    if (event.button > 1) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, point(event));
    moved = 0;
    node = fingers.size === 1 ? scene.at(...point(event)) : -1;
  }

  function onMove(event: PointerEvent): void {
    const last = fingers.get(event.pointerId);
    const now = point(event);
    if (!last) {
      show(scene.at(...now));
      return;
    }
    fingers.set(event.pointerId, now);
    const [x, y] = [now[0] - last[0], now[1] - last[1]];
    moved += Math.hypot(x, y);
    if (fingers.size === 2) pinch(last, now);
    else if (node < 0) scene.pan(x, y);
    else if (moved > still) acts.hold(node, ...scene.plane(...now));
  }

  function pinch(last: readonly [number, number], now: readonly [number, number]): void {
    const other = [...fingers.values()].find((one) => one !== now) ?? now;
    const before = Math.hypot(last[0] - other[0], last[1] - other[1]);
    const after = Math.hypot(now[0] - other[0], now[1] - other[1]);
    if (before > 0 && after > 0) scene.zoom(after / before, other);
  }

  function onUp(event: PointerEvent): void {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    if (node >= 0 && moved > still) acts.release(node);
    else if (event.type === 'pointerup' && moved <= still) {
      if (node >= 0) acts.open(node, { newTab: event.ctrlKey || event.metaKey || event.button === 1 });
      else acts.nothing();
    }
    node = -1;
    show(scene.at(...point(event)));
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    const strength = event.ctrlKey ? 0.01 : 0.002;
    scene.zoom(Math.exp(-event.deltaY * lines * strength), point(event));
    if (fingers.size === 0) show(scene.at(...point(event)));
  }

  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('pointerleave', () => fingers.size === 0 && show(-1), { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  // The middle button would scroll the page.
  element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  return () => control.abort();
}
