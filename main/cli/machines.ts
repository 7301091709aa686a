// The embedded engine's machines as clusters: what `status`, `doctor` and `down` show of them.
import type { FoundCluster } from '../cluster/find';
import { listMachines } from '../engine/embedded/machines';
import type { Context } from './context';

/** Nodes are not asked for: a machine that is not this command's own is left alone. */
export async function findMachines({ paths }: Context): Promise<FoundCluster[]> {
  const machines = await listMachines(paths.machines);
  return machines
    .filter(({ state }) => state !== 'asleep')
    .map(({ name, state }) => ({
      name,
      nodes: { wanted: 0, running: 0 },
      state: state === 'running' ? ('up' as const) : ('leftover' as const),
      parts: [name],
    }));
}
