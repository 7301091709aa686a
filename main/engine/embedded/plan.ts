// What a launch here consists of: QEMU, accelerator, size, and what a snapshot must match. Asked once for each process.
import { cpus, freemem, totalmem } from 'node:os';
import { readFile } from 'node:fs/promises';
import { type Appliance, openAppliance } from './appliance';
import { chooseAccelerator, type Trial } from './accelerator';
import { settingOf, type Shape } from './arguments';
import { findQemu, type Qemu } from './find-qemu';
import type { Setting } from './manifest';
import { fingerprintOf } from './qemu-fingerprint';
import { chooseReady, type ReadyChoice } from './ready';
import { type Accelerator, type GuestSize, sizeFor } from './size';

export interface EmbeddedPlaces {
  /** Folder of the appliance. */
  appliance: string;
  /** Folder of all machines: what is the learner's. */
  machines: string;
  /** What can be made again: digests, trials, this laptop's own ready snapshot. */
  cache: string;
  /** Folder that may hold a QEMU of ours. */
  resources?: string | undefined;
  /** Instead of the best that works here. */
  accelerator?: Accelerator | undefined;
}

export interface Plan {
  appliance: Appliance;
  qemu: Qemu;
  shape: Shape;
  /** What became of hardware acceleration; undefined where this system has none. */
  trial: Trial | undefined;
  setting: Setting;
  ready: ReadyChoice;
}

/** @throws Failure where QEMU or the appliance is missing, or memory does not suffice. */
export async function makePlan(
  places: EmbeddedPlaces,
  environment: NodeJS.ProcessEnv,
  wish: Partial<GuestSize> = {},
  signal?: AbortSignal,
): Promise<Plan> {
  const appliance = await openAppliance(places.appliance);
  const { architecture, kernel, initrd } = appliance;
  const { resources, cache } = places;
  const qemu = await findQemu({ environment, architecture, ...(resources && { resources }) });
  const fingerprint = await fingerprintOf(qemu, cache);
  const { accelerator, trial } = places.accelerator
    ? { accelerator: places.accelerator, trial: undefined }
    : await chooseAccelerator({
        qemu: { path: qemu.path, sha256: fingerprint.sha256 },
        ...{ architecture, kernel, initrd, cacheFolder: cache, signal },
      });
  const host = { memory: totalmem(), freeMemory: await freeMemory(), cpus: cpus().length };
  const shape: Shape = { architecture, accelerator, ...sizeFor(host, accelerator, wish) };
  const setting = settingOf(shape, fingerprint);
  return { appliance, qemu, shape, trial, setting, ready: await chooseReady(appliance, setting, cache) };
}

/** Bytes that programs may still take: Linux counts what its caches would give back. */
async function freeMemory(): Promise<number> {
  const table = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(table)?.[1];
  return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024;
}
