import { existsSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Phase } from '../../../preload/contract';
import { createKeeper } from '../../../main/app/cluster/keeper';
import type { ClusterKeeper, Live } from '../../../main/app/cluster/live';
import { labels, objectName } from '../../../main/cluster/labels';
import { openStore } from '../../../main/images/store';
import { findLab, loadLab } from '../../../main/labs/load';
import { silentLog } from '../../../main/log/log';
import { pathsOf } from '../../../main/paths';
import { readSettings, type Settings } from '../../../main/settings/settings';
import { repository } from '../../../scripts/repository';
import { runCli } from '../../helpers/cli';
import { makeSwarm, onNode } from '../../helpers/cluster';
import { privateDocker } from '../../helpers/engine';
import { partsOn } from '../../helpers/parts';
import { scratchFolder } from '../../helpers/scratch';
import { dataFolder, killEngine, startSecondEngine } from '../../helpers/second-engine';

/** Milliseconds in which a loss must be said. */
const lossLimit = 3_000;
/** Milliseconds for a lab to be back: a dockerd of a node takes 2 s, several times that on a busy machine. */
const returnLimit = 60_000;
const memory = { nodeMemory: 512 } as const;

const keepers: ClusterKeeper[] = [];

/** A keeper as the app has it, on the engine that listens there. */
async function newKeeper(socket: string, settings: Partial<Settings> = {}): Promise<ClusterKeeper> {
  const home = await scratchFolder();
  const environment = {
    DOCKER_HOST: `unix://${socket}`,
    ESSAIM_IMAGES: inject('images'),
    ESSAIM_DATA: join(home, 'data'),
    ESSAIM_CACHE: join(home, 'cache'),
  };
  const paths = { ...pathsOf(environment), labs: repository('assets', 'labs') };
  const chosen = { ...(await readSettings(join(home, 'none.json'))), ...memory, ...settings };
  const lab = await loadLab((await findLab('swarm-vue-d-ensemble', paths)).path);
  const keeper = createKeeper({
    ...{ paths, environment, log: silentLog },
    lab: () => lab,
    images: () => openStore(paths.images),
    settings: () => chosen,
    language: () => 'fr',
  });
  keepers.push(keeper);
  return keeper;
}

/** Resolves with the milliseconds until the phase was of that kind. */
async function reached(keeper: ClusterKeeper, kind: Phase['kind'], limit: number): Promise<number> {
  const started = Date.now();
  while (keeper.phase().kind !== kind) {
    if (Date.now() - started > limit)
      throw new Error(`not ${kind} after ${limit} ms: ${JSON.stringify(keeper.phase())}`);
    await sleep(10);
  }
  return Date.now() - started;
}

function liveOf(keeper: ClusterKeeper): Live {
  const live = keeper.live();
  if (!live) throw new Error(`not up: ${JSON.stringify(keeper.phase())}`);
  return live;
}

/** The phases from now on. */
function follow(keeper: ClusterKeeper): Phase[] {
  const phases: Phase[] = [];
  keeper.on('phase', (phase) => phases.push(phase));
  return phases;
}

afterAll(async () => {
  for (const keeper of keepers) await keeper.stop();
});

