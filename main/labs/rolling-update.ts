// A rolling update, read from its tasks: which slot changed when, how many at once, with what delay between.
import { type ClusterState, isRunning } from '../cluster/state';
import type { CheckResult } from './checks';
import type { Expectation } from './lab';

export interface SlotChange {
  slot: number;
  /** When swarm made the new task and began to stop the old one; milliseconds since the epoch. */
  startedAt: number;
  /** When the new task ran. */
  endedAt: number;
}

/** Seconds by which two nodes' clocks, or a late report, may make a delay look shorter than it was. */
const tolerance = 1;

/** Slots whose running task has `image`, in the order in which they changed. */
export function slotChanges(state: ClusterState, service: string, image: string): SlotChange[] {
  return state.tasks
    .filter((task) => task.service === service && task.image === image && task.state === 'running')
    .map((task) => ({ slot: task.slot ?? 0, startedAt: task.createdAt, endedAt: task.stateAt }))
    .sort((one, other) => one.startedAt - other.startedAt);
}

/** The most slots that were changing at one moment. */
export function mostAtOnce(changes: SlotChange[]): number {
  return Math.max(
    0,
    ...changes.map(({ startedAt }) => changes.filter((other) => isIn(startedAt, other)).length),
  );
}

function isIn(moment: number, { startedAt, endedAt }: SlotChange): boolean {
  return startedAt <= moment && moment < endedAt;
}

/**
 * Seconds from the end of a change to the start of the one that took its turn: with `parallelism` turns,
 * a change waits for the earliest end that no other has waited for.
 */
export function delays(changes: SlotChange[], parallelism: number): number[] {
  const ends = changes.map(({ endedAt }) => endedAt).sort((one, other) => one - other);
  return changes
    .slice(parallelism)
    .map(({ startedAt }, index) => (startedAt - (ends[index] ?? startedAt)) / 1000);
}

/** `seen`: the most tasks that were missing at once, as the watch saw it while the update ran. */
export function checkRollingUpdate(
  expected: Extract<Expectation, { kind: 'rolling-update' }>,
  state: ClusterState,
  seen: number,
): CheckResult {
  const service = state.services.find(({ name }) => name === expected.service);
  const changes = slotChanges(state, expected.service, expected.image);
  if (changes.length === 0 || changes.length !== service?.replicas || service.updateStatus === 'updating')
    return {
      kind: 'fails',
      expected: `${service?.replicas ?? 0} × ${expected.image}`,
      found: `${changes.length} × ${expected.image}`,
    };
  const atOnce = Math.max(mostAtOnce(changes), seen);
  const waited = delays(changes, expected.parallelism);
  const order = `slots ${changes.map(({ slot }) => slot).join(' ')}`;
  const measured = `${order}; ${atOnce} at once; delays ${waited.map((delay) => delay.toFixed(1)).join(' ')} s`;
  if (atOnce > expected.parallelism)
    return { kind: 'fails', expected: `at most ${expected.parallelism} at once`, found: measured };
  if (waited.some((delay) => delay < expected.delaySeconds - tolerance))
    return { kind: 'fails', expected: `delays of ${expected.delaySeconds} s`, found: measured };
  return { kind: 'holds', measured };
}

/** How many of the service's tasks are missing right now. */
export function missingTasks(state: ClusterState, service: string): number {
  const replicas = state.services.find(({ name }) => name === service)?.replicas ?? 0;
  const running = state.tasks.filter((task) => task.service === service && isRunning(task));
  return replicas - running.length;
}
