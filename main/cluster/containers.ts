// The containers of a cluster, as the Docker API wants them: pure, with the reason beside each option.
import type { ContainerCreateOptions } from 'dockerode';
import { type Labels, labels, objectName } from './labels';

export interface NodeLimits {
  /** Bytes; the node's containers share them. */
  memory: number;
  cpus: number;
}

/** Processes and threads that a node may have: its daemons take about 60, a container about 5. */
const pidsLimit = 4096;
export const socksPort = '1080/tcp';
/** Where a node finds the folder that its socket shall be in, beside its usual place. */
const doorMount = '/run/essaim';

interface Common {
  cluster: string;
  network: string;
  address: string;
  image: string;
  labels: Labels;
}

export function nodeOptions(
  node: Common & {
    name: string;
    gateway: string;
    limits: NodeLimits;
    /** Folder of the engine's machine where the node's socket is wanted, too. */
    doorFolder?: string | undefined;
  },
): ContainerCreateOptions {
  const { cluster, name, limits, doorFolder } = node;
  const marks = { ...node.labels, [labels.part]: 'node', [labels.node]: name };
  return {
    name: objectName(cluster, name),
    Hostname: name,
    Image: node.image,
    Labels: marks,
    Cmd: [
      // Unix socket only. Without this flag dockerd waits 16 s before it serves, warning about TCP without TLS.
      '--tls=false',
      // What the pack holds, then what an upstream registry has where there is a network.
      '--registry-mirror=http://gateway:5000',
      '--registry-mirror=http://gateway:5001',
      '--insecure-registry=gateway:5000',
      '--insecure-registry=gateway:5001',
      ...(doorFolder === undefined ? [] : [`--host=unix://${doorMount}/docker.sock`]),
    ],
    HostConfig: {
      NetworkMode: node.network,
      // The smallest set that works on cgroup v1 and v2, each shown to be needed in tests/cluster/profile:
      // SYS_ADMIN mounts (overlay, cgroups, namespaces) and NET_ADMIN makes bridges and firewall rules.
      CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
      // runc joins a session keyring and mounts for nested containers, which the default profiles refuse.
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      // On cgroup v2 the node must see its own tree as the root; v1 ignores it.
      CgroupnsMode: 'private',
      // dockerd looks this name up before every pull, only to learn that it is no insecure registry (pulls go to
      // registry-1.docker.io): without a network that is ten seconds of waiting for a name server each time.
      ExtraHosts: [`docker.io:${node.gateway}`],
      // `docker service create` asks for Docker Hub's address even where the gateway holds the image; where a network
      // swallows questions (no route, a captive portal) this gives up after 2 s instead of 10.
      DnsOptions: ['timeout:1', 'attempts:2'],
      Memory: limits.memory,
      // No swap on top: the limit means what it says.
      MemorySwap: limits.memory,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: pidsLimit,
      // overlay2 cannot stand on an overlay: the node's data needs a volume.
      Mounts: [
        {
          Type: 'volume',
          Source: objectName(cluster, name),
          Target: '/var/lib/docker',
          VolumeOptions: {
            NoCopy: true,
            Labels: { ...marks, [labels.part]: 'volume' },
            DriverConfig: { Name: 'local', Options: {} },
          },
        },
        ...(doorFolder === undefined
          ? []
          : [
              {
                Type: 'bind',
                Source: `${doorFolder}/${name}`,
                Target: doorMount,
                BindOptions: { CreateMountpoint: true },
              },
            ]),
      ],
    },
    NetworkingConfig: attached(node, name),
  } as ContainerCreateOptions;
}

/** `publishOn` is the address of the engine's machine that the door listens on. */
export function gatewayOptions(gateway: Common & { publishOn: string }): ContainerCreateOptions {
  return {
    name: objectName(gateway.cluster, 'gateway'),
    Hostname: 'gateway',
    Image: gateway.image,
    Labels: { ...gateway.labels, [labels.part]: 'gateway' },
    HostConfig: {
      NetworkMode: gateway.network,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: 256,
      // The one port of a lab: loopback only where the engine is on the host, chosen by the engine.
      PortBindings: { [socksPort]: [{ HostIp: gateway.publishOn, HostPort: '' }] },
    },
    NetworkingConfig: attached(gateway, 'gateway'),
  };
}

function attached(
  { network, address }: Common,
  alias: string,
): NonNullable<ContainerCreateOptions['NetworkingConfig']> {
  return { EndpointsConfig: { [network]: { Aliases: [alias], IPAMConfig: { IPv4Address: address } } } };
}
