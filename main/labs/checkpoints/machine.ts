// Checkpoints of an engine that can save its machine's memory and disk.
import { attachCluster, type Cluster } from '../../cluster/cluster';
import { runSteps } from '../../cluster/steps';
import { waitUntilReady } from '../../cluster/ready';
import type { EngineMachine, MachineCheckpoint } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import { type Checkpoint, type Checkpoints, refuseBadName } from './checkpoints';

interface MachineOptions {
  cluster: Cluster;
  machine: EngineMachine;
  call: Call;
}

/** Follows its cluster: after a restore it is about the new one. */
export function machineCheckpoints({ cluster, machine, call }: MachineOptions): Checkpoints {
  let current = cluster;
  return {
    list: async () => (await machine.list()).map(described),
    save: async (name, step) => {
      refuseBadName(name);
      return described(await machine.save(name, step));
    },
    restore: async (name, options) => {
      const known = (await machine.list()).map((checkpoint) => checkpoint.name);
      if (!known.includes(name))
        throw new Failure('usage', 'checkpoints:unknown', { name, names: known.join(', ') || '—' });
      const { engine } = current;
      const run = async (): Promise<void> => {
        current.close();
        await machine.restore(name);
        current = await attachCluster(engine, current.name, call);
        await waitUntilReady(current.nodes, call, options.signal);
      };
      await runSteps([{ title: 'checkpoints:stepMachine', values: { name }, weight: 20, run }], options);
      return current;
    },
  };
}

function described(checkpoint: MachineCheckpoint): Checkpoint {
  return { ...checkpoint, how: 'machine' };
}
