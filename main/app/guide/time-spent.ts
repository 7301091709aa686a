// How long the learner was at a step: seconds while somebody sees the window and does something in it.

export interface TimeSpent {
  /** Whether the window is seen. */
  setWatched(watched: boolean): void;
  /** The learner did something: a key, a click, a page turned. */
  active(): void;
  /** Counts what has passed for the step that was shown until now. */
  settle(): void;
  dispose(): void;
}

/** Milliseconds between two countings, which also go to the disk. */
const pause = 15_000;

/** Milliseconds without a key or click after which nobody is there: longer than the longest page takes to read. */
const idleLimit = 300_000;

/** `onSeconds`: told with whole seconds. */
export function createTimeSpent(onSeconds: (seconds: number) => void, now = Date.now): TimeSpent {
  let watched = true;
  let lastActive = now();
  let since = now();
  /** Milliseconds that are not a whole second yet. */
  let rest = 0;
  const settle = (): void => {
    const at = now();
    const end = Math.min(at, lastActive + idleLimit);
    const passed = rest + (watched ? Math.max(0, end - since) : 0);
    const seconds = Math.floor(passed / 1000);
    since = at;
    rest = passed - seconds * 1000;
    if (seconds > 0) onSeconds(seconds);
  };
  const timer = setInterval(settle, pause);
  timer.unref();
  return {
    settle,
    setWatched: (next) => {
      settle();
      watched = next;
    },
    active: () => {
      // Who comes back after an absence is here from now on.
      if (now() - lastActive > idleLimit) settle();
      lastActive = now();
    },
    dispose: () => {
      clearInterval(timer);
      settle();
    },
  };
}
