// A promise that may not take for ever.

/** Rejects with `ETIMEDOUT` after `milliseconds`, with `ABORT_ERR` when the signal aborts; what was asked may go on. */
export async function within<T>(milliseconds: number, promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  const over = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(
      () => reject(coded(`no answer in ${milliseconds} ms`, 'ETIMEDOUT')),
      milliseconds,
    );
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    const abort = (): void => reject(coded('aborted', 'ABORT_ERR'));
    signal?.addEventListener('abort', abort, { once: true, signal: over.signal });
    if (signal?.aborted) abort();
  });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    over.abort();
  }
}

function coded(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
