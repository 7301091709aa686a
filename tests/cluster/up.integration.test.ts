import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import { down } from '../../main/cluster/down';
import { overlaps } from '../../main/cluster/subnet';
import { up } from '../../main/cluster/up';
import { openPage } from '../../main/labs/rehearsal/page';
import { inContainer, onNode, useClusters } from '../helpers/cluster';
import { privateDocker, privateEngine, type PrivateEngine } from '../helpers/engine';
import { partsOn } from '../helpers/parts';

const mebibyte = 2 ** 20;
const memory = 512 * mebibyte;
const clusters = useClusters();
let here: PrivateEngine;
let one: Cluster;

beforeAll(async () => {
  here = await privateEngine();
  one = await clusters.up({ name: 'one', memory });
});

test('brings three nodes with fixed names and addresses', async () => {
  const net = one.network.subnet.replace(/0\/24$/, '');
  expect(one.nodes.map(({ name, address }) => [name, address])).toEqual([
    ['node1', `${net}11`],
    ['node2', `${net}12`],
    ['node3', `${net}13`],
  ]);
  for (const [index, { name, address }] of one.nodes.entries()) {
    expect(await onNode(one, index + 1, 'hostname')).toBe(name);
    expect(await onNode(one, index + 1, 'hostname -i')).toBe(address);
  }
  expect(await onNode(one, 1, 'getent hosts node2 gateway')).toMatch(new RegExp(`^${net}12 .*\n${net}2 `));
});

test("every node's own dockerd answers", async () => {
  const names = await Promise.all(
    one.nodes.map(async ({ inner }) => ((await inner.api.info()) as { Name: string }).Name),
  );
  expect(names).toEqual(['node1', 'node2', 'node3']);
});

test('the limits of memory, processors and processes are in force in the node', async () => {
  const read = async (v2: string, v1: string): Promise<string> =>
    onNode(one, 1, `cat /sys/fs/cgroup/${v2} 2>/dev/null || cat /sys/fs/cgroup/${v1}`);
  expect(Number(await read('memory.max', 'memory/memory.limit_in_bytes'))).toBe(memory);
  expect(await read('pids.max', 'pids/pids.max')).toBe('4096');
  const { NCPU } = (await here.engine.api.info()) as { NCPU: number };
  expect(Number.parseInt(await read('cpu.max', 'cpu/cpu.cfs_quota_us'))).toBe(NCPU * 100_000);
  // tail keeps a line in memory as long as it has no end.
  const [node] = one.nodes;
  const greedy = node && (await inContainer(node.container, 'head -c 700M /dev/zero | tail'));
  expect(greedy?.exitStatus).toBe(137);
  expect(await onNode(one, 1, 'docker version -f {{.Server.Version}}')).toMatch(/^\d/);
});

test('the only port on the machine is the SOCKS door, on 127.0.0.1', async () => {
  const bindings = await Promise.all(
    [one.gateway, ...one.nodes.map(({ container }) => container)].map(async (container) => {
      const { NetworkSettings } = await container.inspect();
      return Object.values(NetworkSettings.Ports as Record<string, unknown[] | null>).flatMap(
        (hosts) => hosts ?? [],
      );
    }),
  );
  expect(bindings.flat()).toEqual([{ HostIp: '127.0.0.1', HostPort: String(one.socksPort) }]);
  const hexPort = one.socksPort.toString(16).toUpperCase().padStart(4, '0');
  const listening = await listeners(async (table) => readFile(`/proc/net/${table}`, 'utf8'));
  expect(listening.filter((address) => address.endsWith(`:${hexPort}`))).toEqual([`0100007F:${hexPort}`]);
});

test('no node offers Docker on TCP', async () => {
  for (const number of [1, 2, 3]) {
    const listening = await listeners((table) => onNode(one, number, `cat /proc/net/${table}`));
    // 127.0.0.11 is the engine's own name server.
    expect(listening.filter((address) => !address.startsWith('0B00007F:'))).toEqual([]);
  }
});

