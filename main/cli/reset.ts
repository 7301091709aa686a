// `essaim reset`: the nodes of a running cluster as new.
import { attachCluster } from '../cluster/cluster';
import { reset } from '../cluster/reset';
import type { Context } from './context';
import { describeCluster } from './describe';
import { onEngine } from './on-engine';

export async function resetCommand(context: Context, { name }: { name: string }): Promise<number> {
  return onEngine(context, { name, purpose: 'find' }, async ({ engine, call, cluster: inside }) => {
    const cluster = await attachCluster(engine, inside, call);
    const fresh = await reset(cluster, call, context);
    context.print(describeCluster(fresh, name, context.say));
    fresh.close();
    return 0;
  });
}
