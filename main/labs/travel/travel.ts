// Brings a cluster to the start of any step of a lab: by the shortest way that is known, and in the end by the whole one.
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Captured } from '../captures/captures';
import type { Lab } from '../lab';
import { deedsOf } from './expected/effects';
import { expectedAtStart } from './expected/expected';
import { faultsOf } from './faults/faults';
import { mendStops, playMends, playStep, stopsOf } from './play';
import { furthest, type Route, routeOf, type RouteTask } from './route';
import { type Ground, openScene, type Scene } from './scene';
import { createStops, type OnStops, type Stop, type Stops } from './stops';
import { verify } from './verify';

export interface Journey {
  lab: Lab;
  /** Id of the step at whose start the cluster is to be. */
  step: string;
  ground: Ground;
  language: Language;
  signal: AbortSignal;
  /** Whether a block was run on these nodes, as far as the guide knows. */
  ran: (line: number) => boolean;
  /** Values of outputs that were captured before; those of this journey's commands are added. */
  captured: Captured;
  onStops: OnStops;
}

/** Mending shows what else is bent; after so many rounds it leads nowhere. */
const mostRounds = 4;
/** How many times longer everything may take on the embedded engine, which is emulated where nothing helps it. */
const emulated = 10;

/**
 * Resolves once the cluster is there, which was verified.
 * @throws Failure `cluster` that names the command or the check that failed on fresh nodes; `cancelled` on the signal:
 * the cluster is usable then, and somewhere on its way.
 */
export async function travel(journey: Journey): Promise<void> {
  const { lab, step, ground, language, signal, captured, onStops } = journey;
  const target = lab.steps.findIndex(({ id }) => id === step);
  if (target < 0) throw new Failure('bad-input', 'labs:noStep', { step });
  const scene = openScene(ground, language, signal, captured);
  const way: Way = { journey, target, scene, stops: createStops(onStops), played: new Set(), isAnew: false };
  try {
    await goOn(way, () => settleOn(way));
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', 'travel:cancelled', {}, { cause: error });
    if (way.isAnew || !(error instanceof Failure)) throw error;
    await goOn(way, () => makeNew(way));
  } finally {
    await scene.leave();
  }
}

interface Way {
  journey: Journey;
  target: number;
  scene: Scene;
  stops: Stops;
  /** Lines of the blocks that were played on this way. */
  played: Set<number>;
  /** Whether the nodes were made as new on it. */
  isAnew: boolean;
}

/** From the step at whose start the cluster is by `begin`, to the target. */
async function goOn(way: Way, begin: () => Promise<number>): Promise<void> {
  const { journey, target, scene, stops } = way;
  const { lab } = journey;
  let at = await begin();
  while (at < target) {
    const step = lab.steps[at];
    if (!step) break;
    stops.plan([...stopsOf(lab, lab.steps.slice(at, target)), verifying]);
    await playStep(step, lab, await scene.stage(), stops);
    const deeds = deedsOf(lab, step);
    for (const { block } of deeds) way.played.add(block.line);
    at += 1;
    if (deeds.length > 0 && at < target) at = furthest(await routeTask(way), at);
  }
  stops.plan([verifying]);
  await stops.make(verifying, undefined, () => verify(expectedAtStart(lab, target), scene, way.isAnew));
}

/** Mends and looks again, until the cluster is at the start of some step; returns its index. */
async function settleOn(way: Way): Promise<number> {
  const { journey, target, stops, scene } = way;
  const { lab } = journey;
  for (let round = 0; round < mostRounds; round++) {
    const route: Route = routeOf(await routeTask(way));
    if (route.kind === 'anew') return makeNew(way);
    const rest = [...stopsOf(lab, lab.steps.slice(route.from, target)), verifying];
    if (route.kind === 'checkpoint') return takeUp(way, route, rest);
    if (route.faults.length === 0) return route.from;
    stops.plan([...mendStops(route.faults), ...rest]);
    for (const fault of route.faults) await playMends(fault, lab, scene, stops);
  }
  throw new Failure('cluster', 'travel:notMended');
}

async function makeNew(way: Way): Promise<number> {
  const { journey, target, stops, scene } = way;
  const { lab, ground, signal } = journey;
  await scene.leave();
  stops.plan([renewing, ...stopsOf(lab, lab.steps.slice(0, target)), verifying]);
  way.played.clear();
  way.isAnew = true;
  await stops.make(renewing, undefined, () => ground.reset(signal));
  return 0;
}

async function takeUp(
  { journey, stops, scene }: Way,
  { name, from }: Extract<Route, { kind: 'checkpoint' }>,
  rest: Stop[],
): Promise<number> {
  const { lab, ground, signal } = journey;
  const restoring: Stop = { ...renewing, text: 'travel:stopCheckpoint', values: { name } };
  await scene.leave();
  stops.plan([restoring, ...rest]);
  await stops.make(restoring, undefined, () => ground.restore(name, signal));
  const [fault] = faultsOf(expectedAtStart(lab, from), await scene.look());
  if (fault) throw new Failure('cluster', 'travel:notMended');
  return from;
}

async function routeTask({ journey, target, scene, played, isAnew }: Way): Promise<RouteTask> {
  const { lab, ground, ran } = journey;
  const named = isAnew ? new Map<string, string>() : await ground.checkpoints();
  const indices = [...named].map(([id, name]): [number, string] => [
    lab.steps.findIndex((each) => each.id === id),
    name,
  ]);
  return {
    ...{ lab, target, sight: await scene.look() },
    checkpoints: new Map(indices.filter(([index]) => index >= 0)),
    ran: (line) => played.has(line) || (!isAnew && ran(line)),
    slowness: ground.cluster().engine.machine ? emulated : 1,
  };
}

const whole = { values: {}, node: undefined, command: undefined };
const verifying: Stop = { ...whole, text: 'travel:stopVerify', weight: 5 };
const renewing: Stop = { ...whole, text: 'travel:stopNew', weight: 60 };
