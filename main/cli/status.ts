// `essaim status`: the clusters of the engine, and the state of one.
import { attachCluster } from '../cluster/cluster';
import { type FoundCluster, findClusters } from '../cluster/find';
import { readState } from '../cluster/read-state';
import type { ClusterState } from '../cluster/state';
import { stateTable } from '../diagnosis/state-table';
import type { Context } from './context';
import { findMachines } from './machines';
import { openEngine, type Opened } from './on-engine';

export async function status(
  context: Context,
  { name, json }: { name: string; json: boolean },
): Promise<number> {
  const { print, say } = context;
  const opened = await openEngine(context, { name, purpose: 'find' });
  const machines = await findMachines(context);
  const { clusters, state } = opened ? await look(opened, name) : { clusters: [], state: undefined };
  await opened?.engine.close();
  const others = machines.filter((machine) => !clusters.some((cluster) => cluster.name === machine.name));
  clusters.push(...others);
  if (json) {
    print(JSON.stringify({ clusters, name, state: state ?? null }, null, 2));
    return 0;
  }
  if (clusters.length === 0) print(say('cli:noCluster'));
  for (const cluster of clusters) print(describe(cluster, say));
  if (state) print(stateTable(state));
  return 0;
}

/** Every cluster of the engine, and the state of the one of that name. */
async function look(
  { engine, call, cluster: inside }: Opened,
  name: string,
): Promise<{ clusters: FoundCluster[]; state: ClusterState | undefined }> {
  const found = await findClusters(engine, call);
  const isUp = found.some((cluster) => cluster.name === inside && cluster.state === 'up');
  // The one cluster of a machine is known by the machine's name.
  const clusters = found.map((cluster) => (cluster.name === inside ? { ...cluster, name } : cluster));
  if (!isUp) return { clusters, state: undefined };
  const cluster = await attachCluster(engine, inside, call);
  try {
    return { clusters, state: await readState(cluster) };
  } finally {
    cluster.close();
  }
}

export function describe({ name, nodes, state }: FoundCluster, say: Context['say']): string {
  const key = { up: 'cli:stateUp', stopped: 'cli:stateStopped', leftover: 'cli:stateLeftover' } as const;
  return say(key[state], { name, running: nodes.running, wanted: nodes.wanted });
}
