// What goes wrong around a machine of our own: nothing is lost but what is said to be lost, and nothing is left behind.
import { once } from 'node:events';
import { cp, mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EmbeddedEngine } from '../../../main/engine/embedded/connect';
import { saveCheckpoint } from '../../../main/engine/embedded/checkpoints';
import { forward } from '../../../main/engine/embedded/launch';
import { clockLag, saveMachine } from '../../../main/engine/embedded/machine';
import type { Manifest } from '../../../main/engine/embedded/manifest';
import { makePlan } from '../../../main/engine/embedded/plan';
import { writeRecord } from '../../../main/engine/embedded/record';
import { type Run, endRun, forgetRun, startRun } from '../../../main/engine/embedded/session';
import type { Reason } from '../../../main/engine/engine';
import { Failure } from '../../../main/failure/failure';
import { openNodeShell } from '../../../main/terminals/node-shell';
import { openSession } from '../../../main/terminals/session';
import type { TerminalExit } from '../../../main/terminals/terminal';
import { type CliProcess, type CliResult } from '../../helpers/cli';
import { inContainer, makeSwarm, onNode } from '../../helpers/cluster';
import { type Lab, useMachines } from '../../helpers/machine';
import { gone, isAlive } from '../../helpers/processes';
import { scratchFolder } from '../../helpers/scratch';

const machines = useMachines();

/** More than Linux gives to any process. */
const noProcess = 2 ** 22 + 1;
/** Seconds that the guest's clock may be off. */
const exact = 2;
const minute = 60;
const day = 24 * 60 * minute;

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Failure) return thrown;
  throw new Error('no Failure was thrown', { cause: thrown });
}

function expectFine(result: CliResult): void {
  expect(result, result.stderr).toMatchObject({ exitStatus: 0 });
}

interface Doctor {
  clusters: { name: string; state: string }[];
  problems: string[];
}

async function doctor(): Promise<Doctor> {
  const result = await machines.run(['doctor', '--json']);
  expectFine(result);
  return JSON.parse(result.stdout) as Doctor;
}

/** Seconds between our clock and the one that the engine's dockerd tells. */
async function dockerLag({ api }: EmbeddedEngine): Promise<number> {
  const asked = Date.now();
  const { SystemTime } = (await api.info()) as { SystemTime: string };
  return Math.abs((asked + Date.now()) / 2 - Date.parse(SystemTime)) / 1000;
}

/** A rehearsal in the middle of a command: the process that owns a machine. */
async function startOwner(): Promise<{ command: CliProcess; name: string }> {
  const folder = join(await scratchFolder(), 'sleeper');
  await mkdir(folder);
  const fence = (command: string): string => `\`\`\`.term1\n${command}\n\`\`\`\n`;
  await writeFile(
    join(folder, 'index.md'),
    `---\ntitle: sleeper\nterms: 3\n---\n## Une\n${fence('echo begun')}\n${fence('sleep 600')}`,
  );
  const command = machines.cli(['rehearse', folder]);
  await command.said('echo begun');
  await sleep(500); // so that the second command is typed
  return { command, name: `repetition-${command.pid ?? 0}` };
}

/** Milliseconds that a laptop is asleep. */
const nap = 60_000;
let owner: Awaited<ReturnType<typeof startOwner>>;
let asleepSince = 0;

describe('a laptop that is suspended', () => {
  test('falls asleep; it is woken by a later test', async () => {
    owner = await startOwner();
    // Linux suspends both, and our clock of the day goes on.
    owner.command.kill('SIGSTOP');
    process.kill(await machines.qemuOf(owner.name), 'SIGSTOP');
    asleepSince = Date.now();
  });
});

