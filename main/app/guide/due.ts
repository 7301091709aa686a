// Which checks are looked at now, and which of them may be ticked by what is seen: the order of the lab decides.
import type { Progress } from '../../../preload/contract';
import type { ClusterState } from '../../cluster/state';
import { checkState, isOfState } from '../../labs/checks';
import type { Check, Lab } from '../../labs/lab';
import { checksOf } from './blocks';
import { isComplete, isTicked } from './progress';

export interface PlacedCheck {
  step: string;
  index: number;
  check: Check;
}

/** A check's name within its lab. */
export function keyOf({ step, index }: PlacedCheck): string {
  return `${step}#${index}`;
}

export function allChecks(lab: Lab): PlacedCheck[] {
  return lab.steps.flatMap(({ id }) => checksOf(lab, id).map((check, index) => ({ step: id, index, check })));
}

/**
 * Those of the step that is shown, and of every step that was shown once all before it are complete. Within a step,
 * what is checked at its end waits for what is checked after a command: it may have been so all along.
 */
export function dueChecks(lab: Lab, progress: Progress): PlacedCheck[] {
  const ids = lab.steps.map(({ id }) => id);
  const firstOpen = ids.findIndex((id) => !isComplete(progress, id));
  const isLookedAt = (id: string): boolean =>
    id === progress.current || (ids.indexOf(id) === firstOpen && progress.visited.includes(id));
  return allChecks(lab)
    .filter(({ step, index }) => isLookedAt(step) && !isTicked(progress.checks[step]?.[index]))
    .filter(({ step, check }) => check.after !== undefined || isActed(lab, progress, step));
}

/** Whether everything that is checked after a command of the step is ticked. */
function isActed(lab: Lab, { checks }: Progress, step: string): boolean {
  return checksOf(lab, step).every(
    ({ after }, index) => after === undefined || isTicked(checks[step]?.[index]),
  );
}

/**
 * Whether what the state shows can only come from an action: a check after a command must have been seen to fail since
 * the nodes were new, or its command to have run. What the nodes are asked for, and rolling updates, is looked at only
 * when it is due.
 */
export function needsAction({ check: { after, expect } }: PlacedCheck): boolean {
  return after !== undefined && isOfState(expect);
}

/**
 * Whether the check fails in a way that only an action mends. A node that is not in the swarm yet has no role and no
 * availability: it gets them by joining, which is no promotion and no return. And nodes go up and down by themselves.
 */
export function failsTruly({ expect }: Check, state: ClusterState): boolean {
  if (!isOfState(expect)) return false;
  if (expect.kind !== 'node') return checkState(expect, state).kind === 'fails';
  const { kind, name, member, status, ...acted } = expect;
  if (member !== undefined) return checkState(expect, state).kind === 'fails';
  if (!state.nodes.some((node) => node.name === name && node.member)) return false;
  const asked =
    Object.keys(acted).length > 0 ? { kind, name, ...acted } : { kind, name, ...(status && { status }) };
  return checkState(asked, state).kind === 'fails';
}

/** Whether no node is in a swarm: nobody has done anything on these nodes yet. */
export function isNew({ nodes }: ClusterState): boolean {
  return nodes.every(({ swarm }) => swarm === 'inactive');
}
