// Machines of the embedded engine for tests: in folders of the test file's own, with the proof that nothing of them is left.
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import { attachReady } from '../../main/cluster/start';
import { up } from '../../main/cluster/up';
import {
  attachMachine,
  type EmbeddedEngine,
  launchMachine,
  type LaunchOptions,
} from '../../main/engine/embedded/connect';
import type { EmbeddedPlaces } from '../../main/engine/embedded/plan';
import { type MachineFolder, machineFolder, readRecord } from '../../main/engine/embedded/record';
import { pidOf } from '../../main/engine/owner';
import { type Call, createCall } from '../../main/engine/runner';
import { silentLog } from '../../main/log/log';
import { repository } from '../../scripts/repository';
import { type CliProcess, type CliResult, startCli } from './cli';
import { imageStore } from './cluster';
import { answers, commandOf, killNow, processesOf } from './processes';

/** Milliseconds for what was killed to be gone: the kernel takes the memory of a QEMU apart. */
const endPatience = 5_000;

type Launching = Partial<Pick<LaunchOptions, 'kept' | 'onStage' | 'readyFolder' | 'appliance'>>;

export interface Lab {
  engine: EmbeddedEngine;
  call: Call;
  cluster: Cluster;
}

export interface Machines {
  /** Folder of all that the file's machines are given; other users may enter it. */
  readonly top: string;
  readonly places: EmbeddedPlaces;
  folder(name: string): MachineFolder;
  /** From the ready snapshot, owned by this process, where nothing else is said. */
  launch(name: string, options?: Launching): Promise<EmbeddedEngine>;
  /** A launched machine with its three nodes answering. */
  lab(name: string, options?: Launching): Promise<Lab>;
  attach(name: string): Promise<EmbeddedEngine | undefined>;
  /** The cluster of a machine after a restore. */
  again(engine: EmbeddedEngine): Promise<Lab>;
  /** The real command on these machines, with `--engine embedded`. */
  cli(words: string[], environment?: Record<string, string>): CliProcess;
  run(words: string[], input?: string): Promise<CliResult>;
  /** The appliance in a folder of its own: its large files are links, its `ready` holds the manifest alone. */
  copyAppliance(): Promise<string>;
  /** The QEMU of the running machine of that name. */
  qemuOf(name: string): Promise<number>;
  /** Fails where a process, socket folder, port or file of the file's machines is left. */
  expectNothingLeft(): Promise<void>;
}

/** What is launched ends after the tests of the file (or describe) that calls this, which fail where anything is left. */
export function useMachines(): Machines {
  let top = '';
  const engines: EmbeddedEngine[] = [];
  const clusters: Cluster[] = [];
  const ports = new Set<number>();
  const temporary = (): string => join(top, 'tmp');
  const places = (): EmbeddedPlaces => ({
    appliance: repository('.cache', 'appliance'),
    machines: join(top, 'data', 'machines'),
    cache: join(top, 'cache'),
  });
  const common = (name: string) => ({ ...places(), name, environment: process.env, log: silentLog });
  const folder = (name: string): MachineFolder => machineFolder(places().machines, name);
  const noted = (engine: EmbeddedEngine): EmbeddedEngine => {
    engines.push(engine);
    ports.add(Number(new URL(engine.endpoint).port));
    return engine;
  };

  beforeAll(async () => {
    const usual = tmpdir();
    top = await mkdtemp(join(usual, 'essaim-machines-'));
    await chmod(top, 0o755);
    for (const path of [temporary(), join(top, 'cache'), join(top, 'data'), places().machines])
      await mkdir(path);
    await chmod(temporary(), 0o1777);
    // Sockets go there, and every process of these machines is known by it.
    process.env.TMPDIR = temporary();
  });

  afterAll(async () => {
    for (const cluster of clusters) cluster.close();
    // What a test ended itself is gone already.
    for (const engine of engines) await engine.close().catch(() => undefined);
    try {
      await machines.expectNothingLeft();
    } finally {
      for (const pid of await processesOf(top)) killNow(pid);
      Reflect.deleteProperty(process.env, 'TMPDIR');
      await rm(top, { recursive: true, force: true });
    }
  });

  const machines: Machines = {
    get top() {
      return top;
    },
    get places() {
      return places();
    },
    folder,
    launch: async (name, options = {}) =>
      noted(await launchMachine({ ...common(name), kept: false, ...options })),
    lab: async (name, options) => {
      const engine = await machines.launch(name, options);
      const call = createCall(engine, silentLog);
      const wanted = { name: 'labo', nodes: 3, images: await imageStore(), kept: false };
      const cluster = await up(engine, wanted, call);
      clusters.push(cluster);
      return { engine, call, cluster };
    },
    attach: async (name) => {
      const engine = await attachMachine(common(name));
      return engine && noted(engine);
    },
    again: async (engine) => {
      noted(engine);
      const call = createCall(engine, silentLog);
      const cluster = await attachReady(engine, 'labo', call);
      clusters.push(cluster);
      return { engine, call, cluster };
    },
    cli: (words, environment = {}) => startCli(['--engine', 'embedded', ...words], options(environment)),
    run: (words, input) =>
      startCli(['--engine', 'embedded', ...words], {
        ...options(),
        ...(input !== undefined && { input }),
      }).result,
    copyAppliance: async () => {
      const from = places().appliance;
      const copy = await mkdtemp(join(top, 'appliance-'));
      for (const name of ['vmlinuz', 'initrd', 'disk.qcow2', 'appliance.json'])
        await symlink(join(from, name), join(copy, name));
      await mkdir(join(copy, 'ready'));
      await cp(join(from, 'ready', 'manifest.json'), join(copy, 'ready', 'manifest.json'));
      return copy;
    },
    qemuOf: async (name) => {
      const record = await readRecord(folder(name));
      if (!record) throw new Error(`no machine ${name} is on record`);
      ports.add(record.port);
      return pidOf(record.qemu);
    },
    expectNothingLeft: async () => {
      const deadline = Date.now() + endPatience;
      while ((await processesOf(top)).length > 0 && Date.now() < deadline) await sleep(50);
      const left = {
        processes: await Promise.all((await processesOf(top)).map(commandOf)),
        // The sources run under tsx, which keeps a cache there; the bundles do not.
        sockets: (await readdir(temporary())).filter((name) => !name.startsWith('tsx-')),
        machines: await readdir(places().machines),
        ports: (await Promise.all([...ports].map(answers))).filter((port) => port !== undefined),
      };
      expect(left).toEqual({ processes: [], sockets: [], machines: [], ports: [] });
      ports.clear();
    },
  };
  const options = (environment: Record<string, string> = {}) => ({
    environment: {
      // None: the private engine of the other tests is not these machines'.
      DOCKER_HOST: undefined,
      TMPDIR: temporary(),
      ESSAIM_DATA: join(top, 'data'),
      ESSAIM_CACHE: places().cache,
      ...environment,
    },
  });
  return machines;
}
