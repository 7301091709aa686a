// Each privilege of a node is needed: without any one of them a node does not serve, or runs no nested container.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerCreateOptions } from 'dockerode';
import type Docker from 'dockerode';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import { nodeOptions } from '../../main/cluster/containers';
import { addressIn, gatewayAddress } from '../../main/cluster/subnet';
import { inContainer, useClusters } from '../helpers/cluster';
import { nodeImage, privateDocker } from '../helpers/engine';

const clusters = useClusters();
let cluster: Cluster;

beforeAll(async () => {
  // For its network and its gateway; its own node stays idle.
  cluster = await clusters.up({ name: 'profile', nodes: 1 });
});

type Host = Pick<NonNullable<ContainerCreateOptions['HostConfig']>, 'CapAdd' | 'SecurityOpt'>;
let made = 0;

/** A node as `up` makes it, but for `changed`. */
async function nodeWith(changed: Host): Promise<Docker.Container> {
  made += 1;
  const options = nodeOptions({
    cluster: 'profile',
    name: `node${1 + made}`,
    network: cluster.network.name,
    address: addressIn(cluster.network.subnet, 20 + made),
    gateway: gatewayAddress(cluster.network.subnet),
    image: await nodeImage(),
    labels: { 'io.essaim.cluster': 'profile' },
    limits: { memory: 2 ** 29, cpus: 2 },
  });
  const container = await privateDocker().createContainer({
    ...options,
    HostConfig: { ...options.HostConfig, ...changed },
  });
  onTestFinished(() => container.remove({ force: true, v: true }) as Promise<void>);
  await container.start();
  return container;
}

interface Served {
  serves: boolean;
  nested: boolean;
  said: string;
}

/** What a node with this change gets done, and what it says of what it does not. */
async function tried(changed: Host): Promise<Served> {
  const node = await nodeWith(changed);
  const served = await serves(node);
  const run = 'docker run --rm --entrypoint sh instavote/vote -c "echo nested"';
  const { exitStatus, output } = served ? await inContainer(node, run) : { exitStatus: -1, output: '' };
  // A pull that fails is told on the console as a question for Docker Hub that failed; its cause is in dockerd's log.
  const log = await node.logs({ stdout: true, stderr: true, tail: 30 });
  return {
    serves: served,
    nested: exitStatus === 0 && output.endsWith('nested'),
    said: `${output}\n${log.toString('utf8')}`,
  };
}

async function serves(node: Docker.Container): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && (await node.inspect()).State.Running) {
    const { exitStatus } = await inContainer(node, 'docker version').catch(() => ({ exitStatus: -1 }));
    if (exitStatus === 0) return true;
    await sleep(100);
  }
  return false;
}

test('with its privileges a node serves and runs a nested container', async () => {
  expect(await tried({})).toMatchObject({ serves: true, nested: true });
});

test.each<[string, Host, RegExp]>([
  ['SYS_ADMIN', { CapAdd: ['NET_ADMIN'] }, /operation not permitted/i],
  ['NET_ADMIN', { CapAdd: ['SYS_ADMIN'] }, /iptables|permission denied/i],
  [
    'seccomp=unconfined',
    { SecurityOpt: ['apparmor=unconfined'] },
    /operation not permitted|session keyring/i,
  ],
])('without %s no nested container runs', async (_name, changed, said) => {
  const result = await tried(changed);
  expect(result.nested).toBe(false);
  expect(result.said).toMatch(said);
});

test('without apparmor=unconfined no nested container runs', async (context) => {
  const enabled = await readFile('/sys/module/apparmor/parameters/enabled', 'utf8').catch(() => 'N');
  if (!enabled.startsWith('Y')) {
    console.log(
      'not shown: without apparmor=unconfined no nested container runs (this kernel has no AppArmor)',
    );
    context.skip('this kernel has no AppArmor');
  }
  expect(await tried({ SecurityOpt: ['seccomp=unconfined'] })).toMatchObject({ nested: false });
});

test('a node needs neither --privileged nor a device of the machine', async () => {
  const { HostConfig } = await (await nodeWith({})).inspect();
  expect(HostConfig.Privileged).toBe(false);
  // Older engines write them without CAP_.
  const capabilities = HostConfig.CapAdd as string[];
  expect(capabilities.map((name) => name.replace('CAP_', '')).sort()).toEqual(['NET_ADMIN', 'SYS_ADMIN']);
  expect(HostConfig.Binds ?? []).toEqual([]);
  expect(HostConfig.Devices ?? []).toEqual([]);
  expect([HostConfig.PidMode, HostConfig.IpcMode, HostConfig.NetworkMode]).not.toContain('host');
});