describe('on one engine', () => {
  let keeper: ClusterKeeper;

  beforeAll(async () => {
    keeper = await newKeeper(inject('socket'));
  });

  test('a lab is started by steps that only go forward, and is watched', async () => {
    const phases = follow(keeper);
    const loads: string[][] = [];
    keeper.on('load', (load) => loads.push(load.map(({ node }) => node)));
    await keeper.open();
    const starting = phases.flatMap((phase) => (phase.kind === 'starting' ? [phase] : []));
    const shares = starting.map(({ done }) => done);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect(starting.at(-1)?.steps.map(({ text, state }) => [text, state])).toEqual([
      ['cluster:engineDocker', 'done'],
      ['cluster:stepImages', 'done'],
      ['cluster:stepNetwork', 'done'],
      ['cluster:stepNodes', 'done'],
      ['cluster:stepReady', 'done'],
      ['cluster:stepLive', 'running'],
    ]);
    expect(keeper.phase()).toMatchObject({
      kind: 'up',
      engine: { kind: 'docker', endpoint: `unix://${inject('socket')}`, why: { text: 'engine:chosenHost' } },
    });
    const { cluster, watch } = liveOf(keeper);
    await makeSwarm(cluster, 3);
    await watch.refresh();
    expect(watch.current().nodes.map(({ swarm }) => swarm)).toEqual(['active', 'active', 'active']);
    await expect.poll(() => loads.at(-1), { timeout: 10_000 }).toEqual(['node1', 'node2', 'node3']);
    expect(keeper.leftovers()).toEqual([]);
  });

  test('a step is remembered, and can be named again', async () => {
    keeper.remember('après la création', 'creation');
    const { checkpoints } = liveOf(keeper);
    await expect
      .poll(() => checkpoints.list(), { timeout: 10_000 })
      .toMatchObject([{ name: 'après la création', step: { lab: 'swarm-vue-d-ensemble' } }]);
  });

  test('a node that is killed is said to be lost within 3 s, and comes back with its swarm', async () => {
    const before = liveOf(keeper);
    await before.cluster.nodes[1]?.container.kill();
    expect(await reached(keeper, 'lost', lossLimit)).toBeLessThan(lossLimit);
    expect(keeper.live()).toBeUndefined();
    expect(keeper.phase()).toMatchObject({
      failure: { text: 'cluster:nodeStopped', values: { node: 'node2' } },
    });
    await reached(keeper, 'up', returnLimit);
    const after = liveOf(keeper);
    expect(after).not.toBe(before);
    const inactive = after.watch.until(
      ({ nodes }) => nodes.every(({ member }) => member?.status === 'ready'),
      AbortSignal.timeout(returnLimit),
    );
    await expect(inactive).resolves.toBeDefined();
  });

  test('a gateway that is killed comes back, at the door’s new port', async () => {
    await liveOf(keeper).cluster.gateway.kill();
    await reached(keeper, 'lost', lossLimit);
    expect(keeper.phase()).toMatchObject({ failure: { text: 'cluster:gatewayStopped' } });
    await reached(keeper, 'up', returnLimit);
    const { cluster } = liveOf(keeper);
    const { NetworkSettings } = await cluster.gateway.inspect();
    expect(NetworkSettings.Ports['1080/tcp']?.[0]?.HostPort).toBe(String(cluster.socksPort));
  });

  test('a node that is cut off or silent is no loss', async () => {
    const { cluster, watch } = liveOf(keeper);
    const network = privateDocker().getNetwork(cluster.network.name);
    const [, , node] = cluster.nodes;
    if (!node) throw new Error('there is no node3');
    await network.disconnect({ Container: node.container.id });
    await watch.until(
      ({ nodes }) => nodes.some(({ member }) => member?.status === 'down'),
      AbortSignal.timeout(returnLimit),
    );
    expect(keeper.phase().kind).toBe('up');
    await network.connect({
      Container: node.container.id,
      EndpointConfig: { IPAMConfig: { IPv4Address: node.address }, Aliases: [node.name] },
    });
  });

  test('a reset makes the nodes new: asked twice at once it is done once', async () => {
    const before = liveOf(keeper);
    const phases = follow(keeper);
    await Promise.all([keeper.reset(), keeper.reset()]);
    expect(phases.filter(({ kind }) => kind === 'up')).toHaveLength(1);
    expect(phases.at(0)?.kind).toBe('resetting');
    const after = liveOf(keeper);
    expect(after).not.toBe(before);
    expect(after.watch.current().nodes.map(({ swarm }) => swarm)).toEqual([
      'inactive',
      'inactive',
      'inactive',
    ]);
  });

  test('who quits to keep it and opens it again finds it as it was', async () => {
    await onNode(liveOf(keeper).cluster, 1, 'touch /root/notes');
    await keeper.quit();
    expect(keeper.live()).toBeUndefined();
    keeper = await newKeeper(inject('socket'));
    const phases = follow(keeper);
    await keeper.open();
    expect(keeper.phase().kind).toBe('up');
    expect(JSON.stringify(phases)).not.toContain('stepNodes');
    expect(await onNode(liveOf(keeper).cluster, 1, 'ls /root')).toBe('notes');
  });

  test('a part that was removed is told, and cleaning up starts afresh', async () => {
    await liveOf(keeper).cluster.nodes[2]?.container.remove({ force: true, v: true });
    await reached(keeper, 'down', returnLimit);
    expect(keeper.phase()).toMatchObject({
      failure: { text: 'cluster:partGone', values: { part: 'node3' } },
    });
    await expect.poll(() => keeper.leftovers(), { timeout: 10_000 }).toMatchObject([{ name: 'labo' }]);
    await keeper.start();
    expect(keeper.phase()).toMatchObject({ kind: 'down', failure: { text: 'cluster:partGone' } });
    await keeper.cleanUp();
    expect(keeper.phase().kind).toBe('up');
    await expect.poll(() => keeper.leftovers(), { timeout: 10_000 }).toEqual([]);
    expect(await onNode(liveOf(keeper).cluster, 3, 'ls /root')).toBe('');
  });

  test('stopped during a reset, it leaves nothing', async () => {
    const resetting = keeper.reset();
    await sleep(500);
    await Promise.all([keeper.stop(), resetting]);
    expect(keeper.phase()).toEqual({ kind: 'down' });
    expect(await partsOn(privateDocker())).toEqual([]);
  });

  test('a start that is cancelled leaves nothing, and the next one works', async () => {
    const phases = follow(keeper);
    const starting = keeper.start();
    await expect.poll(() => JSON.stringify(phases), { interval: 5 }).toContain('stepNodes');
    keeper.cancel();
    expect(keeper.phase()).toMatchObject({ kind: 'stopping', steps: [{ text: 'cluster:stepTakeBack' }] });
    await starting;
    expect(keeper.phase()).toEqual({ kind: 'down' });
    expect(await partsOn(privateDocker())).toEqual([]);
    await keeper.start();
    expect(keeper.phase().kind).toBe('up');
  });

  test('who quits to remove it leaves nothing', async () => {
    await keeper.quit();
    const other = await newKeeper(inject('socket'), { onQuit: 'remove' });
    await other.open();
    expect(other.phase().kind).toBe('up');
    await other.quit();
    expect(await partsOn(privateDocker())).toEqual([]);
  });

  test('what a process that has ended brought up whole is taken up', async () => {
    expect(await runCli(['up', '--memory', '512'])).toMatchObject({ exitStatus: 0 });
    const after = await newKeeper(inject('socket'));
    const phases = follow(after);
    await after.open();
    expect(after.phase().kind).toBe('up');
    expect(JSON.stringify(phases)).not.toContain('stepNodes');
    await after.stop();
    expect(await partsOn(privateDocker())).toEqual([]);
  });

  test('what one that was killed left half made is not touched before the learner says so', async () => {
    await leave('labo');
    await leave('autre');
    const after = await newKeeper(inject('socket'));
    await after.open();
    expect(after.phase()).toMatchObject({ kind: 'down', failure: { text: 'cluster:leftInTheWay' } });
    await expect
      .poll(() => after.leftovers(), { timeout: 10_000 })
      .toEqual([
        { name: 'autre', parts: ['essaim-autre-network'] },
        { name: 'labo', parts: ['essaim-labo-network'] },
      ]);
    await after.cleanUp();
    expect(after.phase().kind).toBe('up');
    await expect.poll(() => after.leftovers(), { timeout: 10_000 }).toEqual([]);
    expect(await partsOn(privateDocker(), 'autre')).toEqual([]);
    await after.stop();
    expect(await partsOn(privateDocker())).toEqual([]);
  });
});

