// Who listens to a terminal, by event.
import type { TerminalEvents } from './terminal';

export interface Listeners {
  /** Adds one; what it returns takes it away. The same function added twice is told twice. */
  add<E extends keyof TerminalEvents>(event: E, listener: TerminalEvents[E]): () => void;
  tell<E extends keyof TerminalEvents>(event: E, ...values: Parameters<TerminalEvents[E]>): void;
  /** As `tell`, and each of them hears no more. */
  tellLast<E extends keyof TerminalEvents>(event: E, ...values: Parameters<TerminalEvents[E]>): void;
  count(event: keyof TerminalEvents): number;
}

type Told = (...values: never[]) => void;

export function listeners(): Listeners {
  const all: Record<keyof TerminalEvents, Set<{ listener: Told }>> = {
    data: new Set(),
    shell: new Set(),
    exit: new Set(),
  };
  const tell = (event: keyof TerminalEvents, values: unknown[]): void => {
    // A copy: a listener may leave, or bring another, while it is told.
    for (const { listener } of [...all[event]]) listener(...(values as never[]));
  };
  return {
    add(event, listener) {
      const entry = { listener };
      all[event].add(entry);
      return () => void all[event].delete(entry);
    },
    tell: (event, ...values) => tell(event, values),
    tellLast(event, ...values) {
      tell(event, values);
      all[event].clear();
    },
    count: (event) => all[event].size,
  };
}
