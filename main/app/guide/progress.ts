// What a learner has done in a lab: how it begins, and what follows from it.
import type { CheckView, Progress } from '../../../preload/contract';
import type { Lab } from '../../labs/lab';
import { checksOf } from './blocks';

export function newProgress(lab: Lab): Progress {
  const first = lab.steps[0]?.id ?? '';
  return {
    lab: lab.id,
    current: first,
    visited: [first],
    checks: Object.fromEntries(lab.steps.map(({ id }) => [id, checksOf(lab, id).map(() => waiting)])),
    runs: {},
    quizzes: {},
    hints: {},
    times: {},
    solutions: [],
    captures: {},
    startedAt: new Date().toISOString(),
  };
}

export const waiting: CheckView = { kind: 'waiting' };

/** Whether the check will not be looked at again. */
export function isTicked(view: CheckView | undefined): boolean {
  return view?.kind === 'done' || view?.kind === 'limited';
}

/** A step without checks is complete. */
export function isComplete({ checks }: Pick<Progress, 'checks'>, step: string): boolean {
  return (checks[step] ?? []).every(isTicked);
}

/** With its end, where everything was ticked and the last step was shown. */
export function withEnd(progress: Progress, lab: Lab): Progress {
  if (progress.finishedAt !== undefined) return progress;
  const last = lab.steps.at(-1)?.id ?? '';
  const isOver = progress.visited.includes(last) && lab.steps.every(({ id }) => isComplete(progress, id));
  return isOver ? { ...progress, finishedAt: new Date().toISOString() } : progress;
}
