// `essaim up`: a lab's cluster that stays until `essaim down`.
import { findClusters } from '../cluster/find';
import { up } from '../cluster/up';
import { sizeForNodes } from '../engine/embedded/size';
import { loadLab } from '../labs/load';
import type { Context } from './context';
import { describeCluster } from './describe';
import { onEngine } from './on-engine';
import { openLab } from './open-lab';

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
  const { say, tell } = context;
  const { name } = options;
  const lab = await loadLab((await openLab(context, labName ?? defaultLab)).path);
  const nodes = options.nodes ?? Math.max(1, lab.terminals);
  const size = sizeForNodes(nodes, options.memory);
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
