// The ready snapshot: the one that was shipped, or this laptop's own; whether it may be restored here, and why not.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ReadyCluster, Reason } from '../engine';
import { Failure } from '../../failure/failure';
import { type Appliance, snapshotFiles } from './appliance';
import type { Control } from './control';
import type { Launched } from './launch';
import { saveMachine } from './machine';
import { type Packed, unpack } from './packed-file';
import { qemuImage } from './qemu-image';
import {
  type Manifest,
  readManifest,
  refusalsOf,
  type Setting,
  verifyFiles,
  writeManifest,
} from './manifest';
import { digestOf } from './verified-files';

/** Name of the one cluster in each machine, and of the lab's where nothing else is said. */
export const machineCluster = 'labo';

/** What the build of the appliance brings up, and what most people want: three nodes for the French lab. */
export function readyCluster({ images }: Appliance): ReadyCluster {
  return { name: machineCluster, nodes: 3, images };
}

interface ReadySnapshot {
  folder: string;
  memory: string;
  disk: string;
}

export interface ReadyChoice {
  snapshot: ReadySnapshot | undefined;
  /** Why none can be restored; empty where one can, or where there is none. */
  refusals: Reason[];
}

/** Folder of the snapshot that this laptop made for itself. */
export function ownReady(cacheFolder: string): string {
  return join(cacheFolder, 'ready');
}

/** The laptop's own snapshot wins, as it was made because the shipped one did not fit. */
export async function chooseReady(
  appliance: Appliance,
  setting: Setting,
  cacheFolder: string,
): Promise<ReadyChoice> {
  const refusals: Reason[] = [];
  for (const folder of [ownReady(cacheFolder), appliance.ready]) {
    if (!existsSync(join(folder, snapshotFiles.manifest))) continue;
    const { memory, reasons } = await examine(folder, setting, cacheFolder);
    if (reasons.length === 0)
      return { snapshot: { folder, memory, disk: join(folder, snapshotFiles.disk) }, refusals: [] };
    refusals.push(...reasons);
  }
  return { snapshot: undefined, refusals };
}

/** The snapshot's memory, unpacked where it was shipped packed, and why it must not be restored. */
async function examine(
  folder: string,
  setting: Setting,
  cacheFolder: string,
): Promise<{ memory: string; reasons: Reason[] }> {
  const memory = join(folder, snapshotFiles.memory);
  try {
    const manifest = await readManifest(join(folder, snapshotFiles.manifest));
    const differences = refusalsOf(manifest, setting);
    if (differences.length > 0) return { memory, reasons: differences };
    const { [snapshotFiles.memory]: packed, ...others } = manifest.files;
    if (!packed || existsSync(memory) || !existsSync(packedOf(memory)))
      return { memory, reasons: await verifyFiles(manifest, folder, cacheFolder) };
    const reasons = await verifyFiles({ ...manifest, files: others }, folder, cacheFolder);
    return { memory: await unpacked(packedOf(memory), packed, cacheFolder), reasons };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { memory, reasons: [{ text: error.text, values: error.values }] };
  }
}

/** What an installer brings in place of a snapshot's memory: a fifth of its size. */
export function packedOf(memory: string): string {
  return `${memory}.packed`;
}

/** Unpacks once; what is there from an earlier launch is used as long as it is whole. */
async function unpacked(source: string, known: Packed, cacheFolder: string): Promise<string> {
  const target = join(cacheFolder, `ram-${known.sha256.slice(0, 12)}`);
  const isWhole = existsSync(target) && (await digestOf(target, cacheFolder)) === known.sha256;
  if (!isWhole) {
    await mkdir(cacheFolder, { recursive: true });
    await unpack(source, target, known);
  }
  return target;
}

/** Milliseconds to overwrite the guest's free memory under emulation: 20 s were measured. */
const zeroLimit = 180_000;

/**
 * Saves the machine as a ready snapshot in `folder`, whole or not at all: closes the door, forgets its keys, overwrites
 * free memory, saves. `base` is what its disk stands on.
 */
export async function saveReady(options: {
  launched: Launched;
  /** The run's own disk. */
  from: { disk: string };
  appliance: Appliance;
  setting: Setting;
  folder: string;
  cacheFolder: string;
  qemuImage: string;
}): Promise<void> {
  const { launched, from, appliance, folder, cacheFolder } = options;
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    await forgetKeys(launched.control);
    await saveMachine(launched, from, part);
    const disk = join(part, snapshotFiles.disk);
    const base = relative(folder, appliance.disk);
    // By a path from the snapshot's own folder, so that both may be installed anywhere together.
    await qemuImage(options.qemuImage, 'rebase', '-u', '-F', 'qcow2', '-b', base, disk);
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
    await writeManifest(join(folder, snapshotFiles.manifest), {
      setting: options.setting,
      files: await describe(folder, appliance, cacheFolder),
      builtAt: new Date().toISOString(),
    });
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Characters and lines that fill every buffer of the guest's port: 128 of one page each. */
const padding = { length: 4080, lines: 140 };

async function forgetKeys(control: Control): Promise<void> {
  await control.ask('lock');
  for (let line = 0; line < padding.lines; line += 1) await control.ask('pad', 'x'.repeat(padding.length));
  await control.ask('zero', '', zeroLimit);
}

async function describe(
  folder: string,
  appliance: Appliance,
  cacheFolder: string,
): Promise<Manifest['files']> {
  const files = [
    join(folder, snapshotFiles.memory),
    join(folder, snapshotFiles.disk),
    ...[appliance.kernel, appliance.initrd, appliance.disk],
  ];
  const described = await Promise.all(
    files.map(async (file) => {
      const sha256 = await digestOf(file, cacheFolder);
      return [relative(folder, file), { sha256, size: (await stat(file)).size }] as const;
    }),
  );
  return Object.fromEntries(described);
}
