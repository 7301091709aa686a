// `essaim reset`: the nodes of a running cluster as new.
import { attachCluster } from '../cluster/cluster';
import { reset } from '../cluster/reset';
import type { Context } from './context';
import { describeCluster } from './describe';

export async function resetCommand(context: Context, { name }: { name: string }): Promise<number> {
  const { engine, call } = await context.connect();
  const cluster = await attachCluster(engine, name, call);
  const fresh = await reset(cluster, call, context);
  context.print(describeCluster(fresh, context.say));
  fresh.close();
  return 0;
}
