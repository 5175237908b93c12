import type { Forces, LayoutInput } from './layout.ts';
import type { FromLayout, ToLayout } from './layout-messages.ts';

export interface RunningLayout {
  /** Begin with another graph. */
  start(input: LayoutInput): void;
  hold(node: number, x: number, y: number): void;
  release(node: number): void;
  force(forces: Forces): void;
  stop(): void;
}

/**
 * A layout in a thread of its own.
 * @param onMoved where the nodes of the graph started last are by now
 */
export function runLayout(onMoved: (moved: FromLayout) => void, onFailed: () => void): RunningLayout {
  let worker: Worker | undefined;
  const tell = (message: ToLayout) => worker?.postMessage(message);

  function open(): void {
    worker?.terminate();
    worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromLayout>) => {
      onMoved(data);
      tell({ kind: 'taken' });
    };
    worker.onerror = onFailed;
  }

  return {
    start(input) {
      // A new thread: nothing that is under way can be taken for the new graph.
      open();
      tell({ kind: 'start', input });
    },
    hold: (node, x, y) => tell({ kind: 'hold', node, x, y }),
    release: (node) => tell({ kind: 'release', node }),
    force: (forces) => tell({ kind: 'force', forces }),
    stop: () => worker?.terminate(),
  };
}
