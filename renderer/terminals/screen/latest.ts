// Sends values that replace each other: one on its way at a time, then the last one that was given meanwhile.

export function sendLatest<T>(send: (value: T) => Promise<unknown>): (value: T) => void {
  let waiting: { value: T } | undefined;
  let isSending = false;

  const run = async (): Promise<void> => {
    isSending = true;
    while (waiting) {
      const { value } = waiting;
      waiting = undefined;
      await send(value);
    }
    isSending = false;
  };

  return (value) => {
    waiting = { value };
    if (!isSending) void run();
  };
}
