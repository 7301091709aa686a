// The cluster's state as the drawing wants it; machines that are no members of the swarm are drawn, too.
import type { DrawnState } from '../../assets/images/visualizer/files/srv/www/drawing.js';
import type { ClusterState, NodeState } from '../../preload/contract';

type DrawnNode = DrawnState['nodes'][number];

/** `now` in ms since the epoch: failures that are older than the drawing shows them fade by it. */
export function drawnState({ nodes, services, tasks }: ClusterState, now: number): DrawnState {
  return {
    now,
    nodes: nodes.map(drawnNode),
    services: services.map(({ id, name, image, replicas, ports, updateStatus, createdAt }) => ({
      ...{ id, name, image, createdAt },
      ...(replicas !== undefined && { replicas }),
      ...(updateStatus !== undefined && { update: updateStatus }),
      ports: ports.map(({ published }) => published).filter((port) => port > 0),
    })),
    tasks: tasks.map(({ id, serviceId, node, slot, image, state, desired, error, containerId, stateAt }) => ({
      ...{ id, serviceId, image, state, desired, stateAt },
      // By name: the state knows a task's node by nothing else.
      ...(node !== undefined && { nodeId: node }),
      ...(slot !== undefined && { slot }),
      ...(error !== undefined && { error }),
      ...(containerId !== undefined && { containerId }),
    })),
  };
}

function drawnNode(node: NodeState): DrawnNode {
  const { name, address, member } = node;
  if (!member) {
    const status = node.docker === 'silent' ? 'silent' : 'answering';
    // The drawing only passes the role on, to its words and to the styles.
    return { id: name, name, address, role: standing(node) as 'worker', availability: 'none', status };
  }
  const { role, leader, reachability, availability, status } = member;
  return {
    ...{ id: name, name, address, role, leader, availability, status },
    ...(reachability !== undefined && { reachability }),
  };
}

/** What a machine is to the swarm that no manager speaks for. */
function standing({ docker, swarm }: NodeState): 'none' | 'joining' | 'cut' {
  if (docker === 'silent' || swarm === 'inactive' || swarm === 'unknown') return 'none';
  return swarm === 'pending' ? 'joining' : 'cut';
}
