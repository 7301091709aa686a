// What the keeper is made with, and what follows from it for the engine and the cluster.
import type { ChooseOptions, EngineWish } from '../../engine/choose';
import { machineCluster } from '../../engine/embedded/ready';
import { sizeForNodes } from '../../engine/embedded/size';
import type { Language } from '../../i18n/i18n';
import { type ImageStore, knownNodeImage } from '../../images/store';
import type { Lab } from '../../labs/lab';
import type { Log } from '../../log/log';
import type { Paths } from '../../paths';
import type { Settings } from '../../settings/settings';

export interface KeeperOptions {
  paths: Paths;
  environment: NodeJS.ProcessEnv;
  log: Log;
  /** The one that is open. */
  lab: () => Pick<Lab, 'id' | 'path' | 'terminals'>;
  images: () => Promise<ImageStore>;
  settings: () => Settings;
  language: () => Language;
}

/** Of the app's one cluster, and of its machine: the same as the CLI's where nothing else is said. */
export const clusterName = machineCluster;

const mebibyte = 2 ** 20;

/** How many nodes the lab has, and bytes for each where the learner chose. */
export function nodesOf({ lab, settings }: KeeperOptions): { nodes: number; memory: number | undefined } {
  const { nodeMemory } = settings();
  return {
    nodes: Math.max(1, lab().terminals),
    memory: nodeMemory === null ? undefined : nodeMemory * mebibyte,
  };
}

/** An engine that outlives a crash of the app: who opens it again finds the lab. */
export function choiceOf(options: KeeperOptions): ChooseOptions {
  const { paths, environment, log, images } = options;
  const { nodes, memory } = nodesOf(options);
  return {
    wish: wishOf(options),
    purpose: 'keep',
    name: clusterName,
    size: sizeForNodes(nodes, memory),
    // Only asked for where the choice hangs on it.
    nodeImage: () => knownNodeImage(images),
    ...{ environment, log, appliance: paths.appliance, machines: paths.machines, cache: paths.cache },
    resources: paths.resources,
  };
}

const wishes: readonly EngineWish[] = ['auto', 'docker', 'embedded'];

function wishOf({ environment, settings }: KeeperOptions): EngineWish {
  return wishes.find((wish) => wish === environment.ESSAIM_ENGINE) ?? settings().engine;
}