describe('a ready snapshot that does not fit', () => {
  const settings: [string, string, (setting: Manifest['setting']) => void][] = [
    [
      'another QEMU',
      'snapshots:otherQemu',
      ({ qemu }) => (qemu.banner = 'QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-1)'),
    ],
    ['another build of QEMU', 'snapshots:otherQemuBuild', ({ qemu }) => (qemu.sha256 = 'a'.repeat(64))],
    ['another CPU model', 'snapshots:otherCpuModel', (setting) => (setting.cpu = 'qemu64')],
    ['another size of memory', 'snapshots:otherMemory', (setting) => (setting.memory = 2048)],
    ['another number of CPUs', 'snapshots:otherCpus', (setting) => (setting.cpus = 4)],
  ];

  const refusals = async (appliance: string): Promise<Reason[]> => {
    const { ready } = await makePlan({ ...machines.places, appliance }, process.env);
    expect(ready.snapshot).toBeUndefined();
    return ready.refusals;
  };

  test.each(settings)('as it is of %s is refused', async (_title, text, change) => {
    const appliance = await machines.copyAppliance();
    const file = join(appliance, 'ready', 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
    change(manifest.setting);
    await writeFile(file, JSON.stringify(manifest));
    expect(await refusals(appliance)).toEqual([expect.objectContaining({ text })]);
  });

  test('as it is cut short or gone is refused', async () => {
    const appliance = await machines.copyAppliance();
    const missing = await refusals(appliance);
    expect(missing.map(({ text }) => text)).toEqual(['snapshots:missingFile', 'snapshots:missingFile']);
    const whole = join(machines.places.appliance, 'ready');
    await cp(join(whole, 'disk.qcow2'), join(appliance, 'ready', 'disk.qcow2'));
    await writeFile(join(appliance, 'ready', 'ram'), '');
    await truncate(join(appliance, 'ready', 'ram'), 1e9);
    expect(await refusals(appliance)).toEqual([
      { text: 'snapshots:cutShort', values: expect.objectContaining({ found: 1e9 }) as unknown },
    ]);
  });

  test('as one byte is flipped is told, and the machine boots cold', async () => {
    const appliance = await machines.copyAppliance();
    const whole = join(machines.places.appliance, 'ready');
    for (const name of ['ram', 'disk.qcow2'])
      await execa('cp', ['--sparse=always', join(whole, name), join(appliance, 'ready', name)]);
    await flipByte(join(appliance, 'ready', 'ram'));
    const stages: Reason[] = [];
    const engine = await machines.launch('cold', { appliance, onStage: (stage) => stages.push(stage) });
    expect(stages.map(({ text }) => text)).toEqual(['snapshots:otherContent', 'embedded:stageBoot']);
    expect(stages[0]?.values).toMatchObject({ file: join(appliance, 'ready', 'ram') });
    expect(await engine.api.version()).toMatchObject({ Os: 'linux' });
    expect(await dockerLag(engine)).toBeLessThan(exact);
    await engine.close();
  });
});

async function flipByte(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const at = Math.floor(size / 2);
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at);
  await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at);
  await handle.close();
}

/** Mounts a disk of that size until the test ends. */
async function smallDisk(size: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await execa('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  onTestFinished(async () => {
    await execa('umount', [folder]);
  });
  return folder;
}

