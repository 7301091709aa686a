// What a pane's header says about its node, from the cluster's state.
import type { ClusterState } from '../../preload/contract';

export interface NodeFacts {
  address: string;
  role: 'leader' | 'manager' | 'worker' | 'none';
  /** Where it takes no new tasks. */
  availability: 'drain' | 'pause' | undefined;
  /** The managers lost it; or, which is less, its dockerd does not answer us. */
  trouble: 'down' | 'silent' | undefined;
  ports: PortFact[];
}

interface PortFact {
  port: number;
  /** Names of the services behind it. */
  services: string[];
}

/** Undefined for a node that the state does not know. */
export function factsOf(state: ClusterState | undefined, name: string): NodeFacts | undefined {
  const node = state?.nodes.find((each) => each.name === name);
  if (!state || !node) return undefined;
  const { member } = node;
  const isLost = member?.status === 'down' || member?.status === 'disconnected';
  return {
    address: node.address,
    role: member ? (member.leader ? 'leader' : member.role) : 'none',
    availability: member && member.availability !== 'active' ? member.availability : undefined,
    trouble: isLost ? 'down' : node.docker === 'silent' ? 'silent' : undefined,
    ports: portsOf(state, name, member !== undefined && node.swarm !== 'inactive'),
  };
}

/** Ports of the routing mesh are on every member, drained ones too; the others where a task runs. */
function portsOf(state: ClusterState, node: string, isMember: boolean): PortFact[] {
  const found = new Map<number, string[]>();
  for (const service of state.services) {
    for (const { published, protocol, mode } of service.ports) {
      // A browser opens TCP only.
      if (protocol !== 'tcp' || published === 0) continue;
      const isHere = mode === 'ingress' ? isMember : runsOn(state, service.id, node);
      if (isHere) found.set(published, [...(found.get(published) ?? []), service.name]);
    }
  }
  return [...found]
    .map(([port, services]) => ({ port, services }))
    .sort((one, other) => one.port - other.port);
}

function runsOn(state: ClusterState, serviceId: string, node: string): boolean {
  return state.tasks.some(
    (task) =>
      task.serviceId === serviceId &&
      task.node === node &&
      task.state === 'running' &&
      task.desired === 'running',
  );
}
