// Bring-up as a visible list of named steps, each with a weight and an undo; the loop stands here once.
import type { TextKey, TextValues } from '../i18n/i18n';
import { Failure } from '../failure/failure';

export interface Step {
  /** What the learner reads while it runs. */
  title: TextKey;
  values?: TextValues;
  /** Share of the whole, in parts of the sum of all weights: about its duration in tenths of a second. */
  weight: number;
  run: () => Promise<void>;
  /** Takes back whatever `run` did, also when it failed half-way. */
  undo?: () => Promise<void>;
}

export interface Progress {
  title: TextKey;
  values: TextValues;
  /** Share of the whole that is done, 0 to 1. */
  done: number;
  state: 'running' | 'done';
}

export interface StepOptions {
  onProgress?: ((progress: Progress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Runs the steps in order. On a failure or an abort takes back those that were begun, last first, and throws. */
export async function runSteps(steps: Step[], { onProgress, signal }: StepOptions): Promise<void> {
  const total = steps.reduce((sum, step) => sum + step.weight, 0);
  const begun: Step[] = [];
  let done = 0;
  const report = (step: Step, state: Progress['state']): void =>
    onProgress?.({ title: step.title, values: step.values ?? {}, done: done / total, state });
  try {
    for (const step of steps) {
      if (signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
      begun.push(step);
      report(step, 'running');
      await step.run();
      done += step.weight;
      report(step, 'done');
    }
    if (signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
  } catch (failure) {
    await takeBack(begun.reverse(), failure);
  }
}

async function takeBack(begun: Step[], failure: unknown): Promise<never> {
  const failures: unknown[] = [failure];
  for (const step of begun) {
    try {
      await step.undo?.();
    } catch (undoFailure) {
      failures.push(undoFailure); // the other undos are still owed
    }
  }
  if (failures.length === 1 || !(failure instanceof Failure)) throw failure;
  // The learner reads why it failed; that something is left is told by `doctor` and the cause.
  throw new Failure(failure.kind, failure.text, failure.values, { cause: new AggregateError(failures) });
}
