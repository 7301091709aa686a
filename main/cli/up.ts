// `essaim up`: a lab's cluster that stays until `essaim down`.
import { findClusters } from '../cluster/find';
import { up } from '../cluster/up';
import { findLab, loadLab } from '../labs/load';
import type { Context } from './context';
import { describeCluster } from './describe';
import { onEngine } from './on-engine';

interface UpArguments {
  name: string;
  nodes?: number;
  memory?: number;
  subnet?: string;
}

export const defaultLab = 'swarm-vue-d-ensemble';

export async function upCommand(
  context: Context,
  labName: string | undefined,
  options: UpArguments,
): Promise<number> {
  const { say, tell, paths } = context;
  const { name } = options;
  const lab = await loadLab(await findLab(labName ?? defaultLab, paths.labs));
  const nodes = options.nodes ?? Math.max(1, lab.terminals);
  const size = sizeOf(nodes, options.memory);
  return onEngine(context, { name, purpose: 'keep', size }, async ({ engine, call, cluster: inside }) => {
    const existing = (await findClusters(engine, call)).find((found) => found.name === inside);
    if (existing?.state === 'up' && !engine.machine?.ready) {
      tell(say('cli:alreadyUp', { name }));
      return 0;
    }
    const images = await context.images();
    const { onProgress, signal } = context;
    try {
      const cluster = await up(
        engine,
        { ...options, name: inside, nodes, images, kept: true, onProgress, signal },
        call,
      );
      context.print(describeCluster(cluster, name, say));
      cluster.close();
      return 0;
    } catch (error) {
      // What was launched for this lab alone goes with it.
      if (existing === undefined || engine.machine?.ready) await engine.machine?.remove();
      throw error;
    }
  });
}

/** MiB that a machine of our own needs for more nodes, or larger ones, than its usual size serves. */
export function sizeOf(nodes: number, memory: number | undefined): { memory: number } | undefined {
  const node = memory === undefined ? leastNode : memory / 2 ** 20;
  const needed = Math.ceil(nodes * node + ownMemory);
  return needed <= usualMemory ? undefined : { memory: needed };
}

/** MiB of a node's least, and of what the machine's own kernel and dockerd take. */
const leastNode = 341;
const ownMemory = 256;
/** MiB that every machine has at least, and the ready snapshot's has. */
const usualMemory = 1280;
