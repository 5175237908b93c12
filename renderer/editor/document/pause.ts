/** A wait that can be broken off. */
export interface Pause {
  /** Resolves true after so many milliseconds, false at once where it was stopped. */
  wait(milliseconds: number): Promise<boolean>;
  /** Nobody waits any more. */
  stop(): void;
}

export function createPause(): Pause {
  let end: ((whole: boolean) => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        if (stopped) return resolve(false);
        end = resolve;
        timer = setTimeout(() => resolve(true), milliseconds);
      }),
    stop() {
      stopped = true;
      clearTimeout(timer);
      end?.(false);
    },
  };
}
