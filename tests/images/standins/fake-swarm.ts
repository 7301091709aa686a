// A small made-up swarm in the words of Docker's API: what `/nodes`, `/services` and `/tasks` answer.

export interface FakeNode {
  name: string;
  role?: 'manager' | 'worker';
  leader?: boolean;
  availability?: 'active' | 'pause' | 'drain';
  status?: 'ready' | 'down';
}

export interface FakeTask {
  service: string;
  slot?: number;
  node?: string;
  image?: string;
  state?: string;
  desired?: string;
  error?: string;
  /** When `state` was reached, in milliseconds since the epoch. */
  at?: number;
}

export interface FakeService {
  name: string;
  image: string;
  /** Undefined for a global service. */
  replicas?: number;
  published?: number;
}

/** A digest is always there when a registry resolved the tag. */
const digest = `sha256:${'ab'.repeat(32)}`;

export function dockerNodes(nodes: FakeNode[]): unknown[] {
  return nodes.map((node, index) => ({
    ID: nodeId(node.name),
    Version: { Index: 9 + index },
    CreatedAt: '2026-03-01T09:00:00.123456789Z',
    UpdatedAt: '2026-03-01T09:00:01.123456789Z',
    // A label that looks like a field must not be taken for one.
    Spec: {
      Labels: { Hostname: 'a "quoted" \\ label', State: '}{][,:' },
      Role: node.role ?? 'manager',
      Availability: node.availability ?? 'active',
    },
    Description: {
      Hostname: node.name,
      Platform: { Architecture: 'x86_64', OS: 'linux' },
      Resources: { NanoCPUs: 2_000_000_000, MemoryBytes: 2_085_203_968 },
      Engine: {
        EngineVersion: '26.1.5+dfsg1',
        Plugins: [
          { Type: 'Log', Name: 'json-file' },
          { Type: 'Network', Name: 'overlay' },
        ],
      },
      TLSInfo: { TrustRoot: '-----BEGIN CERTIFICATE-----\nMIIBajCC\n', CertIssuerSubject: 'MBMxETAP' },
    },
    Status: { State: node.status ?? 'ready', Addr: `10.77.0.1${index + 1}` },
    ...((node.role ?? 'manager') === 'manager' && {
      ManagerStatus: {
        ...(node.leader && { Leader: true }),
        Reachability: node.status === 'down' ? 'unreachable' : 'reachable',
        Addr: `10.77.0.1${index + 1}:2377`,
      },
    }),
  }));
}

export function dockerServices(services: FakeService[]): unknown[] {
  return services.map((service, index) => ({
    ID: serviceId(service.name),
    Version: { Index: 20 + index },
    CreatedAt: `2026-03-01T09:1${index}:00.000000000Z`,
    Spec: {
      Name: service.name,
      Labels: { Name: 'not-the-name' },
      TaskTemplate: {
        ContainerSpec: {
          Image: `${service.image}@${digest}`,
          Env: ['SECRET=do-not-leak-me', 'TRICK="},{"ID":"x"'],
          Mounts: [{ Type: 'bind', Source: '/var/run/docker.sock', Target: '/var/run/docker.sock' }],
        },
        Placement: { Constraints: ['node.role == manager'] },
      },
      Mode: service.replicas === undefined ? { Global: {} } : { Replicated: { Replicas: service.replicas } },
      UpdateConfig: { Parallelism: 2, Delay: 10_000_000_000 },
    },
    Endpoint: {
      Spec: { Mode: 'vip' },
      ...(service.published && {
        Ports: [
          { Protocol: 'tcp', TargetPort: 80, PublishedPort: service.published, PublishMode: 'ingress' },
          { Protocol: 'udp', TargetPort: 53, PublishedPort: service.published + 1, PublishMode: 'host' },
        ],
      }),
    },
    UpdateStatus: { State: 'completed', StartedAt: '2026-03-01T09:20:00Z', Message: 'update completed' },
  }));
}

export function dockerTasks(tasks: FakeTask[], services: FakeService[]): unknown[] {
  return tasks.map((task, index) => {
    const service = services.find(({ name }) => name === task.service);
    const state = task.state ?? 'running';
    return {
      ID: `t${String(index).padStart(24, '0')}`,
      Version: { Index: 30 + index },
      CreatedAt: new Date((task.at ?? startedAt) - 2_000).toISOString(),
      Labels: { ServiceID: 'not-the-service', State: 'not-the-state' },
      Spec: {
        ContainerSpec: {
          Image: `${task.image ?? service?.image ?? 'unknown'}@${digest}`,
          Env: ['SECRET=do-not-leak-me'],
        },
        Placement: { Platforms: [{ Architecture: 'amd64', OS: 'linux' }] },
      },
      ServiceID: serviceId(task.service),
      ...(task.slot !== undefined && { Slot: task.slot }),
      ...(task.node && { NodeID: nodeId(task.node) }),
      Status: {
        Timestamp: new Date(task.at ?? startedAt).toISOString(),
        State: state,
        Message: 'started',
        ...(task.error && { Err: task.error }),
        ...(state === 'running' && {
          ContainerStatus: { ContainerID: containerId(index), PID: 4000 + index, ExitCode: 0 },
        }),
        // As Docker tells of a task whose container was never made.
        ...(task.error && { ContainerStatus: { ContainerID: '', PID: 0, ExitCode: 0 } }),
        PortStatus: {},
      },
      DesiredState: task.desired ?? 'running',
      NetworksAttachments: [
        {
          Network: { ID: 'ingressnetworkid', Spec: { Name: 'ingress', Labels: {}, Ingress: true } },
          Addresses: [`10.0.0.${index + 5}/24`],
        },
      ],
    };
  });
}

/** Long ago, as far as the last failures are concerned. */
const startedAt = Date.parse('2026-03-01T09:12:00Z');

function nodeId(name: string): string {
  return `n-${name}`.padEnd(25, '0');
}

function serviceId(name: string): string {
  return `s-${name}`.padEnd(25, '0');
}

export function containerId(index: number): string {
  return (0xa1b2c3d4e5 * (index + 3)).toString(16).padStart(12, '0').slice(0, 12).padEnd(64, 'f');
}
