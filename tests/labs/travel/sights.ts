// What is seen of the French lab's cluster at its moments, for the tests of faults and routes.
import type { ClusterState } from '../../../main/cluster/state';
import type { Sight } from '../../../main/labs/travel/sight';
import { manager, node, service, state, task, worker } from '../../cluster/states';

export function sight(seen: ClusterState, more: Partial<Sight> = {}): Sight {
  return { state: seen, ghosts: [], networks: [], secrets: [], configs: [], containers: [], ...more };
}

export const nodes = [node('node1', manager), node('node2', worker), node('node3', worker)];

const spread = ['node1', 'node2', 'node3', 'node1', 'node2', 'node3'];
const port = { published: 8080, target: 80, protocol: 'tcp', mode: 'ingress' as const };

export const empty = sight(state({ nodes: [node('node1'), node('node2'), node('node3')] }));
export const swarm = sight(state({ nodes }));

/** With the service vote, under that name, and its tasks on these nodes. */
export function voting(name = 'vote', on = spread, seen = nodes): Sight {
  return sight(
    state({
      nodes: seen,
      services: [service(name, { replicas: 6, ports: [port] })],
      tasks: on.map((where, slot) => task(name, slot + 1, { node: where })),
    }),
  );
}
