// What a journey makes of the progress: steps that lie behind the learner, and steps that are open again.
import type { CheckView, Progress, RunView } from '../../../../preload/contract';
import type { Lab } from '../../../labs/lab';
import { checksOf } from '../blocks';
import { isTicked, waiting } from '../progress';

/** The step is shown; those before it were, and what they check was verified or played. */
export function arrivedAt(progress: Progress, lab: Lab, step: string): Progress {
  const ids = lab.steps.map(({ id }) => id);
  const before = ids.slice(0, ids.indexOf(step));
  const done = (id: string): CheckView[] =>
    checksOf(lab, id).map((_check, index): CheckView => {
      const view = progress.checks[id]?.[index];
      return view && isTicked(view) ? view : { kind: 'done' };
    });
  return {
    ...progress,
    current: step,
    visited: [...new Set([...progress.visited, ...before, step])],
    checks: { ...progress.checks, ...Object.fromEntries(before.map((id) => [id, done(id)])) },
  };
}

/** What was ticked, run and answered in the step and after it is open again. */
export function reopened(progress: Progress, lab: Lab, step: string): Progress {
  const from = lab.steps.findIndex(({ id }) => id === step);
  const again = lab.steps.slice(from);
  const lines = new Set(again.flatMap(({ blocks }) => blocks.map(({ line }) => String(line))));
  const without = <T>(byLine: Record<number, T>): Record<number, T> =>
    Object.fromEntries(Object.entries(byLine).filter(([line]) => !lines.has(line)));
  return {
    ...progress,
    visited: progress.visited.filter((id) => !again.some((each) => each.id === id)),
    checks: {
      ...progress.checks,
      ...Object.fromEntries(again.map(({ id }) => [id, checksOf(lab, id).map(() => waiting)])),
    },
    // What runs still is told no more.
    runs: Object.fromEntries(
      Object.entries(without(progress.runs)).filter(([, { kind }]: [string, RunView]) => kind !== 'running'),
    ),
    quizzes: without(progress.quizzes),
    finishedAt: undefined,
  };
}
