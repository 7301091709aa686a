// The figures of the closing page.
import type { Lab, Progress } from '../../../preload/contract';
import { checksOf, type StepView, stepViews } from '../steps/views';

export interface Summary {
  steps: { done: number; total: number };
  /** `done` includes those that the engine could only show in another way: `limited`. */
  checks: { done: number; limited: number; total: number };
  /** Undefined while the lab is not finished. */
  time: Duration | undefined;
  /** What is not done yet. */
  open: StepView[];
}

export interface Duration {
  days: number;
  hours: number;
  minutes: number;
}

export function summaryOf(lab: Lab, progress: Progress): Summary {
  const views = stepViews(lab, progress);
  const checks = lab.steps.flatMap((step) => checksOf(step, progress));
  const limited = checks.filter(({ kind }) => kind === 'limited').length;
  return {
    steps: { done: views.filter(({ state }) => state === 'done').length, total: views.length },
    checks: {
      done: checks.filter(({ kind }) => kind === 'done').length + limited,
      limited,
      total: checks.length,
    },
    time: durationOf(progress),
    open: views.filter(({ state }) => state !== 'done'),
  };
}

function durationOf({ startedAt, finishedAt }: Progress): Duration | undefined {
  if (finishedAt === undefined) return undefined;
  const minutes = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 60_000); // milliseconds
  // A clock that was set back, or a file that somebody edited.
  if (!(minutes >= 0)) return undefined;
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
