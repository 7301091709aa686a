// The ground of a journey where nobody else keeps the cluster: the console's, a measurement's.
import type { Cluster } from '../../cluster/cluster';
import { reset } from '../../cluster/reset';
import type { Ability } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import type { Checkpoints } from '../checkpoints/checkpoints';
import type { Ground } from './scene';

export interface OwnGround extends Ground {
  /** Ends main's connections into the cluster of now. */
  close(): void;
}

/** Takes the cluster over. `checkpoints` are those of a machine; none where they are replayed. */
export function ownGround(
  cluster: Cluster,
  routingMesh: Ability,
  call: Call,
  lab: string,
  checkpoints?: Checkpoints,
): OwnGround {
  let current = cluster;
  return {
    cluster: () => current,
    routingMesh,
    checkpoints: async () => machineCheckpoints(lab, checkpoints),
    reset: async (signal) => {
      current = await reset(current, call, { signal });
    },
    restore: async (name, signal) => {
      if (checkpoints) current = await checkpoints.restore(name, { signal });
    },
    close: () => current.close(),
  };
}

/** Those that take up a machine's memory: one that plays the lab anew is no shorter way. */
export async function machineCheckpoints(
  lab: string,
  checkpoints: Pick<Checkpoints, 'list'> | undefined,
): Promise<Map<string, string>> {
  const saved = (await checkpoints?.list()) ?? [];
  return new Map(
    saved.flatMap(({ how, name, step }): [string, string][] =>
      how === 'machine' && step?.lab === lab ? [[step.step, name]] : [],
    ),
  );
}