describe('a machine of which this process holds the sockets', () => {
  let run: Run;
  const start = async (name: string, kept: boolean): Promise<Run> => {
    const plan = await makePlan(machines.places, process.env);
    const { snapshot } = plan.ready;
    if (!snapshot) throw new Error('the shipped snapshot is refused');
    return startRun(
      { ...plan, name, folder: machines.folder(name), kept },
      { kind: 'snapshot', memory: snapshot.memory, disk: snapshot.disk },
    );
  };

  test('goes on where a checkpoint meets a full disk, of which nothing is left there', async () => {
    run = await start('held', false);
    const target = await smallDisk('100m', await scratchFolder());
    const failure = await failureOf(saveMachine(run.launched, run.record, target));
    expect(failure).toMatchObject({ kind: 'engine', text: 'embedded:diskFull' });
    expect(await readdir(target)).toEqual([]);
    expect(Math.abs(await clockLag(run.launched))).toBeLessThan(exact);
    expect(await run.launched.qmp.execute('query-status')).toMatchObject({ status: 'running' });
  });

  test('begins no checkpoint where the disk has no room', async () => {
    const folder = machines.folder('held');
    const target = await smallDisk('100m', folder.checkpoints);
    const plan = await makePlan(machines.places, process.env);
    const scene = { plan, folder, cacheFolder: machines.places.cache };
    const failure = await failureOf(saveCheckpoint(scene, run.launched, run.record, 'step'));
    expect(failure).toMatchObject({ kind: 'engine', text: 'snapshots:noDiskForCheckpoint' });
    expect(failure.sentence('en')).toMatch(/needs \d+ MB.*only \d+ left: free some space/);
    expect(await readdir(target)).toEqual([]);
  });

  test('says that a port is taken, and otherwise takes another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    try {
      const failure = await failureOf(forward(run.launched.qmp, 2376, port));
      expect(failure).toMatchObject({ kind: 'engine', text: 'embedded:noPort', values: { port } });
      const other = await forward(run.launched.qmp, 2376);
      expect(other).not.toBe(port);
    } finally {
      server.close();
    }
  });

  test('ends by itself once its owner’s connections are gone, without the kernel’s help', async () => {
    const pid = await machines.qemuOf('held');
    // This process lives on, so that the kernel ends nothing.
    run.launched.control.close();
    run.launched.qmp.close();
    const took = await gone(pid, 20_000);
    console.log(`an owned machine powered itself off ${(took / 1000).toFixed(1)} s after its owner had left`);
    await endRun(run.launched, run.record);
    await forgetRun(machines.folder('held'));
    await machines.run(['down', '--name', 'held']);
  });

  test('is found by its sockets where its owner died before QEMU was on record', async () => {
    const { launched, record } = await start('unknown', true);
    const pid = await machines.qemuOf('unknown');
    launched.control.close();
    launched.qmp.close();
    const owner = `${hostname()}/${noProcess}/0`;
    await writeRecord(machines.folder('unknown'), { ...record, owner, qemu: '', port: 0 });
    expectFine(await machines.run(['down', '--name', 'unknown']));
    await gone(pid, 1_000);
  });
});

describe('a machine that outlives its command', () => {
  const name = ['--name', 'kept'];

  test('is found, used and ended by others', async () => {
    expectFine(await machines.run(['up', ...name]));
    const status = await machines.run(['status', '--json', ...name]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      clusters: expect.arrayContaining([
        expect.objectContaining({ name: 'kept', state: 'up', nodes: { wanted: 3, running: 3 } }),
      ]) as unknown,
      state: { nodes: [1, 2, 3].map(() => ({ docker: 'answering' })) },
    });
    const shell = await machines.run(['shell', 'node2', ...name], 'echo on $(hostname); exit 3\n');
    expect(shell.stdout).toContain('on node2');
    expect(shell.exitStatus).toBe(3);
    expect(await doctor()).toMatchObject({
      clusters: expect.arrayContaining([expect.objectContaining({ name: 'kept', state: 'up' })]) as unknown,
    });
  });

  test('and dies in the middle of a command: the terminal is lost, the call fails with a sentence', async () => {
    const engine = await machines.attach('kept');
    if (!engine) throw new Error('the kept machine was not found');
    const { cluster, call } = await machines.again(engine);
    const [first, second] = cluster.nodes;
    if (!first || !second) throw new Error('the cluster has no two nodes');
    const terminal = openSession(await openNodeShell(first.container, { size: { columns: 80, rows: 24 } }));
    const typed = new Promise<void>((resolve) => {
      terminal.on('shell', ({ kind }) => {
        if (kind === 'prompt') terminal.write('sleep 100\r');
        if (kind === 'started') resolve();
      });
    });
    const exit = new Promise<TerminalExit>((resolve) => terminal.on('exit', resolve));
    await typed;
    const running = failureOf(call('run a command', () => inContainer(second.container, 'sleep 100')));
    await sleep(500);
    const pid = await machines.qemuOf('kept');
    process.kill(pid, 'SIGKILL');
    const killed = Date.now();
    expect(await exit).toMatchObject({ kind: 'lost' });
    const failure = await running;
    expect(failure).toMatchObject({ kind: 'engine', text: 'engine:machineLost' });
    expect(Date.now() - killed).toBeLessThan(5_000);
    expect(failure.sentence('en')).toMatch(/no longer answers .*`essaim down`, then `essaim up`/);
    cluster.close();
    await engine.close();
  });

  test('and is dead: doctor names it, down removes it, and the next one comes up', async () => {
    const { problems } = await doctor();
    expect(problems).toContainEqual(expect.stringMatching(/Leftovers .*“kept”.*`essaim down`/));
    expectFine(await machines.run(['down', ...name]));
    expect(await readdir(machines.places.machines)).not.toContain('kept');
    expectFine(await machines.run(['up', ...name]));
    expectFine(await machines.run(['down', ...name]));
    expect(await readdir(machines.places.machines)).not.toContain('kept');
  });

  // Before QEMU is on record, while it restores, once it answers.
  test.each([0, 150, 400, 1_000])(
    'is found where its command is killed %i ms into its launch',
    async (delay) => {
      const command = machines.cli(['up', ...name]);
      await command.said('Restoring the ready machine');
      await sleep(delay);
      command.kill('SIGKILL');
      await command.result;
      const { clusters } = await doctor();
      const found = clusters.find((cluster) => cluster.name === 'kept');
      console.log(`killed after ${delay} ms: ${found?.state ?? 'not found'}`);
      expectFine(await machines.run(['status', ...name]));
      expectFine(await machines.run(['down', ...name]));
      expect(await readdir(machines.places.machines)).toEqual([owner.name]);
    },
  );
});

