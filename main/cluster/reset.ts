// `reset`: the nodes as new, in place: same names, addresses and gateway, nothing of what ran on them.
import type { Call } from '../engine/runner';
import type { Cluster, ClusterNode } from './cluster';
import { nodeOptions } from './containers';
import { removeContainers } from './down';
import { attachReady, startContainers } from './start';
import { runSteps, type StepOptions } from './steps';
import { gatewayAddress } from './subnet';

/** Resets and returns the cluster anew; the one given is closed. */
export async function reset(cluster: Cluster, call: Call, options: StepOptions = {}): Promise<Cluster> {
  const { engine, name } = cluster;
  if (engine.machine?.rewind) return rewound(cluster, engine.machine.rewind, call, options);
  const nodes = await Promise.all(cluster.nodes.map((node) => optionsOf(cluster, node, call)));
  cluster.close();
  let fresh: Cluster | undefined;
  await runSteps(
    [
      { title: 'cluster:stepRemove', weight: 8, run: () => removeContainers(engine, name, call, 'node') },
      {
        title: 'cluster:stepNodes',
        values: { count: nodes.length },
        weight: 10,
        run: () => startContainers(engine, nodes, call),
      },
      {
        title: 'cluster:stepReady',
        weight: 15,
        run: async () => {
          fresh = await attachReady(engine, name, call, options.signal);
        },
      },
    ],
    options,
  );
  if (!fresh) throw new Error('the last step made no cluster');
  return fresh;
}

/** A machine of our own goes back to the moment before anybody used it. */
async function rewound(
  cluster: Cluster,
  rewind: () => Promise<void>,
  call: Call,
  options: StepOptions,
): Promise<Cluster> {
  const { engine, name } = cluster;
  cluster.close();
  let fresh: Cluster | undefined;
  const attach = async (): Promise<void> => {
    fresh = await attachReady(engine, name, call, options.signal);
  };
  await runSteps(
    [
      { title: 'cluster:stepRewind', weight: 5, run: rewind },
      { title: 'cluster:stepReady', weight: 5, run: attach },
    ],
    options,
  );
  if (!fresh) throw new Error('the last step made no cluster');
  return fresh;
}

/** What the node was made with, read back from the engine: `up` may have been another process. */
async function optionsOf(
  cluster: Cluster,
  node: ClusterNode,
  call: Call,
): Promise<ReturnType<typeof nodeOptions>> {
  const { Config, HostConfig } = await call(`inspect ${node.name}`, () => node.container.inspect());
  return nodeOptions({
    cluster: cluster.name,
    name: node.name,
    network: cluster.network.name,
    address: node.address,
    gateway: gatewayAddress(cluster.network.subnet),
    image: Config.Image,
    labels: Config.Labels,
    limits: { memory: HostConfig.Memory ?? 0, cpus: (HostConfig.NanoCpus ?? 0) / 1e9 },
    doorFolder: cluster.engine.nodeDoor?.folder,
  });
}
