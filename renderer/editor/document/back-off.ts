/** Waits 1, 2, 4 … 30 seconds between attempts. */
export interface BackOff {
  readonly waiting: boolean;
  /** Run `attempt` after the next wait, once. */
  start(attempt: () => void): void;
  /** It worked, or nobody cares any more. */
  stop(): void;
}

export function createBackOff(first = 1000, longest = 30_000): BackOff {
  let delay = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    get waiting() {
      return timer !== undefined;
    },
    start(attempt) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        attempt();
      }, delay);
      delay = Math.min(longest, delay * 2);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      delay = first;
    },
  };
}
