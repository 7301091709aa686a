// The visible list of steps while the keeper brings up, resets or removes: true progress, told with every change.
import type { Phase, PhaseStep } from '../../../preload/contract';
import type { Progress } from '../../cluster/steps';
import type { TextKey, TextValues } from '../../i18n/i18n';

type Kind = Extract<Phase, { steps: PhaseStep[] }>['kind'];

export interface StepList {
  /** Begins a step, which ends the one before; `done` is the share of the whole that was done before it. */
  begin(text: TextKey, values?: TextValues, done?: number): void;
  /** Says the running step better. */
  reword(text: TextKey, values?: TextValues): void;
  /** Ends the running step: it failed, and what follows does without. */
  fail(): void;
  /** Shows the steps of a cluster's verb, which are the part of the whole between two shares. */
  follow(from: number, to: number): (progress: Progress) => void;
}

/** Nothing is told any more once the signal aborts: what is taken back makes no progress. */
export function createStepList(kind: Kind, tell: (phase: Phase) => void, signal?: AbortSignal): StepList {
  let steps: PhaseStep[] = [];
  let done = 0;
  const change = (next: PhaseStep[], share = done): void => {
    steps = next;
    done = Math.max(done, share);
    if (!signal?.aborted) tell({ kind, steps, done });
  };
  /** The steps with the running one ended that way. */
  const ended = (state: 'done' | 'failed'): PhaseStep[] =>
    steps.map((step) => (step.state === 'running' ? { ...step, state } : step));
  const begin: StepList['begin'] = (text, values = {}, share) =>
    change([...ended('done'), { text, values, state: 'running' }], share);
  return {
    begin,
    reword: (text, values = {}) =>
      change(steps.map((step) => (step.state === 'running' ? { ...step, text, values } : step))),
    fail: () => change(ended('failed')),
    follow:
      (from, to) =>
      ({ title, values, done: share, state }) => {
        const at = from + (to - from) * share;
        if (state === 'running') begin(title, values, at);
        else change(ended('done'), at);
      },
  };
}
