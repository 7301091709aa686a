// Which way leads to the start of a step: mending, playing on, going back to a checkpoint, or all of it anew. Pure.
import type { Lab, Step } from '../lab';
import { mentions, typedText } from '../mentions';
import { type Deed, deedsOf, type Effect, type PlayedBlock, terminalsOf } from './expected/effects';
import { expectedAtStart } from './expected/expected';
import { faultsOf } from './faults/faults';
import type { FoundFault } from './faults/mend';
import { isUntouched, type Sight } from './sight';

export type Route =
  /** Mends the faults; none where the cluster is at the start of the step at `from`, whose turn it is then. */
  | { kind: 'mend'; from: number; faults: FoundFault[] }
  | { kind: 'checkpoint'; from: number; name: string }
  | { kind: 'anew' };

export interface RouteTask {
  lab: Lab;
  /** Index of the step at whose start the cluster is to be. */
  target: number;
  sight: Sight;
  /** Moments that can be taken up, by the index of the step at whose end each was saved. */
  checkpoints: Map<number, string>;
  /** Whether a block was run on these nodes, as far as the guide knows. */
  ran: (line: number) => boolean;
  /** How many times longer than on a processor of its own everything takes. */
  slowness: number;
}

/** Tenths of a second. Nodes made as new cost the learner their terminals as well. */
const costs = { anew: 150, checkpoint: 90, command: 30, service: 50 };
/** What the lab's author wrote is preferred to a repair. */
const mendFactor = 1.5;
/** A plan of more commands is no small one. */
const mostMends = 12;

export function routeOf(task: RouteTask): Route {
  const { lab, target, sight, checkpoints, slowness } = task;
  if (isUntouched(sight)) return { kind: 'mend', from: 0, faults: [] };
  // Without checks nothing tells where the cluster stands.
  if (!lab.sidecar) return { kind: 'anew' };
  const play = (from: number): number => playCost(lab, from, target) * slowness;
  const ways: { cost: number; route: Route }[] = [];
  for (let from = target; from >= 0; from--) {
    if (!isProven(lab, from, task.ran)) continue;
    const faults = faultsOf(expectedAtStart(lab, from), sight);
    const mends = faults.flatMap((fault) => fault.mends);
    if (faults.some((fault) => fault.mends.length === 0) || mends.length > mostMends) continue;
    const cost =
      mends.reduce((sum, { block }) => sum + codeCost(typedText(block)), 0) * mendFactor * slowness;
    ways.push({ cost: cost + play(from), route: { kind: 'mend', from, faults } });
  }
  for (const [saved, name] of checkpoints)
    if (saved < target)
      ways.push({
        cost: costs.checkpoint + play(saved + 1),
        route: { kind: 'checkpoint', from: saved + 1, name },
      });
  ways.push({ cost: costs.anew + play(0), route: { kind: 'anew' } });
  // Of several of the same cost, the first.
  return ways.reduce((best, way) => (way.cost < best.cost ? way : best)).route;
}

/** The furthest step from `from` on, and not behind `target`, at whose start the cluster is; `from` where it is at none. */
export function furthest({ lab, target, sight, ran }: RouteTask, from: number): number {
  for (let at = target; at > from; at--)
    if (isProven(lab, at, ran, from) && faultsOf(expectedAtStart(lab, at), sight).length === 0) return at;
  return from;
}

/** Whether the state tells that all steps before `index` were done: each of their commands is checked, or was run. */
function isProven(lab: Lab, index: number, ran: (line: number) => boolean, from = 0): boolean {
  return lab.steps
    .slice(from, index)
    .every((step) =>
      deedsOf(lab, step).every((deed) => isWitnessed(lab, step, deed) || ran(deed.block.line)),
    );
}

function isWitnessed(lab: Lab, { id }: Step, { block, effects, isKnown }: Deed): boolean {
  if (isKnown && effects.every((effect) => isSeen(effect, block))) return true;
  const checks = lab.sidecar?.steps[id]?.checks ?? [];
  return checks.some(({ after, expect }) => {
    // Only what every look at the cluster shows.
    if (!['node', 'nodes', 'service', 'rolling-update'].includes(expect.kind)) return false;
    if (after !== undefined) return mentions(block, after);
    const subject =
      expect.kind === 'service' ? expect.name : expect.kind === 'rolling-update' ? expect.service : '';
    return (
      subject !== '' &&
      typedText(block)
        .split(/[\s"'=]+/)
        .includes(subject)
    );
  });
}

/** Whether the cluster's state shows it as long as it lasts. */
function isSeen(effect: Effect, block: PlayedBlock): boolean {
  switch (effect.kind) {
    case 'node':
      return true;
    case 'init':
    case 'join':
    case 'leave':
      return terminalsOf(block).length > 0;
    case 'made':
    case 'gone':
      return effect.what === 'service' || effect.what === 'secret' || effect.what === 'config';
    case 'node-gone':
    case 'changed':
      return false;
  }
}

/** Tenths of a second. */
function playCost(lab: Lab, from: number, to: number): number {
  return lab.steps.slice(from, to).reduce((sum, step) => {
    const commands = deedsOf(lab, step).reduce(
      (all, { block }) => all + Math.max(1, terminalsOf(block).length) * codeCost(typedText(block)),
      0,
    );
    const waits = (lab.sidecar?.steps[step.id]?.checks ?? []).reduce(
      (all, { expect }) =>
        all + (expect.kind === 'rolling-update' ? 20 * expect.delaySeconds + costs.service : 0),
      0,
    );
    return sum + commands + waits;
  }, 0);
}

/** Tenths of a second. */
export function codeCost(code: string): number {
  return (
    costs.command +
    (/docker (service (create|update --image|update --force)|stack deploy)/.test(code) ? costs.service : 0)
  );
}
