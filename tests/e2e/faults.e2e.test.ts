// What goes wrong around the app, done to the real one: each is said in a sentence and survived, and nothing is left.
import { mkdtemp, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TextKey, TextValues } from '../../main/i18n/i18n';
import { labels } from '../../main/cluster/labels';
import { type PrivateDockerd, startPrivateDockerd } from '../../scripts/dockerd';
import { type RunningApp, startApp } from '../helpers/app/app';
import {
  openDock,
  say,
  screenOf,
  typeLine,
  waitForPhase,
  waitForScreen,
  waitUntilUp,
} from '../helpers/app/lab';
import { expectNothingLeft, processesNamed } from '../helpers/app/leftovers';
import { stopLab } from '../helpers/app/walk';
import { gone } from '../helpers/processes';
import { partsOn } from '../helpers/parts';
import { killEngine } from '../helpers/second-engine';

/** Milliseconds for a swarm to notice that a node is away, and that it is back. */
const swarmPatience = 60_000;

let app: RunningApp;

/** Resolves when the window says this; begun before the fault, as some are over within a second. */
function says(key: TextKey, values: TextValues = {}): Promise<void> {
  return app.page.getByText(say(key, values)).first().waitFor({ state: 'attached', timeout: 60_000 });
}

/** The nodes as the manager lists them, on the first terminal. */
async function expectMembers(count: number): Promise<void> {
  const { page } = app;
  await typeLine(page, 1, `clear; echo members=$(docker node ls -q | wc -l)`);
  await waitForScreen(page, 1, new RegExp(`^members=${count}$`, 'm'));
}

