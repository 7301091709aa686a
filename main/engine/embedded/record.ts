// What is on disk about a machine: enough to find it again, use it from another process, or end what is left of it.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure/failure';
import { isOwnerGone, ownerMark, pidOf } from '../owner';
import { codeOf } from '../runner';
import { writeWhole } from '../write-whole';
import { connectQmp } from './qmp';

const recordSchema = z.object({
  name: z.string(),
  /** Mark of the process that answers for the machine. */
  owner: z.string(),
  /** Whether it outlives that process: after `essaim up`, until `down`. */
  kept: z.boolean(),
  /** Mark of QEMU; empty from just before it starts. */
  qemu: z.string(),
  /** Folder of the sockets, below the system's folder for temporary files, as their paths must be short. */
  sockets: z.string(),
  /** Loopback port of the door; 0 until it opens. */
  port: z.number(),
  /** Loopback port here: port in the machine. */
  forwards: z.record(z.string(), z.number()),
  size: z.object({ memory: z.number(), cpus: z.number() }),
  /** Its disk overlay, and what that stands on. */
  disk: z.string(),
  base: z.string(),
  /** Whether its nodes are those of the ready snapshot, so that a reset may be a restore. */
  ready: z.boolean(),
  /** The run that this one is about to replace: both are ended where the replacement was cut off. */
  replaces: z.object({ qemu: z.string(), sockets: z.string(), disk: z.string() }).optional(),
});

export type MachineRecord = z.infer<typeof recordSchema>;

export type MachineState = 'running' | 'leftover';

/** One folder per machine: record, keys, disk overlays, logs, checkpoints. */
export interface MachineFolder {
  path: string;
  keys: string;
  serial: string;
  log: string;
  checkpoints: string;
}

export function machineFolder(machines: string, name: string): MachineFolder {
  const path = join(machines, name);
  return {
    path,
    keys: join(path, 'keys'),
    serial: join(path, 'serial.log'),
    log: join(path, 'qemu.log'),
    checkpoints: join(path, 'checkpoints'),
  };
}

/** Undefined where there is none; a damaged one counts as none, and its folder as left over. */
export async function readRecord(folder: MachineFolder): Promise<MachineRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(folder.path, 'machine.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeRecord(folder: MachineFolder, record: MachineRecord): Promise<void> {
  await writeWhole(join(folder.path, 'machine.json'), JSON.stringify(record, null, 2), { mode: 0o600 });
}

export async function removeRecord(folder: MachineFolder): Promise<void> {
  await rm(join(folder.path, 'machine.json'), { force: true });
}

/** `leftover`: QEMU is gone, or whoever answered for it is, or its launch or a replacement was cut off. */
export function stateOf(record: MachineRecord): MachineState {
  if (isOwnerGone(record.qemu)) return 'leftover';
  const outlivesOwner = record.kept && isOpen(record) && !record.replaces;
  return !outlivesOwner && isOwnerGone(record.owner) ? 'leftover' : 'running';
}

/** Whether its launch is done, so that others may use it. */
export function isOpen({ port }: MachineRecord): boolean {
  return port !== 0;
}

export async function machineNames(machines: string): Promise<string[]> {
  const entries = await readdir(machines, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Ends a QEMU that nobody answers for, and removes its sockets, keys and disk; checkpoints stay. */
export async function endLeftover(folder: MachineFolder, record: MachineRecord): Promise<void> {
  const { replaces, ...run } = record;
  for (const { qemu, sockets, disk } of [run, ...(replaces ? [replaces] : [])]) {
    await (qemu === '' ? quitBy(sockets) : ended(qemu, 0));
    await rm(sockets, { recursive: true, force: true });
    await rm(disk, { force: true });
  }
  await rm(folder.keys, { recursive: true, force: true });
  await removeRecord(folder);
}

/** Milliseconds that a QEMU may have been started before it opens its sockets; it takes 50. */
const socketPatience = 1_000;

/** Ends the QEMU that was about to start, where it did. */
async function quitBy(sockets: string): Promise<void> {
  try {
    const qmp = await connectQmp(join(sockets, 'qmp'), { patience: socketPatience });
    await Promise.all([qmp.closed, qmp.execute('quit')]);
  } catch {
    // Nobody listens: it never started, or ended.
  }
}

/** Waits until the marked process is gone, and kills it where that takes longer than `patience` milliseconds. */
export async function ended(mark: string, patience: number): Promise<void> {
  const deadline = Date.now() + patience;
  let killed = false;
  while (!isOwnerGone(mark)) {
    if (!killed && Date.now() >= deadline) {
      process.kill(pidOf(mark), 'SIGKILL');
      killed = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Runs `work` while no other process launches, restores or ends the machine.
 * @throws Failure `engine` where one does.
 */
export async function exclusively<T>(folder: MachineFolder, work: () => Promise<T>): Promise<T> {
  const file = `${folder.path}.lock`;
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  await take(file);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** The lock appears with its holder's mark in it: a link is made whole or not at all. */
async function take(file: string): Promise<void> {
  const own = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, ownerMark(), { mode: 0o600 });
  try {
    while (!(await linked(own, file))) {
      const holder = await readFile(file, 'utf8').catch(() => undefined);
      if (holder === undefined) continue; // just let go of
      if (!isOwnerGone(holder)) throw new Failure('engine', 'embedded:busy', { file });
      await takeAway(file, holder);
    }
  } finally {
    await rm(own, { force: true });
  }
}

async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder; that of somebody who took it over meanwhile is put back. */
async function takeAway(file: string, dead: string): Promise<void> {
  const away = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, away);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(away, 'utf8')) === dead) await rm(away, { force: true });
  else await rename(away, file);
}
