// The node that a statement names.
import type { Cluster, ClusterNode } from '../../cluster/cluster';
import { Failure } from '../../failure/failure';

/** Milliseconds for an answer of a node's Docker API: a busy one under emulation answers within 2 s. */
export const answerLimit = 5_000;

/** @throws Failure `bad-input` where the cluster has fewer nodes. */
export function nodeOf(name: string, { nodes }: Pick<Cluster, 'nodes'>): ClusterNode {
  const node = nodes.find((each) => each.name === name);
  if (!node) throw new Failure('bad-input', 'sidecar:noNode', { node: name, count: nodes.length });
  return node;
}
