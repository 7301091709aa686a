// Hands output on: at once while it trickles (a key's echo never waits for a timer), gathered while it floods.

/** Milliseconds over which output is counted to tell a trickle from a flood. */
const WINDOW_MS = 4;
/** Characters within one window up to which it is a trickle: a redrawn screen of 80 × 24 with its colours passes. */
const TRICKLE = 4 * 1024;
/** Milliseconds for which a flood is gathered: a quarter of a frame, so nobody sees it. */
const GATHER_MS = 4;
/** Characters gathered at most: one message between processes that still costs a screen only some milliseconds. */
const BATCH = 64 * 1024;

export interface Batcher {
  push(text: string): void;
  /** Hands on what is gathered, now. */
  flush(): void;
}

export function batcher(deliver: (text: string) => void): Batcher {
  let gathered: string[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let windowStart = -Infinity;
  let inWindow = 0;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (size === 0) return;
    const text = gathered.length === 1 ? (gathered[0] ?? '') : gathered.join('');
    gathered = [];
    size = 0;
    deliver(text);
  };

  return {
    push(text) {
      if (text === '') return;
      const now = performance.now();
      if (now - windowStart > WINDOW_MS) {
        windowStart = now;
        inWindow = 0;
      }
      inWindow += text.length;
      gathered.push(text);
      size += text.length;
      if (size >= BATCH || (timer === undefined && inWindow <= TRICKLE)) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
    flush,
  };
}
