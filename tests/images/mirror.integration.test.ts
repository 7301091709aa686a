// What nodes pull without a network: the stand-ins, a pack in their place, and what only an upstream registry has.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack as tarPack } from 'tar-stream';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import { gatewayOptions } from '../../main/cluster/containers';
import { addressIn } from '../../main/cluster/subnet';
import { type ArchivedImage, writeArchive, writeLayer } from '../../main/images/archive';
import { ensureLoaded } from '../../main/images/load';
import { withPacks } from '../../main/images/packs';
import type { ImageStore } from '../../main/images/store';
import { openPage } from '../../main/labs/rehearsal/page';
import { imageStore, makeSwarm, onNode, useClusters } from '../helpers/cluster';
import { privateDocker, privateEngine } from '../helpers/engine';
import { scratchFolder } from '../helpers/scratch';

const clusters = useClusters();

/** An image of one file that says whose it is; no program is in it. */
async function tinyImage(folder: string, reference: string, says: string): Promise<ArchivedImage> {
  const tar = tarPack();
  tar.entry({ name: 'whose' }, says);
  tar.finalize();
  const layer = await writeLayer(tar, join(folder, `${says}.tar.gz`));
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
  };
  return { references: [reference], config: Buffer.from(JSON.stringify(config)), layers: [layer] };
}

/** The store with a pack of one tiny image. */
async function storeWith(reference: string, says: string): Promise<ImageStore> {
  const scratch = await scratchFolder();
  const packs = join(scratch, 'packs');
  await mkdir(packs);
  await writeArchive([await tinyImage(scratch, reference, says)], join(packs, 'tiny.tar'));
  return withPacks(await imageStore(), packs, join(scratch, 'cache'));
}

/** What the tiny image on node1 says; its file is read without running anything. */
function whose(cluster: Cluster, reference: string): Promise<string> {
  return onNode(
    cluster,
    1,
    `docker create --quiet --name tiny ${reference} /none >/dev/null && docker cp tiny:/whose - | tar -xO`,
  );
}

describe('the stand-ins', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await clusters.up({ name: 'mirror', nodes: 2 });
  });

  test('are pulled by name where there is no network', async () => {
    expect(await onNode(cluster, 1, 'curl -s -m 3 https://registry-1.docker.io/v2/ || echo none')).toBe(
      'none',
    );
    const references = ['instavote/vote:latest', 'instavote/vote:indent', 'dockersamples/visualizer:stable'];
    for (const reference of references) {
      const started = performance.now();
      expect(await onNode(cluster, 1, `docker pull -q ${reference}`)).toBe(`docker.io/${reference}`);
      // Questions to a name server that is not there take ten seconds.
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  test('vote draws the page of its tag, and stops at once', async () => {
    for (const [tag, port] of [
      ['latest', 8080],
      ['indent', 8081],
    ] as const) {
      const id = await onNode(cluster, 1, `docker run -d -p ${port}:80 instavote/vote:${tag}`);
      const { status, body } = await openPage(cluster, 'node1', port, '/');
      expect(status).toBe(200);
      for (const part of ['Cats', 'Dogs', `data-tag="${tag}"`, `data-container="${id.slice(0, 12)}"`])
        expect(body).toContain(part);
      const started = performance.now();
      await onNode(cluster, 1, `docker stop ${id}`);
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(await onNode(cluster, 1, `docker inspect -f '{{.State.ExitCode}}' ${id}`)).toBe('0');
    }
  });

  test('busybox gives a shell where nothing else is asked for', async () => {
    const said = await onNode(cluster, 1, "echo 'busybox | head -n 1' | docker run -i --rm busybox");
    expect(said).toContain('BusyBox v');
  });

  test('visualizer tells the swarm on a manager, and on a worker why it cannot', async () => {
    await makeSwarm(cluster, 2);
    await onNode(cluster, 1, 'docker service create --name vote --replicas 2 instavote/vote');
    const show =
      'docker run -d -p 8000:8080 -v /var/run/docker.sock:/var/run/docker.sock dockersamples/visualizer:stable';
    await onNode(cluster, 1, show);
    await onNode(cluster, 2, show);
    expect((await openPage(cluster, 'node1', 8000, '/')).body).toMatch(/visuali/i);

    const told = await openPage(cluster, 'node1', 8000, '/cgi-bin/state');
    expect(told.status).toBe(200);
    const { nodes, services, tasks } = JSON.parse(told.body) as Record<
      'nodes' | 'services' | 'tasks',
      unknown[]
    >;
    expect([nodes.length, services.length, tasks.length]).toEqual([2, 1, 2]);
    for (const name of ['node1', 'node2', 'vote', 'instavote/vote']) expect(told.body).toContain(name);

    const refused = await openPage(cluster, 'node2', 8000, '/cgi-bin/state');
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.body)).toEqual({
      problem: {
        kind: 'no-manager',
        message: expect.stringContaining('This node is not a swarm manager.') as string,
      },
    });
  });
});

