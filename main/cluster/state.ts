// The cluster's state: the one model that the map, the checks, the port badges and the rehearsal read.

export interface NodeState {
  /** `node1` … `node7`. */
  name: string;
  /** Address on the lab's network. */
  address: string;
  /** Whether the node's dockerd answers main. */
  docker: 'answering' | 'silent';
  /** What the node says of itself. */
  swarm: 'inactive' | 'pending' | 'active' | 'locked' | 'error' | 'unknown';
  /** Whether it answers questions about the swarm itself: a promoted node does a second after it is called reachable. */
  manages: boolean;
  /** What the managers say of it; undefined while it is no member that they know. */
  member: MemberState | undefined;
}

export interface MemberState {
  /** Swarm id of the node. */
  id: string;
  role: 'manager' | 'worker';
  leader: boolean;
  /** Only managers have one. */
  reachability: 'reachable' | 'unreachable' | 'unknown' | undefined;
  availability: 'active' | 'pause' | 'drain';
  status: 'ready' | 'down' | 'disconnected' | 'unknown';
}

interface PublishedPort {
  published: number;
  target: number;
  protocol: string;
  mode: 'ingress' | 'host';
}

export interface ServiceState {
  id: string;
  name: string;
  /** As in the specification, digest removed: `instavote/vote:indent`. */
  image: string;
  /** Replicas wanted; undefined for global services. */
  replicas: number | undefined;
  constraints: string[];
  ports: PublishedPort[];
  update: { parallelism: number; delaySeconds: number } | undefined;
  /** State of the last rolling update as swarm names it: `updating`, `completed`, `paused`… */
  updateStatus: string | undefined;
  /** Milliseconds since the epoch, by the manager's clock. */
  createdAt: number;
}

export interface TaskState {
  id: string;
  serviceId: string;
  service: string;
  slot: number | undefined;
  /** Name of the node (`node2`); undefined while no node was chosen. */
  node: string | undefined;
  /** Digest removed. */
  image: string;
  /** `running`, `preparing`, `shutdown`, `failed`, `rejected`… as swarm names them. */
  state: string;
  desired: string;
  error: string | undefined;
  containerId: string | undefined;
  /** Milliseconds since the epoch, by the manager's clock. */
  createdAt: number;
  /** When `state` was reached, in milliseconds since the epoch, by the node's clock. */
  stateAt: number;
}

export interface ClusterState {
  /** When it was read, in milliseconds since the epoch. */
  readAt: number;
  nodes: NodeState[];
  services: ServiceState[];
  tasks: TaskState[];
}

/** Whether the task runs and is meant to. */
export function isRunning(task: TaskState): boolean {
  return task.state === 'running' && task.desired === 'running';
}
