// What the keeper does, one after the other: nothing interleaves, and what is no longer wanted can be aborted.
import { messageOf } from '../../failure/failure';
import type { Log } from '../../log/log';

type OperationKind = 'start' | 'stop' | 'reset' | 'restore' | 'return' | 'clean';

export interface Operations {
  /** Under way first, then what waits for its turn. */
  kinds(): OperationKind[];
  /** Runs `work` once all before it have ended; never rejects, as `work` tells its own failures. */
  run(kind: OperationKind, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Aborts those of that kind, or all; what has not begun never does. */
  abort(kind?: OperationKind): void;
  /** Resolves once all that are known now have ended. */
  settled(): Promise<void>;
}

interface Operation {
  kind: OperationKind;
  controller: AbortController;
  ended: Promise<void>;
}

export function createOperations(log: Log): Operations {
  let all: Operation[] = [];
  const settled = (): Promise<void> => all.at(-1)?.ended ?? Promise.resolve();
  return {
    kinds: () => all.map(({ kind }) => kind),
    run: (kind, work) => {
      const controller = new AbortController();
      const { signal } = controller;
      const perform = async (): Promise<void> => {
        try {
          if (!signal.aborted) await work(signal);
        } catch (error) {
          log.warn({ kind, error: messageOf(error) }, 'an operation of the keeper failed');
        }
        all = all.filter((each) => each !== operation);
      };
      const operation: Operation = { kind, controller, ended: settled().then(perform) };
      all.push(operation);
      return operation.ended;
    },
    abort: (kind) => {
      for (const each of all) if (kind === undefined || each.kind === kind) each.controller.abort();
    },
    settled,
  };
}