/** More than Linux gives to any process. */
const noProcess = 2 ** 22 + 1;

/** The network of a cluster whose maker died before it came to make more. */
async function leave(name: string): Promise<void> {
  await privateDocker().createNetwork({
    Name: objectName(name, 'network'),
    Labels: {
      [labels.cluster]: name,
      [labels.part]: 'network',
      [labels.nodes]: '3',
      [labels.owner]: `${hostname()}/${noProcess}/1`,
      [labels.kept]: 'true',
    },
  });
}

describe('an engine that is killed', () => {
  test('is said to be lost within 3 s, and the lab comes back with it', async () => {
    const dataRoot = await dataFolder();
    const door = join(await scratchFolder(), 'docker.sock');
    const first = await startSecondEngine(dataRoot);
    await symlink(first.socket, door);
    const keeper = await newKeeper(door);
    await keeper.open();
    expect(keeper.phase().kind).toBe('up');
    await makeSwarm(liveOf(keeper).cluster, 2);

    await killEngine(first);
    await reached(keeper, 'lost', lossLimit);
    expect(keeper.phase()).toMatchObject({
      failure: { text: expect.stringMatching(/engineSilent|nodeStopped|gatewayStopped/) as string },
    });
    await sleep(2_000);
    expect(keeper.phase().kind).toBe('lost');

    const second = await startSecondEngine(dataRoot);
    await rm(door);
    await symlink(second.socket, door);
    await reached(keeper, 'up', returnLimit);
    const { watch } = liveOf(keeper);
    expect(watch.current().nodes.map(({ swarm }) => swarm !== 'inactive')).toEqual([true, true, false]);
    await keeper.stop();
    expect(keeper.phase()).toEqual({ kind: 'down' });
    expect(await partsOn(second.docker)).toEqual([]);
    expect(existsSync(door)).toBe(true);
  });

  test('and does not come back can be stopped', async () => {
    const engine = await startSecondEngine();
    const keeper = await newKeeper(engine.socket);
    await keeper.open();
    await killEngine(engine);
    await reached(keeper, 'lost', lossLimit);
    await keeper.stop();
    expect(keeper.phase()).toMatchObject({ kind: 'down', failure: { kind: 'engine' } });
    await keeper.start();
    expect(keeper.phase()).toMatchObject({ kind: 'down', failure: { kind: 'no-engine' } });
  });
});
