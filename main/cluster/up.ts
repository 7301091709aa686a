// `up`: from nothing to N nodes whose dockerd answers, or back to nothing.
import type { ContainerCreateOptions } from 'dockerode';
import { Failure } from '../failure/failure';
import type { Engine, ReadyCluster } from '../engine/engine';
import { type Call, statusOf } from '../engine/runner';
import { ensureLoaded } from '../images/load';
import type { ImageStore } from '../images/store';
import type { Cluster } from './cluster';
import { gatewayOptions, nodeOptions } from './containers';
import { down, removeContainers, removeNetworks } from './down';
import { ownerMark } from '../engine/owner';
import { type Labels, labels, objectName, ofCluster } from './labels';
import { limitsFor } from './limits';
import { attachReady, startContainers } from './start';
import { runSteps, type StepOptions } from './steps';
import { addressIn, freeSubnets, gatewayAddress, hostSubnets } from './subnet';

export interface UpOptions extends StepOptions {
  /** Lower-case letters, digits and hyphens. */
  name: string;
  /** 1 to 7. */
  nodes: number;
  images: ImageStore;
  /** Whether the cluster outlives this process. */
  kept: boolean;
  /** A /24 to use instead of a free one. */
  subnet?: string | undefined;
  /** Bytes per node instead of a share of the engine's memory. */
  memory?: number | undefined;
}

/** @throws Failure after taking everything back. */
export async function up(engine: Engine, options: UpOptions, call: Call): Promise<Cluster> {
  const { name, images } = options;
  if (await takesReady(engine, options, call)) return attachReady(engine, name, call, options.signal);
  await refuseExisting(engine, name, call);
  const marks = marksOf(options);
  let subnet = '';
  let cluster: Cluster | undefined;
  await runSteps(
    [
      {
        title: 'cluster:stepImages',
        weight: 40,
        run: async () => {
          await ensureLoaded(engine, images.gateway, call);
          await ensureLoaded(engine, images.node, call);
        },
      },
      {
        title: 'cluster:stepNetwork',
        weight: 2,
        run: async () => {
          subnet = await createNetwork(engine, options, marks, call);
        },
        undo: () => removeNetworks(engine, name, call),
      },
      {
        title: 'cluster:stepNodes',
        values: { count: options.nodes },
        weight: 10,
        run: async () =>
          startContainers(engine, await containersOf(engine, options, subnet, marks, call), call),
        undo: () => removeContainers(engine, name, call),
      },
      {
        title: 'cluster:stepReady',
        weight: 15,
        run: async () => {
          cluster = await attachReady(engine, name, call, options.signal);
        },
      },
    ],
    options,
  );
  if (!cluster) throw new Error('the last step made no cluster');
  return (await keptReady(cluster, options, call)) ?? cluster;
}

/** A machine of our own that had to boot is spared that the next time. */
async function keptReady(cluster: Cluster, options: UpOptions, call: Call): Promise<Cluster | undefined> {
  const { engine, name } = cluster;
  const keep = engine.machine?.keepReady;
  if (!keep || !isUsual(options, usualNodes)) return undefined;
  cluster.close();
  const title = 'embedded:stageKeepReady';
  await runSteps([{ title, weight: 150, run: keep }], options);
  return attachReady(engine, name, call, options.signal);
}

/** Whether the cluster that the engine has ready is the one that is wanted; another one makes room. */
async function takesReady(engine: Engine, options: UpOptions, call: Call): Promise<boolean> {
  const { machine } = engine;
  if (!machine?.ready) return false;
  const { ready } = machine;
  const fits =
    isUsual(options, ready.nodes) && options.name === ready.name && hasImages(options.images, ready);
  await machine.claim(fits ? 'taken' : 'spoilt');
  if (!fits) await down(engine, ready.name, call);
  return fits;
}

function hasImages({ node, gateway }: ImageStore, { images }: ReadyCluster): boolean {
  return node.reference === images.node && gateway.reference === images.gateway;
}

/** Nodes that most labs want, the French one among them: what a ready snapshot has. */
const usualNodes = 3;

/** Whether nothing was asked for but that number of nodes. */
function isUsual({ nodes, memory, subnet }: UpOptions, usual: number): boolean {
  return nodes === usual && memory === undefined && subnet === undefined;
}

async function refuseExisting(engine: Engine, name: string, call: Call): Promise<void> {
  const filters = ofCluster(name);
  const [containers, networks] = await Promise.all([
    call('list containers', () => engine.api.listContainers({ all: true, filters })),
    call('list networks', () => engine.api.listNetworks({ filters })),
  ]);
  if (containers.length + networks.length > 0) throw new Failure('cluster', 'cluster:exists', { name });
}

function marksOf({ name, nodes, kept }: UpOptions): Labels {
  return {
    [labels.cluster]: name,
    [labels.nodes]: String(nodes),
    [labels.owner]: ownerMark(),
    [labels.kept]: String(kept),
  };
}

/** Creates the network in the first subnet that the engine accepts; two that start at once may want the same. */
async function createNetwork(engine: Engine, options: UpOptions, marks: Labels, call: Call): Promise<string> {
  const existing = await call('list networks', () => engine.api.listNetworks());
  const taken = existing.flatMap(({ IPAM }) => (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []));
  const subnets = options.subnet ? [options.subnet] : freeSubnets([...taken, ...(await hostSubnets())]);
  for (const subnet of subnets) {
    try {
      await call('create the network', () =>
        engine.api.createNetwork({
          Name: objectName(options.name, 'network'),
          Driver: 'bridge',
          IPAM: { Driver: 'default', Config: [{ Subnet: subnet, Gateway: addressIn(subnet, 1) }] },
          Labels: { ...marks, [labels.part]: 'network' },
        }),
      );
      return subnet;
    } catch (error) {
      if (!isOverlap(error)) throw error;
      if (options.subnet) throw new Failure('cluster', 'cluster:subnetTaken', { subnet }, { cause: error });
    }
  }
  throw new Failure('cluster', 'cluster:noSubnet');
}

function isOverlap(error: unknown): boolean {
  const said = error instanceof Failure ? error.causeText : '';
  return statusOf(error) !== undefined && /overlap|already in use/i.test(said);
}

async function containersOf(
  engine: Engine,
  options: UpOptions,
  subnet: string,
  marks: Labels,
  call: Call,
): Promise<ContainerCreateOptions[]> {
  const { name, images } = options;
  const common = { cluster: name, network: objectName(name, 'network'), labels: marks };
  const fair = await limitsFor(engine, options.nodes, call);
  const limits = { ...fair, memory: options.memory ?? fair.memory };
  const nodes = Array.from({ length: options.nodes }, (_, index) =>
    nodeOptions({
      ...common,
      name: `node${index + 1}`,
      address: addressIn(subnet, 11 + index),
      gateway: gatewayAddress(subnet),
      image: images.node.reference,
      limits,
      doorFolder: engine.nodeDoor?.folder,
    }),
  );
  const gateway = gatewayOptions({
    ...common,
    address: gatewayAddress(subnet),
    image: images.gateway.reference,
    publishOn: engine.publishOn,
  });
  return [...nodes, gateway];
}
