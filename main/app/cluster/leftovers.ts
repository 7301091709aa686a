// What accidents left: found on the engine and among our machines, and removed when the learner says so.
import type { Leftover } from '../../../preload/contract';
import { down } from '../../cluster/down';
import { findClusters } from '../../cluster/find';
import { chooseEngine } from '../../engine/choose';
import { listMachines, removeMachine } from '../../engine/embedded/machines';
import type { Engine } from '../../engine/engine';
import { type Call, createCall } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import type { Live } from './live';
import { choiceOf, clusterName, type KeeperOptions } from './options';

/** `inTheWay`: also our own cluster, where it is neither whole nor to be made whole. */
export async function findLeftovers(
  options: KeeperOptions,
  live: Live | undefined,
  inTheWay: boolean,
): Promise<Leftover[]> {
  const clusters = await onEngine(options, live, (engine, call) => leftClusters(engine, call, inTheWay));
  return [...(clusters ?? []), ...(await leftMachines(options))];
}

/** Checkpoints of machines stay, as they are no accident. */
export async function removeLeftovers(options: KeeperOptions, live: Live | undefined): Promise<void> {
  await removeMachines(options);
  await onEngine(options, live, (engine, call) => removeClusters(engine, call, false));
}

export async function removeMachines(options: KeeperOptions): Promise<void> {
  for (const { name } of await leftMachines(options))
    await removeMachine(options.paths.machines, name, false);
}

export async function removeClusters(engine: Engine, call: Call, inTheWay: boolean): Promise<void> {
  for (const { name } of await leftClusters(engine, call, inTheWay)) await down(engine, name, call);
}

/** Whether a start met what is left of our own cluster, which it does not touch unasked. */
export function isInTheWay(error: unknown): boolean {
  return error instanceof Failure && ['cluster:leftInTheWay', 'cluster:partGone'].includes(error.text);
}

async function leftClusters(engine: Engine, call: Call, inTheWay: boolean): Promise<Leftover[]> {
  return (await findClusters(engine, call))
    .filter(({ name, state }) => state === 'leftover' || (inTheWay && name === clusterName && state !== 'up'))
    .map(({ name, parts }) => ({ name, parts }));
}

/** Our own machine is no leftover, as the next start takes it over. */
async function leftMachines({ paths }: KeeperOptions): Promise<Leftover[]> {
  return (await listMachines(paths.machines))
    .filter(({ name, state }) => state === 'leftover' && name !== clusterName)
    .map(({ name }) => ({ name, parts: [name] }));
}

/** On the lab's engine, or the one that there is; undefined without any. */
async function onEngine<T>(
  options: KeeperOptions,
  live: Live | undefined,
  use: (engine: Engine, call: Call) => Promise<T>,
): Promise<T | undefined> {
  if (live) return use(live.cluster.engine, live.call);
  try {
    const found = await chooseEngine({ ...choiceOf(options), purpose: 'find' });
    if (!found) return undefined;
    const { engine } = found;
    return await use(engine, createCall(engine, options.log)).finally(() => engine.close());
  } catch (error) {
    if (error instanceof Failure) return undefined; // then nothing can be asked
    throw error;
  }
}
