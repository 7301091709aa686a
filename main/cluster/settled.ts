// Whether the cluster has come to rest: nothing that was asked for is still under way.
import type { ClusterState, TaskState } from './state';

export function isSettled(state: ClusterState): boolean {
  return nodesSettled(state) && state.tasks.every(taskSettled) && servicesSettled(state);
}

/** Every node knows where it stands, and every manager by role is one in fact (a promotion takes a second). */
export function nodesSettled(state: ClusterState): boolean {
  return state.nodes.every(({ swarm, docker, member, manages }) => {
    if (docker === 'silent') return member === undefined || member.status === 'down';
    if (swarm === 'inactive') return true;
    if (swarm !== 'active' || member?.status !== 'ready') return false;
    if (manages !== (member.role === 'manager')) return false;
    return manages ? member.reachability === 'reachable' : member.reachability === undefined;
  });
}

const endStates = ['running', 'complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned'];

function taskSettled(task: TaskState): boolean {
  if (task.desired === 'running') return task.state === 'running';
  return endStates.includes(task.state) && task.state !== 'running';
}

function servicesSettled(state: ClusterState): boolean {
  return state.services.every((service) => {
    if (service.updateStatus === 'updating') return false;
    const wanted = state.tasks.filter((task) => task.serviceId === service.id && task.desired === 'running');
    return service.replicas === undefined || wanted.length === service.replicas;
  });
}