test('a pack takes the place of the stand-in of its name, and of no other', async () => {
  const images = await storeWith('instavote/vote:latest', 'the-pack');
  expect(images.serves).toContain('dockersamples/visualizer:stable');
  const cluster = await clusters.up({ name: 'packed', nodes: 1, images });
  expect(await whose(cluster, 'instavote/vote:latest')).toBe('the-pack');
  const started = await onNode(
    cluster,
    1,
    'docker run -d -p 80:80 instavote/vote:indent && docker pull -q dockersamples/visualizer:stable',
  );
  expect(started).toContain('dockersamples/visualizer:stable');
  expect((await openPage(cluster, 'node1', 80, '/')).body).toContain('Cats');
});

test('a pack that is damaged is named', async () => {
  const scratch = await scratchFolder();
  await writeArchive([await tinyImage(scratch, 'tiny/tiny:latest', 'whole')], join(scratch, 'whole.tar'));
  const bytes = await readFile(join(scratch, 'whole.tar'));
  const packs = join(scratch, 'packs');
  await mkdir(packs);
  await writeFile(join(packs, 'damaged.tar'), bytes.subarray(0, bytes.length / 2));
  const opened = withPacks(await imageStore(), packs, join(scratch, 'cache'));
  await expect(opened).rejects.toMatchObject({
    kind: 'bad-input',
    values: { file: join(packs, 'damaged.tar') },
  });
});

test('what the gateway lacks comes through it from the upstream registry', async () => {
  const { engine, call } = await privateEngine();
  const cluster = await clusters.up({ name: 'through', nodes: 1 });
  const { network } = cluster;
  const absent = await onNode(cluster, 1, 'docker pull -q only/upstream:1 2>&1 || echo absent');
  expect(absent).toContain('absent');

  const common = {
    cluster: 'through',
    network: network.name,
    publishOn: '127.0.0.1',
    labels: { 'io.essaim.cluster': 'through' },
  };
  // The upstream registry is another gateway, which holds one image more.
  const upstream = await storeWith('only/upstream:1', 'the-upstream');
  await ensureLoaded(engine, upstream.gateway, call);
  const options = gatewayOptions({
    ...common,
    address: addressIn(network.subnet, 3),
    image: upstream.gateway.reference,
  });
  const registry = await privateDocker().createContainer({
    ...options,
    name: 'upstream',
    NetworkingConfig: {
      EndpointsConfig: {
        [network.name]: { Aliases: ['upstream'], IPAMConfig: { IPv4Address: addressIn(network.subnet, 3) } },
      },
    },
  });
  onTestFinished(() => registry.remove({ force: true, v: true }) as Promise<void>);
  await registry.start();
  // And the gateway is started anew, told of it.
  await cluster.gateway.remove({ force: true, v: true });
  const { gateway } = await imageStore();
  const anew = await privateDocker().createContainer({
    ...gatewayOptions({ ...common, address: addressIn(network.subnet, 2), image: gateway.reference }),
    Env: ['REGISTRY_PROXY_REMOTEURL=http://upstream:5000'],
  });
  await anew.start();

  await onNode(cluster, 1, 'until curl -sf http://gateway:5001/v2/ >/dev/null; do sleep 0.1; done');
  expect(await whose(cluster, 'only/upstream:1')).toBe('the-upstream');
  // What it holds itself it serves itself.
  expect(await onNode(cluster, 1, 'docker pull -q instavote/vote')).toBe('docker.io/instavote/vote:latest');
});
