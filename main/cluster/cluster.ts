// A running cluster: its nodes, its gateway, its network, found by their labels.
import type Docker from 'dockerode';
import { Failure } from '../failure/failure';
import type { Engine } from '../engine/engine';
import type { Call } from '../engine/runner';
import { socksPort } from './containers';
import { type InnerDocker, innerDocker } from './inner-docker';
import { labels, ofCluster } from './labels';

export interface ClusterNode {
  /** `node1` … `node7`. */
  name: string;
  address: string;
  /** The node seen from outside: a container of the engine. */
  container: Docker.Container;
  /** The node seen from inside: its own Docker API. */
  inner: InnerDocker;
}

export interface Cluster {
  name: string;
  engine: Engine;
  nodes: ClusterNode[];
  gateway: Docker.Container;
  /** Port on 127.0.0.1 of the gateway's SOCKS5 door. */
  socksPort: number;
  /** Name and subnet of its network. */
  network: { name: string; subnet: string };
  /** Ends main's connections into the nodes; the cluster itself goes on. */
  close(): void;
}

/**
 * The running cluster of that name.
 * @throws Failure `cluster` where there is none, or where a part of it is missing or stopped.
 */
export async function attachCluster(engine: Engine, name: string, call: Call): Promise<Cluster> {
  const parts = await call('list the cluster', () =>
    engine.api.listContainers({ all: true, filters: ofCluster(name) }),
  );
  if (parts.length === 0) throw new Failure('cluster', 'cluster:notUp', { name });
  const stopped = parts.find((part) => part.State !== 'running');
  const gateway = parts.find((part) => part.Labels[labels.part] === 'gateway');
  const nodes = parts
    .filter((part) => part.Labels[labels.part] === 'node')
    .sort((one, other) => nodeName(one).localeCompare(nodeName(other)));
  const wanted = Number(parts[0]?.Labels[labels.nodes]);
  if (stopped || !gateway || nodes.length !== wanted)
    throw new Failure('cluster', 'cluster:incomplete', {
      name,
      part: stopped ? partName(stopped) : 'gateway',
    });
  const port = gateway.Ports.find(
    (candidate) => `${candidate.PrivatePort}/${candidate.Type}` === socksPort,
  )?.PublicPort;
  const [network] = await call('find the network', () =>
    engine.api.listNetworks({ filters: ofCluster(name) }),
  );
  if (port === undefined || !network)
    throw new Failure('cluster', 'cluster:incomplete', { name, part: 'gateway' });

  const members = nodes.map((node) => {
    const container = engine.api.getContainer(node.Id);
    const address = node.NetworkSettings.Networks[network.Name]?.IPAddress ?? '';
    const name = nodeName(node);
    const { nodeDoor } = engine;
    const inner = innerDocker(container, nodeDoor && (() => nodeDoor.dial(name)));
    return { name, address, container, inner };
  });
  return {
    name,
    engine,
    nodes: members,
    gateway: engine.api.getContainer(gateway.Id),
    socksPort: await engine.reach(port),
    network: { name: network.Name, subnet: network.IPAM?.Config?.[0]?.Subnet ?? '' },
    close: () => members.forEach((node) => node.inner.close()),
  };
}

function nodeName(part: Docker.ContainerInfo): string {
  return part.Labels[labels.node] ?? '';
}

function partName(part: Docker.ContainerInfo): string {
  return part.Labels[labels.node] ?? part.Labels[labels.part] ?? part.Id.slice(0, 12);
}
