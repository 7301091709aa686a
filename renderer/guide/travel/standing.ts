// Where the learner stands in the lab, and so which steps they have to be brought to.
import type { Fault, Step } from '../../../preload/contract';
import { isRunnable } from '../steps/runnable';
import type { StepView } from '../steps/views';

/** Whether anything is done in it: commands, or checks. */
export function acts({ step, checks }: Pick<StepView, 'step' | 'checks'>): boolean {
  return checks > 0 || step.blocks.some(isRunnable);
}

/** The first step in which something is left to do, what is only read before it, and the step that was just done. */
export function isStanding(views: StepView[], view: StepView): boolean {
  const acting = views.filter(acts);
  const open = acting.findIndex(({ state }) => state !== 'done');
  const last = acting[open === -1 ? acting.length - 1 : open];
  const before = acting[(open === -1 ? acting.length : open) - 1];
  return view.number >= (before?.number ?? 1) && view.number <= (last?.number ?? views.length);
}

/** Steps before this one whose result is missing, by the progress: something in them is left to do. */
export function openBefore(views: StepView[], { number }: StepView): Step[] {
  return views
    .filter((view) => view.number < number && view.state !== 'done' && acts(view))
    .map(({ step }) => step);
}

/** The same by the cluster itself. */
export function missingBefore(views: StepView[], { number }: StepView, faults: Fault[]): Step[] {
  const missing = new Set(faults.map(({ step }) => step));
  return views.filter((view) => view.number < number && missing.has(view.step.id)).map(({ step }) => step);
}
