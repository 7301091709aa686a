// How a cluster reads on the console.
import type { Cluster } from '../cluster/cluster';
import type { Translate } from '../i18n/i18n';

/** `name` is what the user calls it: a machine of our own calls its only cluster by a name of its own. */
export function describeCluster(
  { nodes, network, socksPort }: Cluster,
  name: string,
  say: Translate,
): string {
  const lines = nodes.map((node) => `  ${node.name}  ${node.address}`);
  return [
    say('cli:isUp', { name, subnet: network.subnet }),
    ...lines,
    say('cli:door', { port: socksPort }),
  ].join('\n');
}
