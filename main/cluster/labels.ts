// What marks the engine's objects as ours, so that every one of them is found again after any accident.

export const labels = {
  /** Name of the cluster. */
  cluster: 'io.essaim.cluster',
  /** `node`, `gateway`, `network`, `volume` or `probe`. */
  part: 'io.essaim.part',
  /** Number of nodes of the cluster. */
  nodes: 'io.essaim.nodes',
  /** `node1` … on a node's container and volume. */
  node: 'io.essaim.node',
  /** Process that made it, as ownerMark writes it. */
  owner: 'io.essaim.owner',
  /** `true` on a cluster that shall outlive the process that made it (`essaim up`). */
  kept: 'io.essaim.kept',
} as const;

export type Labels = Record<string, string>;

export function objectName(cluster: string, part: string): string {
  return `essaim-${cluster}-${part}`;
}

/** Filter for the Docker API's list calls. */
export function ofCluster(cluster: string): { label: string[] } {
  return { label: [`${labels.cluster}=${cluster}`] };
}
