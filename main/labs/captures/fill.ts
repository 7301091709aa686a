// Fills the captured values into what is typed; those of the cluster are asked at that very moment.
import type { Cluster } from '../../cluster/cluster';
import type { ClusterState } from '../../cluster/state';
import { Failure } from '../../failure/failure';
import type { Capture, ClusterValue } from '../lab';
import { type Captured, namesIn, withValues } from './captures';

export interface Known {
  captures: Capture[];
  /** By the outputs that were seen so far. */
  values: Captured;
}

/**
 * `read` gives the state of this very moment.
 * @throws Failure `cluster` where a value is not there yet: it says what must run first.
 */
export async function fill(
  text: string,
  { captures, values }: Known,
  cluster: Pick<Cluster, 'nodes'>,
  read: () => Promise<ClusterState>,
): Promise<string> {
  const names = namesIn(text);
  const found: Captured = {};
  for (const { name, from } of captures) {
    if (!names.includes(name)) continue;
    if (from.kind === 'cluster') found[name] = await clusterValue(name, from.value, cluster, await read());
    else if (Object.hasOwn(values, name)) found[name] = values[name] ?? '';
    else throw new Failure('cluster', 'sidecar:notCaptured', { name, command: from.after });
  }
  return withValues(text, found);
}

async function clusterValue(
  name: string,
  value: ClusterValue,
  cluster: Pick<Cluster, 'nodes'>,
  state: ClusterState,
): Promise<string> {
  switch (value.kind) {
    case 'address':
    case 'id': {
      const node = state.nodes.find((each) => each.name === value.node);
      const found = value.kind === 'address' ? node?.address : node?.member?.id;
      if (found === undefined) throw new Failure('cluster', 'sidecar:noMember', { name, node: value.node });
      return found;
    }
    case 'leader':
      return leaderOf(name, state).name;
    case 'leader-address':
      return leaderOf(name, state).address;
    case 'worker-token':
    case 'manager-token': {
      const leader = leaderOf(name, state);
      const node = cluster.nodes.find((each) => each.name === leader.name);
      if (!node) throw new Failure('cluster', 'sidecar:noLeader', { name });
      const { JoinTokens } = (await node.inner.api.swarmInspect()) as {
        JoinTokens: { Worker: string; Manager: string };
      };
      return value.kind === 'worker-token' ? JoinTokens.Worker : JoinTokens.Manager;
    }
  }
}

function leaderOf(name: string, { nodes }: ClusterState): ClusterState['nodes'][number] {
  const leader = nodes.find(({ member }) => member?.leader);
  if (!leader) throw new Failure('cluster', 'sidecar:noLeader', { name });
  return leader;
}
