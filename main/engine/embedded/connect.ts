// The engine `embedded`: our own machine, launched here or found running, behind the same interface as `docker`.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../failure/failure';
import type { TextKey, TextValues } from '../../i18n/i18n';
import type { Log } from '../../log/log';
import { probe } from '../docker/probe';
import type { Engine, EngineMachine, MachineCheckpoint, ReadyCluster, Reason } from '../engine';
import { keepClock } from './clock';
import { connectControl } from './control';
import { type Door, type DoorKeys, openDoor } from './door';
import { forward, type Launched } from './launch';
import { type EmbeddedPlaces, makePlan, type Plan } from './plan';
import { connectQmp } from './qmp';
import { ownReady, readyCluster, saveReady } from './ready';
import {
  endLeftover,
  exclusively,
  isOpen,
  type MachineFolder,
  machineFolder,
  type MachineRecord,
  readRecord,
  stateOf,
  writeRecord,
} from './record';
import { listCheckpoints, resumeName, saveCheckpoint, type Scene, startOf, storeOf } from './checkpoints';
import { endRun, forgetRun, type Run, type Start, startRun } from './session';
import type { GuestSize } from './size';
import { unlock } from './machine';

export interface EmbeddedOptions extends EmbeddedPlaces {
  /** Of the machine: one for each lab. */
  name: string;
  environment: NodeJS.ProcessEnv;
  log: Log;
  /** Told as it goes on: what is restored or booted, and why. */
  onStage?: ((stage: Reason) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface LaunchOptions extends EmbeddedOptions {
  /** Whether the machine outlives this process. */
  kept: boolean;
  size?: Partial<GuestSize> | undefined;
  /** Where a machine that had to boot cold keeps its ready snapshot: the cache where none is given, nowhere if false. */
  readyFolder?: string | false | undefined;
}

export interface EmbeddedEngine extends Engine {
  readonly machine: EngineMachine;
}

/**
 * The running machine of that name; undefined where there is none.
 * @throws Failure `engine` where another process is launching it.
 */
export async function attachMachine(options: EmbeddedOptions): Promise<EmbeddedEngine | undefined> {
  const folder = machineFolder(options.machines, options.name);
  const record = await readRecord(folder);
  if (!record || stateOf(record) === 'leftover') return undefined;
  if (!isOpen(record)) throw new Failure('engine', 'embedded:busy', { file: folder.path });
  const read = (name: string): Promise<string> => readFile(join(folder.keys, name), 'utf8');
  const [ca, certificate, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return new Machine(options, folder, record, { port: record.port, ca, certificate, key }).engine();
}

/**
 * Launches a machine: from the ready snapshot where it may be restored here, else by a cold boot.
 * @throws Failure where it cannot; nothing is left running then.
 */
export async function launchMachine(options: LaunchOptions): Promise<EmbeddedEngine> {
  const folder = machineFolder(options.machines, options.name);
  const plan = await makePlan(options, options.environment, options.size, options.signal);
  return exclusively(folder, async () => {
    const old = await readRecord(folder);
    if (old && stateOf(old) === 'running')
      throw new Failure('engine', 'embedded:running', { name: options.name });
    if (old) await endLeftover(folder, old);
    const scene: Scene = { plan, folder, cacheFolder: options.cache };
    const start = async (): Promise<{ run: Run; resumed: boolean }> => {
      const resumed = await resume(options, scene);
      return { run: resumed ?? (await startReady({ ...options, ...scene })), resumed: resumed !== undefined };
    };
    const { run, resumed } = await start().catch(async (error: unknown) => {
      // A failure's logs stay, as its sentence may name them, until `down`; whoever asked to stop gets all taken back.
      const isCancelled = error instanceof Failure && error.kind === 'cancelled';
      if (isCancelled && !(await hasCheckpoints(folder)))
        await rm(folder.path, { recursive: true, force: true });
      throw error;
    });
    const machine = new Machine(options, folder, run.record, run.keys, run.launched, plan, resumed);
    return machine.engine();
  });
}

async function hasCheckpoints(folder: MachineFolder): Promise<boolean> {
  return (await storeOf(folder).list()).length > 0;
}

interface StartOptions extends LaunchOptions {
  folder: MachineFolder;
  plan: Plan;
}

/** From where the machine was put to sleep; undefined where it was not. What cannot be resumed stays as a checkpoint. */
async function resume(options: LaunchOptions, scene: Scene): Promise<Run | undefined> {
  const { name, kept, signal, onStage } = options;
  const { plan, folder } = scene;
  try {
    const from = await startOf(scene, resumeName);
    if (!from) return undefined;
    onStage?.({ text: 'embedded:stageResume', values: {} });
    const run = await startRun({ ...plan, name, folder, kept, signal }, from);
    const store = storeOf(folder);
    const used = await store.find(resumeName);
    if (used) await store.remove(used.id);
    // Its nodes have been somebody's: a later `up` finds them, and does not take them for new ones.
    return run;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
    onStage?.({ text: error.text, values: error.values });
    return undefined;
  }
}

/** From the ready snapshot; where it is refused, or comes up silent, cold. */
async function startReady(options: StartOptions): Promise<Run> {
  const { plan, onStage } = options;
  const { snapshot, refusals } = plan.ready;
  const because = (text: TextKey, values: TextValues = {}): void => onStage?.({ text, values });
  if (snapshot) {
    because('embedded:stageRestore');
    try {
      return await start(options, { kind: 'snapshot', memory: snapshot.memory, disk: snapshot.disk });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'engine') throw error;
      options.log.warn({ error: error.message, cause: error.causeText }, 'the ready snapshot does not start');
      onStage?.({ text: error.text, values: error.values });
    }
  }
  for (const refusal of refusals) onStage?.(refusal);
  because('embedded:stageBoot');
  return start(options, { kind: 'cold' });
}

function start({ name, folder, plan, kept, signal }: StartOptions, from: Start): Promise<Run> {
  return startRun({ ...plan, name, folder, kept, signal }, from);
}

class Machine implements EngineMachine {
  readonly #door: Door = openDoor();
  #stopClock: () => void = () => undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Whether nobody has taken the snapshot's cluster since this process launched it. */
  #untouched: boolean;

  constructor(
    readonly options: EmbeddedOptions & { readyFolder?: string | false | undefined },
    readonly folder: MachineFolder,
    private record: MachineRecord,
    keys: DoorKeys,
    private launched?: Launched,
    private plan?: Plan,
    resumed = false,
  ) {
    this.#door.use(keys);
    this.#untouched = launched !== undefined && record.ready && !resumed;
    if (launched) this.#stopClock = keepClock(launched, options.log);
  }

  engine(): EmbeddedEngine {
    const door = this.#door;
    return {
      kind: 'embedded',
      endpoint: `tcp://localhost:${this.record.port}`,
      foundBy: `machine ${this.options.name}`,
      api: door.api,
      probe: (image) => probe(door.api, image),
      publishOn: '10.0.2.15',
      reach: (port) => this.#reach(port),
      nodeDoor: { folder: '/run/essaim', dial: (node) => door.dial(node) },
      machine: this,
      close: () => this.#close(),
    };
  }

  get ready(): ReadyCluster | undefined {
    return this.#untouched && this.plan ? readyCluster(this.plan.appliance) : undefined;
  }

  async claim(how: 'taken' | 'spoilt'): Promise<void> {
    this.#untouched = false;
    if (how === 'spoilt') await this.#write({ ...this.record, ready: false });
  }

  get rewind(): (() => Promise<void>) | undefined {
    return this.record.ready ? () => this.#rewind() : undefined;
  }

  get keepReady(): (() => Promise<void>) | undefined {
    const { plan } = this;
    const folder = this.options.readyFolder ?? ownReady(this.options.cache);
    if (!plan || plan.ready.snapshot || folder === false) return undefined;
    return () => this.#keepReady(plan, folder);
  }

  remove(): Promise<void> {
    return this.#inTurn(() =>
      exclusively(this.folder, async () => {
        await this.#end();
        await rm(this.folder.path, { recursive: true, force: true });
      }),
    );
  }

  async #close(): Promise<void> {
    this.#stopClock();
    if (this.launched && !this.record.kept) return this.remove();
    this.#door.close();
    this.launched?.control.close();
    this.launched?.qmp.close();
    this.launched = undefined;
  }