describe('on a Docker Engine', () => {
  let folder = '';
  let socket = '';
  let dockerd: PrivateDockerd;

  /** The engine moves with each start; what the app was given leads to where it is. */
  async function startEngine(): Promise<void> {
    dockerd = await startPrivateDockerd({ dataRoot: join(folder, 'data') });
    await unlink(socket).catch(() => undefined); // the first time there is none
    await symlink(dockerd.socket, socket);
  }
  async function container(node: string): Promise<Docker.Container> {
    const [found] = await dockerd.docker.listContainers({
      all: true,
      filters: { label: [`${labels.node}=${node}`] },
    });
    if (!found) throw new Error(`there is no ${node}`);
    return dockerd.docker.getContainer(found.Id);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'essaim-faults-'));
    socket = join(folder, 'docker.sock');
    await startEngine();
    app = await startApp({
      settings: { engine: 'docker' },
      environment: { DOCKER_HOST: `unix://${socket}` },
    });
    await waitUntilUp(app);
    await typeLine(
      app.page,
      1,
      'docker swarm init --advertise-addr $(hostname -i) >/dev/null; echo swarm=$?',
    );
    await waitForScreen(app.page, 1, /^swarm=0$/m);
    await typeLine(app.page, 1, `clear; echo token=$(docker swarm join-token -q worker)`);
    await waitForScreen(app.page, 1, /^token=SWMTKN/m);
    const token = /token=(SWMTKN[\w-]+)/.exec((await screenOf(app.page, 1)).replaceAll('\n', ''))?.[1] ?? '';
    for (const number of [2, 3]) {
      await typeLine(app.page, number, `docker swarm join --token ${token} node1:2377; echo joined=$?`);
      await waitForScreen(app.page, number, /^joined=0$/m);
    }
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await app.screenshot(`faults-failed-${task.name.slice(0, 30)}`).catch(() => undefined);
  });
  afterAll(async () => {
    await app.dispose();
    await dockerd.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('survives that its window’s process is killed, with everything as it was', async () => {
    await typeLine(app.page, 2, 'clear; echo before-the-$((6 * 7))');
    await waitForScreen(app.page, 2, /before-the-42/);
    const [renderer] = await processesNamed(app.top, '--type=renderer');
    if (renderer === undefined) throw new Error('no process draws the window');
    process.kill(renderer, 'SIGKILL');
    await gone(renderer, 5_000);
    await expect.poll(() => processesNamed(app.top, '--type=renderer'), { timeout: 20_000 }).not.toEqual([]);
    await app.reconnect();
    await waitForPhase(app, 'up');
    await waitForScreen(app.page, 2, /before-the-42/);
    await expectMembers(3);
    await app.screenshot('faults-window');
  });

  it('says that a node has stopped, and starts it again with its swarm', async () => {
    const said = says('cluster:nodeStopped', { node: 'node2' });
    await (await container('node2')).kill();
    await said;
    await waitUntilUp(app);
    await typeLine(app.page, 2, 'clear; echo swarm=$(docker info -f {{.Swarm.LocalNodeState}})');
    await waitForScreen(app.page, 2, /^swarm=active$/m);
    await expectMembers(3);
  });

  it('says that a node is cut off, and that it is back', async () => {
    await openDock(app.page, 'map');
    const node = await container('node3');
    const [name, settings] = Object.entries((await node.inspect()).NetworkSettings.Networks)[0] ?? [];
    if (name === undefined || !settings) throw new Error('node3 has no network');
    const network = dockerd.docker.getNetwork(name);
    await network.disconnect({ Container: node.id });
    const header = app.page.locator('#panes-node3 .panes-header');
    await header.getByText(say('panes:downLabel')).waitFor({ timeout: swarmPatience });
    await app.screenshot('faults-network');
    const address = { IPAMConfig: { IPv4Address: settings.IPAddress }, Aliases: ['node3'] };
    await network.connect({ Container: node.id, EndpointConfig: address });
    await header.getByText(say('panes:downLabel')).waitFor({ state: 'detached', timeout: swarmPatience });
    await expectMembers(3);
  });

  it('is as it was when it was killed and opened again', async () => {
    await app.kill9();
    await app.start();
    await waitUntilUp(app);
    await expectMembers(3);
    await app.screenshot('faults-app');
  });

  it('says that the engine has gone, and takes the lab up where it was when it is back', async () => {
    const said = app.page.getByText('Le moteur Docker').first().waitFor({ timeout: 60_000 });
    await killEngine(dockerd);
    await said;
    await app.screenshot('faults-engine');
    await dockerd.stop();
    await startEngine();
    await waitUntilUp(app);
    await expectMembers(3);
  });

  it('leaves nothing on the engine and in the machine', async () => {
    await stopLab(app);
    await app.quit();
    expect(await partsOn(dockerd.docker)).toEqual([]);
    await expectNothingLeft(app.top);
  });
});

describe('on the embedded engine', () => {
  beforeAll(async () => {
    app = await startApp({ settings: { engine: 'embedded' } });
    await waitUntilUp(app);
  });
  afterAll(() => app.dispose());

  async function qemu(): Promise<number> {
    const [found] = await processesNamed(app.top, 'qemu-system');
    if (found === undefined) throw new Error('no machine runs');
    return found;
  }

  it('says that its machine has died, and replaces it', async () => {
    const pid = await qemu();
    const said = says('cluster:stepMachineDied');
    process.kill(pid, 'SIGKILL');
    await said;
    await waitUntilUp(app);
    expect(await qemu()).not.toBe(pid);
    await app.page.getByText(say('cluster:noteAnew')).waitFor();
    await app.screenshot('faults-machine');
  });

  it('is as it was when it was killed and opened again, its machine still running', async () => {
    await typeLine(app.page, 1, 'clear; docker swarm init >/dev/null; echo swarm=$?');
    await waitForScreen(app.page, 1, /^swarm=0$/m);
    const pid = await qemu();
    await app.kill9();
    await app.start();
    await waitUntilUp(app);
    expect(await qemu()).toBe(pid);
    await expectMembers(1);
  });

  it('leaves nothing behind', async () => {
    await stopLab(app);
    await app.quit();
    await expectNothingLeft(app.top);
  });
});
