// A cluster's state in a few lines: its nodes, and how many tasks of each service run.
import { type ClusterState, isRunning, type NodeState } from '../cluster/state';

export function stateTable({ nodes, services, tasks }: ClusterState): string {
  const service = services.map(({ name, image, replicas }) => {
    const running = tasks.filter((task) => task.service === name && isRunning(task));
    return `  ${name}  ${image}  ${running.length}/${replicas ?? nodes.length}`;
  });
  return [...nodes.map(nodeLine), ...service].join('\n');
}

function nodeLine({ name, address, docker, swarm, member }: NodeState): string {
  const role = member
    ? `${member.leader ? 'leader' : member.role} ${member.availability} ${member.status}`
    : `swarm ${swarm}`;
  return `  ${name}  ${address}  ${docker === 'silent' ? docker : role}`;
}