/** Local addresses of /proc/net/tcp's sockets that listen (state 0A): `0100007F:0438`. */
async function listeners(read: (table: string) => Promise<string>): Promise<string[]> {
  const tables = await Promise.all([read('tcp'), read('tcp6')]);
  const fields = tables.flatMap((table) => table.split('\n')).map((line) => line.trim().split(/\s+/));
  return fields.flatMap(([, local, , state]) => (state === '0A' && local ? [local] : []));
}

test('every part bears the labels by which it is found again', async () => {
  const docker = privateDocker();
  const [containers, { Volumes }, networks] = await Promise.all([
    docker.listContainers({ all: true }),
    docker.listVolumes(),
    docker.listNetworks(),
  ]);
  const marks = [
    ...containers.filter(({ Names }) => Names[0]?.startsWith('/essaim-one-')).map(({ Labels }) => Labels),
    ...Volumes.filter(({ Name }) => Name.startsWith('essaim-one-')).map(({ Labels }) => Labels),
    ...networks.filter(({ Name }) => Name.startsWith('essaim-one-')).map(({ Labels }) => Labels ?? {}),
  ];
  expect(marks.map((labels) => labels['io.essaim.part']).sort()).toEqual([
    ...['gateway', 'network', 'node', 'node', 'node', 'volume', 'volume', 'volume'],
  ]);
  for (const labels of marks)
    expect(labels).toMatchObject({
      'io.essaim.cluster': 'one',
      'io.essaim.nodes': '3',
      'io.essaim.kept': 'false',
      'io.essaim.owner': expect.stringContaining(`/${process.pid}/`) as string,
    });
  expect(await partsOn(docker, 'one')).toHaveLength(8);
  // No volume without a name, which no label would find.
  expect(Volumes.filter(({ Name }) => !Name.startsWith('essaim-'))).toEqual([]);
});

test('two clusters side by side work, each behind its own door', async () => {
  const two = await clusters.up({ name: 'two', nodes: 2, memory });
  expect(overlaps(one.network.subnet, two.network.subnet)).toBe(false);
  for (const cluster of [one, two]) {
    await onNode(
      cluster,
      1,
      `docker run -d --rm -e OPTION_A=cluster-${cluster.name} -p 8080:80 instavote/vote`,
    );
    const page = await openPage(cluster, 'node1', 8080, '/');
    expect(page.body).toContain(`cluster-${cluster.name}`);
  }
  two.close();
  await down(here.engine, 'two', here.call);
  expect(await partsOn(privateDocker(), 'two')).toEqual([]);
  expect((await openPage(one, 'node1', 8080, '/')).status).toBe(200);
  await down(here.engine, 'two', here.call);
});

test('a name in use is refused, and what bears it stays as it is', async () => {
  const again = up(here.engine, { name: 'one', nodes: 1, images: here.images, kept: false }, here.call);
  await expect(again).rejects.toMatchObject({ kind: 'cluster', text: 'cluster:exists' });
  expect(await partsOn(privateDocker(), 'one')).toHaveLength(8);
  expect(await onNode(one, 3, 'docker info -f {{.Name}}')).toBe('node3');
});

test('a subnet in use is refused by name, and nothing is left', async () => {
  const { subnet } = one.network;
  const thrown: unknown = await clusters
    .up({ name: 'three', nodes: 1, subnet })
    .catch((error: unknown) => error);
  expect(thrown).toMatchObject({ kind: 'cluster', text: 'cluster:subnetTaken', values: { subnet } });
  expect(await partsOn(privateDocker(), 'three')).toEqual([]);
});

test.each([1, 7])('%i node(s) come up', async (count) => {
  const name = `of-${count}`;
  const cluster = await clusters.up({ name, nodes: count, memory: 384 * mebibyte });
  expect(cluster.nodes.map((node) => node.name)).toEqual(
    Array.from({ length: count }, (_, index) => `node${index + 1}`),
  );
  await Promise.all(cluster.nodes.map(({ inner }) => inner.api.ping() as Promise<unknown>));
  cluster.close();
  await down(here.engine, name, here.call);
  expect(await partsOn(privateDocker(), name)).toEqual([]);
});