test('QEMU that dies in the middle of a rehearsal ends it with a sentence, and leaves nothing', async () => {
  const { command, name } = await startOwner();
  const killed = Date.now();
  process.kill(await machines.qemuOf(name), 'SIGKILL');
  const { exitStatus, stderr } = await command.result;
  expect(stderr).toMatch(/✗ \[node1\] sleep 600[^]*The terminal was lost during “sleep 600”/);
  expect(exitStatus).toBe(1);
  expect(Date.now() - killed).toBeLessThan(5_000);
  expect(await readdir(machines.places.machines)).toEqual([owner.name]);
});

test('Ctrl-C in the middle of a cold boot ends all of it', async () => {
  const appliance = await machines.copyAppliance();
  const command = machines.cli(['up', '--name', 'stopped'], { ESSAIM_APPLIANCE: appliance });
  await command.said('Booting the machine cold');
  await sleep(2_000);
  // Nobody else meddles with it meanwhile.
  for (const words of [['status'], ['down'], ['shell', 'node1']])
    expect(await machines.run([...words, '--name', 'stopped'])).toMatchObject({
      exitStatus: 5,
      stderr: expect.stringContaining('Another process is launching') as string,
    });
  const asked = Date.now();
  command.kill('SIGINT');
  const { exitStatus, stderr } = await command.result;
  expect(stderr).toMatch(/essaim: Stopped as asked/);
  expect(exitStatus).toBe(130);
  expect(Date.now() - asked).toBeLessThan(5_000);
  expect(await readdir(machines.places.machines)).toEqual([owner.name]);
});

