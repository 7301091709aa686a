// `essaim down`: removes a cluster, and what processes that died have left. Nothing to remove is fine.
import { down } from '../cluster/down';
import { findClusters } from '../cluster/find';
import { attachMachine } from '../engine/embedded/connect';
import { listMachines, removeMachine } from '../engine/embedded/machines';
import { Failure } from '../failure/failure';
import type { Context } from './context';
import { onEngine } from './on-engine';

interface DownArguments {
  name: string;
  all: boolean;
}

export async function downCommand(context: Context, { name, all }: DownArguments): Promise<number> {
  const { say, tell } = context;
  const machines = await removeMachines(context, { name, all });
  const clusters = await removeClusters(context, { name, all }, machines > 0);
  if (machines + clusters === 0) tell(say('cli:nothingToRemove', { name }));
  return 0;
}

/** Ends machines of our own, with their checkpoints; returns how many. */
async function removeMachines(context: Context, { name, all }: DownArguments): Promise<number> {
  const { paths, environment, log, say, tell } = context;
  const found = await listMachines(paths.machines);
  const removed = found.filter((machine) => all || machine.name === name || machine.state === 'leftover');
  for (const machine of removed) {
    const { appliance, machines, cache } = paths;
    const options = { appliance, machines, cache, name: machine.name, environment, log };
    const running = machine.state === 'running' ? await attachMachine(options) : undefined;
    // Of another lab only what an accident left goes, not its checkpoints.
    if (running) await running.machine.remove();
    else await removeMachine(machines, machine.name, all || machine.name === name);
    tell(say('cli:machineRemoved', { name: machine.name }));
  }
  return removed.length;
}

async function removeClusters(
  context: Context,
  { name, all }: DownArguments,
  isDone: boolean,
): Promise<number> {
  const { say, tell } = context;
  if (context.engine === 'embedded') return 0;
  try {
    return await onEngine(context, { name, purpose: 'find' }, async ({ engine, call }) => {
      const clusters = await findClusters(engine, call);
      const removed = clusters.filter(
        (cluster) => all || cluster.name === name || cluster.state === 'leftover',
      );
      for (const cluster of removed) {
        await down(engine, cluster.name, call);
        tell(say('cli:removed', { name: cluster.name, count: cluster.parts.length }));
      }
      return removed.length;
    });
  } catch (error) {
    // No engine: then nothing of ours is on it, and the machines are done with.
    const isAbsent = error instanceof Failure && (error.kind === 'no-engine' || error.kind === 'cluster');
    if (isAbsent && (isDone || error.kind === 'cluster')) return 0;
    throw error;
  }
}
