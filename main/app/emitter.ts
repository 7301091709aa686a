// Who listens to a part of the app, by event, each event with one value.

export interface Emitter<Events> {
  /** Subscribes; what it returns unsubscribes. */
  on<E extends keyof Events>(event: E, listener: (told: Events[E]) => void): () => void;
  tell<E extends keyof Events>(event: E, told: Events[E]): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const all = new Map<keyof Events, Set<(told: never) => void>>();
  return {
    on(event, listener) {
      const listeners = all.get(event) ?? new Set();
      all.set(event, listeners.add(listener));
      return () => void listeners.delete(listener);
    },
    tell(event, told) {
      // A copy: a listener may leave while it is told.
      for (const listener of [...(all.get(event) ?? [])]) listener(told as never);
    },
  };
}