  async #end(): Promise<void> {
    this.#stopClock();
    this.#door.close();
    await endRun(await this.#connected(), this.record);
    await forgetRun(this.folder);
    this.launched = undefined;
  }

  suspend(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#save(resumeName);
      await exclusively(this.folder, () => this.#end());
    });
  }

  save(name: string, step?: MachineCheckpoint['step']): Promise<MachineCheckpoint> {
    return this.#inTurn(() => this.#save(name, step));
  }

  async #save(name: string, step?: MachineCheckpoint['step']): Promise<MachineCheckpoint> {
    return saveCheckpoint(await this.#scene(), await this.#connected(), this.record, name, step);
  }

  /** QEMU saves once at a time, and what saves in the background must not meet what restores. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined); // whoever asked for it is told
    return turn;
  }

  list(): Promise<MachineCheckpoint[]> {
    return listCheckpoints(this.folder);
  }

  restore(name: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const from = await startOf(await this.#scene(), name);
      if (from) await this.#replace(from);
      return from !== undefined;
    });
  }

  #rewind(): Promise<void> {
    return this.#inTurn(async () => {
      const { snapshot } = (await this.#planned()).ready;
      if (!snapshot) throw new Failure('engine', 'embedded:noReady', {});
      await this.#replace({ kind: 'snapshot', memory: snapshot.memory, disk: snapshot.disk });
    });
  }

  /** The run that goes on is ended once the new one is open. */
  async #replace(start: Start): Promise<void> {
    const plan = await this.#planned();
    const launched = await this.#connected();
    const { record, folder } = this;
    const { name, signal } = this.options;
    await exclusively(folder, async () => {
      const options = { ...plan, name, folder, kept: record.kept, signal };
      const run = await startRun(options, start, { record, launched });
      this.#stopClock();
      this.#door.close();
      this.#adopt(run);
    });
  }

  async #scene(): Promise<Scene> {
    return { plan: await this.#planned(), folder: this.folder, cacheFolder: this.options.cache };
  }

  #adopt(run: Run): void {
    this.record = run.record;
    this.launched = run.launched;
    this.#door.use(run.keys);
    this.#stopClock = keepClock(run.launched, this.options.log);
  }

  async #keepReady(plan: Plan, folder: string): Promise<void> {
    const launched = await this.#connected();
    const { appliance, setting, qemu } = plan;
    try {
      await saveReady({
        ...{ launched, from: this.record, appliance, setting, folder },
        ...{ cacheFolder: this.options.cache, qemuImage: qemu.image },
      });
      this.plan = await makePlan(this.options, this.options.environment, this.record.size);
      await this.#write({ ...this.record, ready: true });
    } finally {
      // The door was closed so that no key is in the snapshot.
      const keys = await unlock(launched, this.folder);
      this.#door.use(keys);
      await launched.control.ask(this.record.kept ? 'kept' : 'owned');
      await this.#write({ ...this.record, port: keys.port });
    }
  }

  async #reach(port: number): Promise<number> {
    const known = Object.entries(this.record.forwards).find(([, there]) => there === port)?.[0];
    if (known !== undefined) return Number(known);
    const here = await forward((await this.#connected()).qmp, port);
    await this.#write({ ...this.record, forwards: { ...this.record.forwards, [here]: port } });
    return here;
  }

  async #write(record: MachineRecord): Promise<void> {
    this.record = record;
    await writeRecord(this.folder, record);
  }

  async #planned(): Promise<Plan> {
    this.plan ??= await makePlan(this.options, this.options.environment, this.record.size);
    return this.plan;
  }

  /** QEMU's own sockets serve one process at a time: that of a kept machine is whoever asks. */
  async #connected(): Promise<Launched> {
    if (this.launched) return this.launched;
    const { sockets, qemu } = this.record;
    const patience = 1_000;
    try {
      const [qmp, control] = await Promise.all([
        connectQmp(join(sockets, 'qmp'), { patience }),
        connectControl(join(sockets, 'control'), { patience }),
      ]);
      this.launched = { qmp, control, mark: qemu, sockets };
      return this.launched;
    } catch (cause) {
      throw new Failure('engine', 'embedded:owned', { name: this.record.name }, { cause });
    }
  }
}
