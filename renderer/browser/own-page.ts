// Which page of our own stands in the browser tab while the cluster's page cannot be shown.
import type { Ability, ClusterState, Phase, ServiceState, TaskState } from '../../preload/contract';

export type OwnPage =
  | { kind: 'no-cluster'; phase: Exclude<Phase['kind'], 'up'> }
  /** The question whether somebody answers is under way. */
  | { kind: 'opening' }
  | { kind: 'silent-node' }
  | { kind: 'unpublished' }
  | { kind: 'waiting'; service: string; running: number; wanted: number }
  /** The routing mesh would bring the port to every node, but the engine has none. */
  | { kind: 'no-mesh'; service: string; nodes: string[]; mesh: Exclude<Ability, { kind: 'yes' }> }
  /** Published in mode `host`, and no task of it is on that node. */
  | { kind: 'elsewhere'; service: string; nodes: string[] };

/**
 * - `asking`: whether somebody answers there, or the page is on its way
 * - `shown`: the cluster's page is to be seen
 * - `refused`: nobody answers there
 */
export type TabStatus = 'asking' | 'shown' | 'refused';

interface Situation {
  phase: Phase;
  state: ClusterState | undefined;
  /** Where the tab is sent. */
  node: string;
  port: number;
  status: TabStatus;
}

/** Undefined where the cluster's own page is seen. */
export function ownPage({ phase, state, node, port, status }: Situation): OwnPage | undefined {
  if (phase.kind !== 'up' || !state)
    return { kind: 'no-cluster', phase: phase.kind === 'up' ? 'starting' : phase.kind };
  if (status === 'shown') return undefined;
  if (status === 'asking') return { kind: 'opening' };
  if (state.nodes.some(({ name, docker }) => name === node && docker === 'silent'))
    return { kind: 'silent-node' };
  const service = publisherOf(state, port);
  if (!service) return { kind: 'unpublished' };

  const tasks = state.tasks.filter(
    ({ serviceId, desired }) => serviceId === service.id && desired === 'running',
  );
  const running = tasks.filter((task) => task.state === 'running');
  const nodes = nodesOf(running);
  const { name } = service;
  const mode = service.ports.find(({ published }) => published === port)?.mode;
  const mesh = phase.engine.routingMesh;
  if (mode === 'ingress' && mesh.kind === 'no') return { kind: 'no-mesh', service: name, nodes, mesh };
  if (mode === 'host' && nodes.length > 0 && !nodes.includes(node))
    return { kind: 'elsewhere', service: name, nodes };
  const wanted = service.replicas ?? tasks.length;
  return { kind: 'waiting', service: name, running: running.length, wanted };
}

function publisherOf({ services }: ClusterState, port: number): ServiceState | undefined {
  return services.find(({ ports }) => ports.some(({ published }) => published === port));
}

function nodesOf(tasks: TaskState[]): string[] {
  return [...new Set(tasks.flatMap(({ node }) => node ?? []))].sort();
}

/** Ports that the workshop's pages are on: offered first, published or not. */
const usualPorts = [8080, 8000];

export interface PortChoice {
  port: number;
  /** The service that publishes it; undefined while none does. */
  service: string | undefined;
}

/** The usual ports, then all others that a service publishes over TCP. */
export function portChoices(services: readonly ServiceState[]): PortChoice[] {
  const publishers = new Map<number, string>();
  for (const { name, ports } of services)
    for (const { published, protocol } of ports)
      if (protocol === 'tcp' && published > 0) publishers.set(published, name);
  const others = [...publishers.keys()].filter((port) => !usualPorts.includes(port)).sort((a, b) => a - b);
  return [...usualPorts, ...others].map((port) => ({ port, service: publishers.get(port) }));
}
