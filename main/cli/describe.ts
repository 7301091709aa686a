// How a cluster reads on the console.
import type { Cluster } from '../cluster/cluster';
import type { Translate } from '../i18n/i18n';

export function describeCluster({ name, nodes, network, socksPort }: Cluster, say: Translate): string {
  const lines = nodes.map((node) => `  ${node.name}  ${node.address}`);
  return [
    say('cli:isUp', { name, subnet: network.subnet }),
    ...lines,
    say('cli:door', { port: socksPort }),
  ].join('\n');
}
