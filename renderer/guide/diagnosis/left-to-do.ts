// What is left to do in a step where nothing is wrong.
import type { CheckView, Progress, Said, Sidecar, Step } from '../../../preload/contract';
import { nextToRun, type RunnableBlock } from '../steps/runnable';
import { isSettled } from '../steps/views';

export type LeftToDo =
  { kind: 'nothing' } | { kind: 'checks'; checks: Said[] } | { kind: 'command'; block: RunnableBlock };

/** The checks that do not hold yet; where there are none, the command that is next. */
export function leftToDo(step: Step, sidecar: Sidecar | undefined, progress: Progress): LeftToDo {
  const checks = sidecar?.steps[step.id]?.checks ?? [];
  const views: CheckView[] = progress.checks[step.id] ?? [];
  const open = checks.filter((_, index) => {
    const view = views[index];
    return !view || !isSettled(view);
  });
  if (open.length > 0) return { kind: 'checks', checks: open.map((check) => check.say) };
  const block = checks.length === 0 ? nextToRun(step, progress.runs) : undefined;
  return block ? { kind: 'command', block } : { kind: 'nothing' };
}
