// States of a cluster, built from what a test is about.
import type { ClusterState, MemberState, NodeState, ServiceState, TaskState } from '../../main/cluster/state';

export const manager: MemberState = {
  id: 'id',
  role: 'manager',
  leader: true,
  reachability: 'reachable',
  availability: 'active',
  status: 'ready',
};

export const worker: MemberState = { ...manager, role: 'worker', leader: false, reachability: undefined };

/** A node that has not joined, or is the member that is given. */
export function node(name: string, member?: MemberState, more: Partial<NodeState> = {}): NodeState {
  return {
    name,
    address: `10.213.0.${10 + Number(name.slice('node'.length))}`,
    docker: 'answering',
    swarm: member ? 'active' : 'inactive',
    manages: member?.role === 'manager',
    member,
    ...more,
  };
}

export function service(name: string, more: Partial<ServiceState> = {}): ServiceState {
  return {
    id: `id of ${name}`,
    name,
    image: 'instavote/vote:latest',
    replicas: 1,
    constraints: [],
    ports: [],
    update: undefined,
    updateStatus: undefined,
    createdAt: 0,
    ...more,
  };
}

/** A running task. */
export function task(service: string, slot: number, more: Partial<TaskState> = {}): TaskState {
  return {
    id: `${service}.${slot}`,
    serviceId: `id of ${service}`,
    service,
    slot,
    node: 'node1',
    image: 'instavote/vote:latest',
    state: 'running',
    desired: 'running',
    error: undefined,
    containerId: undefined,
    createdAt: 0,
    stateAt: 0,
    ...more,
  };
}

export function state(parts: Partial<ClusterState>): ClusterState {
  return { readAt: 0, nodes: [], services: [], tasks: [], ...parts };
}