describe('two labs at once', () => {
  let first: Lab;
  let second: Lab;

  test('have a machine each, and none has two', async () => {
    first = await machines.lab('first');
    second = await machines.lab('second');
    expect(first.engine.endpoint).not.toBe(second.engine.endpoint);
    expect(first.cluster.socksPort).not.toBe(second.cluster.socksPort);
    await onNode(first.cluster, 1, 'touch /root/mine');
    expect(await onNode(second.cluster, 1, 'ls /root')).not.toContain('mine');
    expect(await failureOf(machines.launch('second'))).toMatchObject({
      kind: 'engine',
      text: 'embedded:running',
    });
  });

  test('and the end of one leaves the other answering', async () => {
    second.cluster.close();
    await second.engine.close();
    expect(await onNode(first.cluster, 1, 'ls /root')).toContain('mine');
    expect(await readdir(machines.places.machines)).not.toContain('second');
  });

  /** As at the moment of the checkpoint: long ago. */
  async function savedLongAgo(seconds: number): Promise<number> {
    const { engine } = first;
    const machine = engine.machine as unknown as { launched: Run['launched'] };
    await machine.launched.control.ask('clock', (Date.now() / 1000 - seconds).toFixed(3));
    expect(await dockerLag(engine)).toBeGreaterThan(seconds - minute);
    first.cluster.close();
    await engine.machine.save('long ago');
    expect(await engine.machine.restore('long ago')).toBe(true);
    first = await machines.again(engine);
    return dockerLag(engine);
  }

  test('a checkpoint of ten minutes ago has our clock, and its swarm is well', async () => {
    await makeSwarm(first.cluster, 1);
    expect(await savedLongAgo(10 * minute)).toBeLessThan(exact);
    await expect
      .poll(() => onNode(first.cluster, 1, 'docker node ls'), { timeout: 30_000 })
      .toMatch(/node1\s+Ready\s+Active\s+Leader/);
  });

  test('a checkpoint of a hundred days ago has our clock', async () => {
    expect(await savedLongAgo(100 * day)).toBeLessThan(exact);
    await expect
      .poll(() => onNode(first.cluster, 1, 'docker node ls'), { timeout: 30_000 })
      .toMatch(/node1\s+Ready\s+Active\s+Leader/);
  });

  test('a suspended lab has no QEMU, and goes on where it was', async () => {
    const pid = await machines.qemuOf('first');
    first.cluster.close();
    await first.engine.machine.suspend();
    await gone(pid, 1_000);
    const stages: string[] = [];
    const resumed = await machines.launch('first', { onStage: ({ text }) => stages.push(text) });
    expect(stages).toEqual(['embedded:stageResume']);
    first = await machines.again(resumed);
    expect(await onNode(first.cluster, 1, 'docker node ls')).toMatch(/node1\s+Ready\s+Active\s+Leader/);
    expect(await dockerLag(resumed)).toBeLessThan(exact);
    await resumed.machine.remove();
  });
});

describe('a laptop that was suspended', () => {
  test('wakes with its nodes answering and its clock right', async () => {
    await sleep(Math.max(0, asleepSince + nap - Date.now()));
    process.kill(await machines.qemuOf(owner.name), 'SIGCONT');
    owner.command.kill('SIGCONT');
    const engine = await machines.attach(owner.name);
    if (!engine) throw new Error('the machine of the rehearsal is gone');
    await expect.poll(() => dockerLag(engine), { timeout: 10_000 }).toBeLessThan(exact);
    const { cluster } = await machines.again(engine);
    for (const number of [1, 2, 3]) await onNode(cluster, number, 'docker version');
  });

  test('and its owner, killed, takes QEMU along; what is left is named, cleared, and in nobody’s way', async () => {
    const pid = await machines.qemuOf(owner.name);
    expect(isAlive(pid)).toBe(true);
    owner.command.kill('SIGKILL');
    const took = await gone(pid, 3_000);
    console.log(`QEMU was gone ${took} ms after its owner had been killed`);
    await owner.command.result;
    const { problems, clusters } = await doctor();
    expect(problems).toContainEqual(expect.stringContaining(`“${owner.name}”`));
    expect(clusters).toContainEqual(expect.objectContaining({ name: owner.name, state: 'leftover' }));
    // A launch of that name clears it as `down` does.
    const again = await machines.launch(owner.name);
    await again.close();
    expect(await readdir(machines.places.machines)).toEqual([]);
  });

  test('and what a killed owner left is cleared by down', async () => {
    const other = await startOwner();
    const pid = await machines.qemuOf(other.name);
    expect(isAlive(pid)).toBe(true);
    other.command.kill('SIGKILL');
    await gone(pid, 3_000);
    await other.command.result;
    expectFine(await machines.run(['down']));
    await machines.expectNothingLeft();
  });
});
