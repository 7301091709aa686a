// What is seen of a cluster on the way: its state, and what stands beside it that a learner may have left.
import { z } from 'zod';
import type { Cluster, ClusterNode } from '../../cluster/cluster';
import type { ClusterState } from '../../cluster/state';
import { within } from '../../engine/within';

export interface Sight {
  state: ClusterState;
  /** Members that the managers list, and that no node is any more: it left, and perhaps joined again. */
  ghosts: { id: string; name: string }[];
  /** By name, in the swarm. */
  networks: string[];
  secrets: string[];
  configs: string[];
  /** Those that are no tasks. */
  containers: { node: string; name: string }[];
}

/** Milliseconds: a busy node under emulation answers within 2 s. */
const answerLimit = 5_000;

const membersSchema = z.array(
  z.object({ ID: z.string(), Description: z.object({ Hostname: z.string().optional() }).optional() }),
);
const networksSchema = z.array(
  z.object({ Name: z.string(), Scope: z.string().optional(), Ingress: z.boolean().optional() }),
);
const namedSchema = z.array(z.object({ Spec: z.object({ Name: z.string() }) }));
const containersSchema = z.array(
  z.object({ Names: z.array(z.string()), Labels: z.record(z.string(), z.string()).nullish() }),
);

export async function readSight(cluster: Cluster, state: ClusterState): Promise<Sight> {
  const answering = cluster.nodes.filter(
    ({ name }) => state.nodes.find((node) => node.name === name)?.docker === 'answering',
  );
  const manager = cluster.nodes.find(
    (_node, index) => state.nodes[index]?.manages === true && state.nodes[index].member !== undefined,
  );
  const [containers, swarm] = await Promise.all([
    Promise.all(answering.map(containersOf)),
    manager ? swarmOf(manager, state) : { ghosts: [], networks: [], secrets: [], configs: [] },
  ]);
  return { state, ...swarm, containers: containers.flat() };
}

async function containersOf({ name: node, inner }: ClusterNode): Promise<Sight['containers']> {
  const found = containersSchema.parse(await within(answerLimit, inner.api.listContainers({ all: true })));
  return found
    .filter(({ Labels }) => Labels?.['com.docker.swarm.service.id'] === undefined)
    .map(({ Names }) => ({ node, name: Names[0]?.replace(/^\//, '') ?? '' }));
}

async function swarmOf(
  { inner: { api } }: ClusterNode,
  { nodes }: ClusterState,
): Promise<Omit<Sight, 'state' | 'containers'>> {
  const asked: Promise<unknown>[] = [
    api.listNodes(),
    api.listNetworks(),
    api.listSecrets(),
    api.listConfigs(),
  ];
  const [members, networks, secrets, configs] = await within(answerLimit, Promise.all(asked));
  const own = new Set(nodes.map(({ member }) => member?.id));
  return {
    ghosts: membersSchema
      .parse(members)
      .filter(({ ID }) => !own.has(ID))
      .map(({ ID, Description }) => ({ id: ID, name: Description?.Hostname ?? ID })),
    networks: networksSchema
      .parse(networks)
      .filter(({ Scope, Ingress }) => Scope === 'swarm' && !Ingress)
      .map(({ Name }) => Name),
    secrets: namesOf(secrets),
    configs: namesOf(configs),
  };
}

function namesOf(listed: unknown): string[] {
  return namedSchema.parse(listed).map(({ Spec }) => Spec.Name);
}

/** Whether nobody has done anything on these nodes yet. */
export function isUntouched({ state, containers }: Sight): boolean {
  return (
    containers.length === 0 &&
    state.nodes.every(({ swarm, docker }) => swarm === 'inactive' && docker === 'answering')
  );
}
