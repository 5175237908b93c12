/** Says when to save: once typing rests, and at the latest a while after the first unsaved change. */
export interface SaveTimer {
  /** Something is unsaved: wait for rest. */
  start(): void;
  /** Nothing is unsaved any more, or saving waits for something else. */
  stop(): void;
}

/**
 * @param save called when it is time
 * @param rest milliseconds without `start`
 * @param longest milliseconds since the first `start`
 */
export function createSaveTimer(save: () => void, rest = 500, longest = 10_000): SaveTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | undefined;
  return {
    start() {
      since ??= Date.now();
      clearTimeout(timer);
      const left = longest - (Date.now() - since);
      timer = setTimeout(save, Math.max(0, Math.min(rest, left)));
    },
    stop() {
      clearTimeout(timer);
      since = undefined;
    },
  };
}
