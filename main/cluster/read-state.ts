// Reads the cluster's state from the nodes' own Docker APIs: each node for itself, one manager for all.
import type Docker from 'dockerode';
import { z } from 'zod';
import { within } from '../engine/within';
import type { Cluster, ClusterNode } from './cluster';
import type { ClusterState, MemberState, NodeState, ServiceState, TaskState } from './state';

/** Milliseconds after which a node counts as silent: a busy one under emulation answers within 2 s. */
const answerLimit = 5_000;
/** Milliseconds for a node that was silent the last time: what is told of the others does not wait for it for long. */
const silentLimit = 2_000;

const selfSchema = z.object({
  Swarm: z.object({ NodeID: z.string(), LocalNodeState: z.string(), ControlAvailable: z.boolean() }),
});
type Self = z.infer<typeof selfSchema>['Swarm'];

const memberSchema = z.object({
  ID: z.string(),
  Spec: z.object({ Role: z.enum(['manager', 'worker']), Availability: z.enum(['active', 'pause', 'drain']) }),
  Description: z.object({ Hostname: z.string().optional() }).optional(),
  Status: z.object({ State: z.string() }),
  ManagerStatus: z.object({ Leader: z.boolean().optional(), Reachability: z.string().optional() }).optional(),
});

const serviceSchema = z.object({
  ID: z.string(),
  CreatedAt: z.string(),
  Spec: z.object({
    Name: z.string(),
    TaskTemplate: z.object({
      ContainerSpec: z.object({ Image: z.string() }).optional(),
      Placement: z.object({ Constraints: z.array(z.string()).optional() }).optional(),
    }),
    Mode: z.object({ Replicated: z.object({ Replicas: z.number() }).optional() }),
    UpdateConfig: z.object({ Parallelism: z.number(), Delay: z.number().optional() }).optional(),
  }),
  Endpoint: z
    .object({
      Ports: z
        .array(
          z.object({
            PublishedPort: z.number().optional(),
            TargetPort: z.number(),
            Protocol: z.string(),
            PublishMode: z.enum(['ingress', 'host']).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  UpdateStatus: z.object({ State: z.string().optional() }).optional(),
});

const taskSchema = z.object({
  ID: z.string(),
  ServiceID: z.string().default(''),
  Slot: z.number().optional(),
  NodeID: z.string().optional(),
  CreatedAt: z.string(),
  DesiredState: z.string(),
  Spec: z.object({ ContainerSpec: z.object({ Image: z.string() }).optional() }),
  Status: z.object({
    State: z.string(),
    Timestamp: z.string(),
    Err: z.string().optional(),
    ContainerStatus: z.object({ ContainerID: z.string().optional() }).optional(),
  }),
});

/** Never throws for a silent node: that is a state, too. `before` is what was read last. */
export async function readState(cluster: Cluster, before?: ClusterState): Promise<ClusterState> {
  const silent = before?.nodes.flatMap(({ name, docker }) => (docker === 'silent' ? [name] : [])) ?? [];
  const limitOf = ({ name }: ClusterNode): number => (silent.includes(name) ? silentLimit : answerLimit);
  const selves = await Promise.all(cluster.nodes.map((node) => askSelf(node, limitOf(node))));
  const managers = cluster.nodes.filter((_node, index) => selves[index]?.ControlAvailable);
  const swarm = await askManagers(managers);
  const nodes = cluster.nodes.map((node, index) => nodeState(node, selves[index], swarm.members));
  const hostnames = new Map(swarm.members.map((member) => [member.ID, member.Description?.Hostname]));
  const names = new Map(swarm.services.map((service) => [service.ID, service.Spec.Name]));
  return {
    readAt: Date.now(),
    nodes,
    services: swarm.services.map(serviceState),
    tasks: swarm.tasks.map((task) => taskState(task, names, hostnames)),
  };
}

async function askSelf(node: ClusterNode, limit: number): Promise<Self | undefined> {
  try {
    return selfSchema.parse(await within(limit, node.inner.api.info() as Promise<unknown>)).Swarm;
  } catch {
    return undefined; // told as `silent`
  }
}

interface Swarm {
  members: z.infer<typeof memberSchema>[];
  services: z.infer<typeof serviceSchema>[];
  tasks: z.infer<typeof taskSchema>[];
}

/** By the first that has an answer: a manager that is cut off from the others has none, and does not know it. */
async function askManagers(managers: ClusterNode[]): Promise<Swarm> {
  for (const manager of managers) {
    const swarm = await askManager(manager.inner.api);
    if (swarm) return swarm;
  }
  return { members: [], services: [], tasks: [] };
}

async function askManager(api: Docker): Promise<Swarm | undefined> {
  try {
    const [members, services, tasks] = await within(
      answerLimit,
      Promise.all([api.listNodes(), api.listServices(), api.listTasks()] as Promise<unknown>[]),
    );
    return {
      members: z.array(memberSchema).parse(members),
      services: z.array(serviceSchema).parse(services),
      tasks: z.array(taskSchema).parse(tasks),
    };
  } catch (error) {
    // Between a promotion and the first vote, or without a quorum, a manager has no answer.
    if (error instanceof z.ZodError) throw error;
    return undefined;
  }
}

const swarmStates = ['inactive', 'pending', 'active', 'locked', 'error'] as const;
const statuses = ['ready', 'down', 'disconnected', 'unknown'] as const;
const reachabilities = ['reachable', 'unreachable', 'unknown'] as const;

function oneOf<const T extends string, D>(
  known: readonly T[],
  found: string | undefined,
  otherwise: D,
): T | D {
  return known.find((candidate) => candidate === found) ?? otherwise;
}

function nodeState(
  node: ClusterNode,
  self: Self | undefined,
  members: z.infer<typeof memberSchema>[],
): NodeState {
  // A node that left and joined again is listed twice under its host name: its own id decides, else who is ready.
  const namesakes = members.filter((member) => member.Description?.Hostname === node.name);
  const own =
    namesakes.find((member) => member.ID === self?.NodeID) ??
    (self === undefined
      ? (namesakes.find((member) => member.Status.State === 'ready') ?? namesakes.at(-1))
      : undefined);
  return {
    name: node.name,
    address: node.address,
    docker: self ? 'answering' : 'silent',
    swarm: oneOf(swarmStates, self?.LocalNodeState, 'unknown'),
    manages: self?.ControlAvailable ?? false,
    member: own && memberState(own),
  };
}

function memberState(member: z.infer<typeof memberSchema>): MemberState {
  const { ManagerStatus } = member;
  return {
    id: member.ID,
    role: member.Spec.Role,
    leader: ManagerStatus?.Leader ?? false,
    reachability: oneOf(reachabilities, ManagerStatus?.Reachability, undefined),
    availability: member.Spec.Availability,
    status: oneOf(statuses, member.Status.State, 'unknown'),
  };
}

function serviceState(service: z.infer<typeof serviceSchema>): ServiceState {
  const { ID, Spec, Endpoint, UpdateStatus, CreatedAt } = service;
  return {
    id: ID,
    name: Spec.Name,
    image: withoutDigest(Spec.TaskTemplate.ContainerSpec?.Image),
    replicas: Spec.Mode.Replicated?.Replicas,
    constraints: Spec.TaskTemplate.Placement?.Constraints ?? [],
    ports: (Endpoint?.Ports ?? []).map((port) => ({
      published: port.PublishedPort ?? 0,
      target: port.TargetPort,
      protocol: port.Protocol,
      mode: port.PublishMode ?? 'ingress',
    })),
    update: Spec.UpdateConfig && {
      parallelism: Spec.UpdateConfig.Parallelism,
      delaySeconds: (Spec.UpdateConfig.Delay ?? 0) / 1e9,
    },
    updateStatus: UpdateStatus?.State,
    createdAt: Date.parse(CreatedAt),
  };
}

function taskState(
  task: z.infer<typeof taskSchema>,
  services: Map<string, string>,
  hostnames: Map<string, string | undefined>,
): TaskState {
  return {
    id: task.ID,
    serviceId: task.ServiceID,
    service: services.get(task.ServiceID) ?? task.ServiceID,
    slot: task.Slot,
    node: task.NodeID === undefined ? undefined : hostnames.get(task.NodeID),
    image: withoutDigest(task.Spec.ContainerSpec?.Image),
    state: task.Status.State,
    desired: task.DesiredState,
    error: task.Status.Err,
    containerId: task.Status.ContainerStatus?.ContainerID,
    createdAt: Date.parse(task.CreatedAt),
    stateAt: Date.parse(task.Status.Timestamp),
  };
}

/** `instavote/vote:latest@sha256:…` is the same image to a learner as `instavote/vote:latest`. */
function withoutDigest(image: string | undefined): string {
  return image?.split('@')[0] ?? '';
}
