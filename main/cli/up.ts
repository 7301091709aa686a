// `essaim up`: a lab's cluster that stays until `essaim down`.
import { findClusters } from '../cluster/find';
import { up } from '../cluster/up';
import { findLab, loadLab } from '../labs/load';
import type { Context } from './context';
import { describeCluster } from './describe';

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
  const { engine, call } = await context.connect();
  const existing = (await findClusters(engine, call)).find((cluster) => cluster.name === name);
  if (existing?.state === 'up') {
    tell(say('cli:alreadyUp', { name }));
    return 0;
  }
  const lab = await loadLab(await findLab(labName ?? defaultLab, paths.labs));
  const nodes = options.nodes ?? Math.max(1, lab.terminals);
  const images = await context.images();
  const cluster = await up(
    engine,
    { ...options, nodes, images, kept: true, onProgress: context.onProgress, signal: context.signal },
    call,
  );
  context.print(describeCluster(cluster, say));
  cluster.close();
  return 0;
}
