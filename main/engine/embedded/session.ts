// One run of a machine: from a snapshot, a checkpoint or a cold boot to a door that is open, and to its end.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { Failure, messageOf } from '../../failure/failure';
import { argumentsOf, type Shape } from './arguments';
import type { Appliance } from './appliance';
import type { DoorKeys } from './door';
import type { Qemu } from './find-qemu';
import { launch, type Launched, quit } from './launch';
import { firstAnswerLimit, setClock, unlock } from './machine';
import { makeKeys } from './keys';
import { takenByAnyone } from './line-socket';
import { restoreMemory } from './migration';
import { qemuImage } from './qemu-image';
import { ownerMark } from '../owner';
import { within } from '../within';
import { type MachineFolder, type MachineRecord, removeRecord, writeRecord } from './record';

/** Milliseconds for a cold boot: 15 s under emulation on two cores, four times that on a busy laptop. */
const bootLimit = 120_000;

/** Milliseconds: beyond the limits of the steps of which waking consists. */
const wakeLimit = 300_000;

/** What a run starts from. */
export type Start =
  | { kind: 'cold' }
  /** The ready snapshot, whose disk is shared and stays as it is. */
  | { kind: 'snapshot'; memory: string; disk: string }
  /** A checkpoint, whose disk is copied; it stands on `base`. `ready`: whether its nodes are the ready snapshot's. */
  | { kind: 'checkpoint'; memory: string; disk: string; base: string; ready: boolean };

export interface RunOptions {
  name: string;
  folder: MachineFolder;
  appliance: Appliance;
  qemu: Qemu;
  shape: Shape;
  kept: boolean;
  signal?: AbortSignal | undefined;
}

export interface Run {
  launched: Launched;
  keys: DoorKeys;
  record: MachineRecord;
}

/**
 * Starts a run, in place of the one given: that goes on until the new one is open, and for good where this fails.
 * @throws Failure `engine`; nothing of the new run is left then.
 */
export async function startRun(
  options: RunOptions,
  start: Start,
  replaced?: { record: MachineRecord; launched: Launched },
): Promise<Run> {
  const { folder, kept, name, shape, appliance } = options;
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  const disk = join(folder.path, `disk-${randomBytes(4).toString('hex')}.qcow2`);
  const base = await makeDisk(options, start, disk);
  let launched: Launched | undefined;
  // Meanwhile: they take 100 ms.
  const making = takenByAnyone(makeKeys());
  // Two machines at once would share the processors; paused, the old one can still go on if the new one fails.
  await replaced?.launched.qmp.execute('stop');
  try {
    const { kernel, initrd } = appliance;
    const places = { kernel, initrd, disk, serial: folder.serial, name: `essaim-${name}` };
    const how = start.kind === 'cold' ? 'boot' : 'restore';
    const size = { memory: shape.memory, cpus: shape.cpus };
    const ready = start.kind === 'snapshot' || (start.kind === 'checkpoint' && start.ready);
    const recordOf = (qemu: string, sockets: string): MachineRecord => ({
      ...{ name, kept, owner: ownerMark(), qemu, sockets, port: 0, forwards: {}, size, disk, base, ready },
      ...(replaced && { replaces: replaced.record }),
    });
    launched = await launch({
      program: options.qemu.path,
      argumentsFor: (sockets) => argumentsOf(shape, { ...places, ...sockets }, how),
      log: folder.log,
      kept,
      // Before anything can go wrong: who comes after us must find this QEMU.
      onBegin: (sockets) => writeRecord(folder, recordOf('', sockets)),
      signal: options.signal,
    });
    const begun = recordOf(launched.mark, launched.sockets);
    await writeRecord(folder, begun);
    await unlessAsked(wake(launched, start, kept), options.signal);
    const keys = await unlock(launched, folder, making);
    if (replaced) await endRun(replaced.launched, replaced.record);
    const complete = { ...begun, port: keys.port, replaces: undefined };
    await writeRecord(folder, complete);
    return { launched, keys, record: complete };
  } catch (error) {
    if (launched) await quit(launched);
    await rm(disk, { force: true });
    if (replaced)
      await Promise.all([replaced.launched.qmp.execute('cont'), writeRecord(folder, replaced.record)]);
    else await forgetRun(folder);
    throw error;
  }
}

/** Who asks to stop does not wait for a machine that boots: it is ended, and what it was asked fails. */
async function unlessAsked(waking: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await within(wakeLimit, waking, signal);
  } catch (cause) {
    throw signal?.aborted ? new Failure('cancelled', 'cluster:cancelled', {}, { cause }) : cause;
  }
}

/** Makes the run's overlay, and returns what it stands on. */
async function makeDisk(
  { folder, qemu, appliance }: RunOptions,
  start: Start,
  disk: string,
): Promise<string> {
  const image = (...words: string[]): Promise<void> => qemuImage(qemu.image, ...words);
  try {
    if (start.kind === 'checkpoint') {
      await copyFile(start.disk, disk, constants.COPYFILE_FICLONE);
      // The app may have moved since: the name of what it stands on is only a name.
      await image('rebase', '-u', '-F', 'qcow2', '-b', start.base, disk);
      return start.base;
    }
    const base = start.kind === 'snapshot' ? start.disk : appliance.disk;
    await image('create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', base, disk);
    return base;
  } catch (cause) {
    await rm(disk, { force: true });
    throw new Failure(
      'engine',
      'embedded:noDisk',
      { folder: folder.path, said: messageOf(cause) },
      { cause },
    );
  }
}

async function wake(launched: Launched, start: Start, kept: boolean): Promise<void> {
  const { qmp, control } = launched;
  if (start.kind === 'cold') {
    await boot(launched);
  } else {
    await restoreMemory(qmp, start.memory);
    await qmp.execute('cont');
  }
  // Before anything with TLS: certificates are not yet valid on a clock of last month.
  await setClock(launched, start.kind === 'cold' ? undefined : firstAnswerLimit).catch((cause: unknown) => {
    throw new Failure('engine', 'embedded:guestSilent', {}, { cause });
  });
  await control.ask(kept ? 'kept' : 'owned');
}

/** Waits for the guest's agent, which answers once dockerd does. */
async function boot({ control }: Launched): Promise<void> {
  let trouble = '';
  const forget = control.onStage((name, detail) => {
    if (name === 'failed') trouble = detail;
  });
  try {
    await control.ask('time', '', bootLimit);
  } catch (cause) {
    throw new Failure('engine', 'embedded:bootFailed', { said: trouble || messageOf(cause) }, { cause });
  } finally {
    forget();
  }
}

/** Ends QEMU and removes its disk. */
export async function endRun(launched: Launched, { disk }: Pick<MachineRecord, 'disk'>): Promise<void> {
  await quit(launched);
  await rm(disk, { force: true });
}

/** Removes what says that there is a run. */
export async function forgetRun(folder: MachineFolder): Promise<void> {
  await rm(folder.keys, { recursive: true, force: true });
  await removeRecord(folder);
}
