// Whether the cluster has come to rest: nothing that was asked for is still under way.
import type { ClusterState, TaskState } from './state';

export function isSettled(state: ClusterState): boolean {
  return nodesSettled(state) && tasksSettled(state) && servicesSettled(state);
}

/** Whether no manager has an answer: between two leaders, or for good where the quorum is lost. */
export function isLeaderless({ nodes }: ClusterState): boolean {
  return nodes.some(({ manages }) => manages) && nodes.every(({ member }) => member === undefined);
}

/** Every node knows where it stands, and every manager by role is one in fact (a promotion takes a second). */
export function nodesSettled(state: ClusterState): boolean {
  return state.nodes.every(({ swarm, docker, member, manages }) => {
    // More than that they are gone is not learnt of them; a new leader calls them unknown, for a minute.
    if (docker === 'silent') return member?.status !== 'ready';
    if (member?.status === 'down') return true;
    if (member?.status === 'unknown' && member.reachability === 'unreachable') return true;
    if (swarm === 'inactive') return true;
    if (swarm !== 'active' || member?.status !== 'ready') return false;
    if (manages !== (member.role === 'manager')) return false;
    return manages ? member.reachability === 'reachable' : member.reachability === undefined;
  });
}

const endStates = ['running', 'complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned'];

function tasksSettled({ tasks, nodes }: ClusterState): boolean {
  const down = nodes.flatMap(({ name, member }) => (member?.status === 'down' ? [name] : []));
  return tasks.every((task) => taskSettled(task, down));
}

function taskSettled(task: TaskState, down: string[]): boolean {
  if (task.desired === 'running') return task.state === 'running';
  // A node that is down does not tell that it has ended.
  if (down.includes(task.node ?? '')) return true;
  return endStates.includes(task.state) && task.state !== 'running';
}

function servicesSettled(state: ClusterState): boolean {
  return state.services.every((service) => {
    if (service.updateStatus === 'updating') return false;
    const wanted = state.tasks.filter((task) => task.serviceId === service.id && task.desired === 'running');
    return service.replicas === undefined || wanted.length === service.replicas;
  });
}
