// `essaim down`: removes a cluster, and what processes that died have left. Nothing to remove is fine.
import { down } from '../cluster/down';
import { findClusters } from '../cluster/find';
import type { Context } from './context';

export async function downCommand(
  context: Context,
  { name, all }: { name: string; all: boolean },
): Promise<number> {
  const { say, tell } = context;
  const { engine, call } = await context.connect();
  const clusters = await findClusters(engine, call);
  const removed = clusters.filter((cluster) => all || cluster.name === name || cluster.state === 'leftover');
  for (const cluster of removed) {
    await down(engine, cluster.name, call);
    tell(say('cli:removed', { name: cluster.name, count: cluster.parts.length }));
  }
  if (removed.length === 0) tell(say('cli:nothingToRemove', { name }));
  return 0;
}
