// How far each step of the lab is, as the rail, the overview and the closing page show it.
import type { CheckView, Lab, Progress, Step } from '../../../preload/contract';
import { isRunnable } from './runnable';

export type StepState = 'unseen' | 'seen' | 'partly' | 'done';

export interface StepView {
  step: Step;
  /** 1-based. */
  number: number;
  state: StepState;
  isCurrent: boolean;
  /** Checks that hold, or that this engine cannot show, of those that there are. */
  settled: number;
  checks: number;
  /** The step of a higher level that it belongs to. */
  parent: Step | undefined;
}

export function stepViews(lab: Lab, progress: Progress): StepView[] {
  const current = currentIndex(lab, progress);
  return lab.steps.map((step, index) => {
    const views = checksOf(step, progress);
    return {
      step,
      number: index + 1,
      state: stateOf(step, views, progress),
      isCurrent: index === current,
      settled: views.filter(isSettled).length,
      checks: views.length,
      parent: lab.steps.slice(0, index).findLast(({ level }) => level < step.level),
    };
  });
}

/** The first step where the one that progress names is no longer in the lab. */
export function currentIndex(lab: Lab, progress: Progress): number {
  return Math.max(
    0,
    lab.steps.findIndex(({ id }) => id === progress.current),
  );
}

export function isSettled(check: CheckView): boolean {
  return check.kind === 'done' || check.kind === 'limited';
}

export function checksOf(step: Step, progress: Progress): CheckView[] {
  return progress.checks[step.id] ?? [];
}

/** By its checks; by what was run where it has none; by having been read where it has neither. */
function stateOf(step: Step, checks: CheckView[], { visited, runs }: Progress): StepState {
  const isSeen = visited.includes(step.id);
  const commands = step.blocks.filter(isRunnable);
  const settled = checks.length > 0 ? checks.filter(isSettled).length : commands.filter(isOver).length;
  const wanted = checks.length > 0 ? checks.length : commands.length;
  if (settled === wanted && (isSeen || wanted > 0)) return 'done';
  if (settled > 0) return 'partly';
  return isSeen ? 'seen' : 'unseen';

  function isOver({ line }: { line: number }): boolean {
    return runs[line] !== undefined && runs[line].kind !== 'running';
  }
}
