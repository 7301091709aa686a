// The embedded engine: how soon three nodes answer, how soon a lab is back where it was, what it costs at rest and on disk.
import { mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attachCluster, type Cluster, type ClusterNode } from '../main/cluster/cluster';
import { waitUntilReady } from '../main/cluster/ready';
import { reset } from '../main/cluster/reset';
import { up } from '../main/cluster/up';
import { watchCluster } from '../main/cluster/watch';
import { type EmbeddedEngine, launchMachine } from '../main/engine/embedded/connect';
import { pack } from '../main/engine/embedded/packed-file';
import { machineFolder, readRecord } from '../main/engine/embedded/record';
import { pidOf } from '../main/engine/owner';
import { type Call, createCall } from '../main/engine/runner';
import type { ImageStore } from '../main/images/store';
import { silentLog } from '../main/log/log';
import { openNodeShell } from '../main/terminals/node-shell';
import { runCommand } from '../main/terminals/run-command';
import { openSession } from '../main/terminals/session';
import { type Measure, measure, median } from './figure';

/** Rounds of which the median counts. */
const ROUNDS = 5;
/** Seconds of rest before, and of measuring, the processor's share. */
const SETTLE = 15;
const IDLE = 30;
const megabyte = 1e6;

interface Bench {
  appliance: string;
  images: ImageStore;
  scratch: string;
}

export async function benchEmbedded(appliance: string, images: ImageStore): Promise<Measure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'essaim-bench-'));
  try {
    const bench = { appliance, images, scratch };
    const bare = await withoutReady(bench);
    const starts: number[] = [];
    const colds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      colds.push(await start(bare, false));
      starts.push(await start(bench));
    }
    const ratio = median(starts) / median(colds);
    return [
      measure('start to three nodes answering, from the ready snapshot', 's', median(starts), 3),
      measure('cold boot to three nodes answering', 's', median(colds), 60),
      measure('the first as a share of the second', '', ratio, 1 / 15),
      ...(await travel(bench)),
      ...(await sizes(bench)),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function open({ scratch, appliance }: Bench, readyFolder?: false): Promise<EmbeddedEngine> {
  return launchMachine({
    name: 'bench',
    environment: process.env,
    log: silentLog,
    kept: false,
    appliance,
    machines: join(scratch, 'machines'),
    cache: join(scratch, 'cache'),
    readyFolder,
  });
}

async function bringUp({ images }: Bench, engine: EmbeddedEngine): Promise<{ cluster: Cluster; call: Call }> {
  const call = createCall(engine, silentLog);
  return { cluster: await up(engine, { name: 'labo', nodes: 3, images, kept: false }, call), call };
}

/** Seconds from nothing to three nodes that answer. */
async function start(bench: Bench, readyFolder?: false): Promise<number> {
  const begun = performance.now();
  const engine = await open(bench, readyFolder);
  try {
    const { cluster } = await bringUp(bench, engine);
    cluster.close();
    return (performance.now() - begun) / 1000;
  } finally {
    await engine.close();
  }
}

/** The same appliance without its snapshot. */
async function withoutReady(bench: Bench): Promise<Bench> {
  const bare = join(bench.scratch, 'bare');
  await mkdir(bare);
  for (const name of ['vmlinuz', 'initrd', 'disk.qcow2', 'appliance.json'])
    await symlink(join(bench.appliance, name), join(bare, name));
  return { ...bench, appliance: bare };
}

/** Reset, checkpoint and rest, on one machine. */
async function travel(bench: Bench): Promise<Measure[]> {
  const engine = await open(bench);
  try {
    const opened = await bringUp(bench, engine);
    const { call } = opened;
    let { cluster } = opened;
    const idle = await restOf(bench);
    const resets: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      resets.push(await seconds(async () => (cluster = await reset(cluster, call))));

    await makeService(cluster);
    const busy = await restOf(bench);
    const watch = await watchCluster(cluster);
    const watched = await restOf(bench);
    watch.dispose();
    const saves: number[] = [];
    const restores: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      saves.push(await seconds(() => engine.machine.save('bench')));
      cluster.close();
      restores.push(
        await seconds(async () => {
          await engine.machine.restore('bench');
          cluster = await attachCluster(engine, 'labo', call);
          await waitUntilReady(cluster.nodes, call);
        }),
      );
    }
    cluster.close();
    return [
      measure('reset', 's', median(resets), 3),
      measure('back to a checkpoint, six replicas', 's', median(restores), 6),
      measure('saving a checkpoint while the lab runs on', 's', median(saves)),
      measure('processor at rest, three nodes', '% of a core', idle, 5),
      measure('processor at rest, swarm and six replicas', '% of a core', busy, 15),
      measure('the same while the app watches', '% of a core', watched),
    ];
  } finally {
    await engine.close();
  }
}

/** What the lab's sixth step leaves: a swarm of three and the service vote, six times. */
async function makeService(cluster: Cluster): Promise<void> {
  const [first, ...others] = cluster.nodes;
  if (!first) throw new Error('the cluster has no node');
  const manager = await shellOn(first);
  await manager.run(`docker swarm init --advertise-addr ${first.address}`);
  const token = (await manager.run('docker swarm join-token -q worker')).trim();
  for (const node of others) {
    const shell = await shellOn(node);
    await shell.run(`docker swarm join --token ${token} ${first.address}:2377`);
    await shell.close();
  }
  await manager.run('docker service create --name vote --publish 8080:80 --replicas 6 instavote/vote');
  await manager.close();
}

interface Shell {
  run(command: string): Promise<string>;
  close(): Promise<void>;
}

async function shellOn(node: ClusterNode): Promise<Shell> {
  const size = { columns: 400, rows: 50 };
  const terminal = openSession(await openNodeShell(node.container, { size }));
  return {
    run: async (command) => {
      const { output, exitStatus } = await runCommand(terminal, command, {
        signal: AbortSignal.timeout(120_000),
      });
      if (exitStatus !== 0) throw new Error(`${node.name}: ${command}: ${output}`);
      return output;
    },
    close: () => terminal.close(),
  };
}

/** Percent of one core that QEMU takes while nobody does anything. */
async function restOf({ scratch }: Bench): Promise<number> {
  const record = await readRecord(machineFolder(join(scratch, 'machines'), 'bench'));
  if (!record) throw new Error('no machine runs');
  const ticks = async (): Promise<number> => {
    const fields =
      (await readFile(`/proc/${pidOf(record.qemu)}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  await sleep(SETTLE * 1000);
  const before = await ticks();
  await sleep(IDLE * 1000);
  // 100 ticks a second on every Linux that Node runs on.
  return ((await ticks()) - before) / IDLE;
}

async function sizes({ appliance, scratch }: Bench): Promise<Measure[]> {
  const packed = async (name: string): Promise<number> => {
    const target = join(scratch, 'packed');
    await pack(join(appliance, name), target);
    return (await stat(target)).size / megabyte;
  };
  const plain = async (name: string): Promise<number> => (await stat(join(appliance, name))).size / megabyte;
  const snapshot = (await packed('ready/ram')) + (await packed('ready/disk.qcow2'));
  const rest = await Promise.all(['vmlinuz', 'initrd', 'disk.qcow2'].map(plain));
  return [
    measure('ready snapshot, packed', 'MB', snapshot, 120),
    measure(
      'all that the engine needs on disk, packed',
      'MB',
      rest.reduce((sum, size) => sum + size, snapshot),
      270,
    ),
  ];
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / 1000;
}
