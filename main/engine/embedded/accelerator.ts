// Which accelerator boots a guest here: found out by booting one, as a device that opens promises nothing.
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure/failure';
import { writeWhole } from '../write-whole';
import { type GuestArchitecture, probeArguments } from './arguments';
import { qemuEnvironment } from './find-qemu';
import type { Accelerator } from './size';

/** Milliseconds: with an accelerator the kernel is there after one second, on a slow laptop after three. */
const bootLimit = 8_000;
/** What the initrd prints when it was asked for no more (assets/appliance/initrd/init). */
const proof = 'essaim-probe-ok';

export interface Trial {
  accelerator: Accelerator;
  works: boolean;
  /** What QEMU said of one that does not work. */
  said: string;
}

export interface AcceleratorOptions {
  qemu: { path: string; sha256: string };
  architecture: GuestArchitecture;
  kernel: string;
  initrd: string;
  cacheFolder: string;
  signal?: AbortSignal | undefined;
}

/** Hardware acceleration of this system; emulation is what is left. */
export function hardwareAccelerator(system: NodeJS.Platform): Accelerator | undefined {
  const known: Partial<Record<NodeJS.Platform, Accelerator>> = { linux: 'kvm', darwin: 'hvf', win32: 'whpx' };
  return known[system];
}

/**
 * The best accelerator that works, and what became of those that were tried. A trial is made once for each QEMU, kernel
 * and processor.
 * @throws Failure `cancelled` where the signal aborts.
 */
export async function chooseAccelerator(
  options: AcceleratorOptions,
): Promise<{ accelerator: Accelerator; trial: Trial | undefined }> {
  const accelerator = hardwareAccelerator(platform());
  if (accelerator === undefined) return { accelerator: 'tcg', trial: undefined };
  const file = join(options.cacheFolder, 'accelerators.json');
  const key = [options.qemu.sha256, accelerator, release(), cpus()[0]?.model ?? ''].join('/');
  const known = await read(file);
  let trial = known[key];
  if (!trial) {
    trial = await tryOut(options, accelerator);
    // A trial that was cut off says nothing of the accelerator.
    if (options.signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    await mkdir(options.cacheFolder, { recursive: true });
    await writeWhole(file, JSON.stringify({ ...known, [key]: trial }, null, 2));
  }
  return { accelerator: trial.works ? accelerator : 'tcg', trial };
}

const trialsSchema = z.record(
  z.string(),
  z.object({ accelerator: z.enum(['tcg', 'kvm', 'hvf', 'whpx']), works: z.boolean(), said: z.string() }),
);

async function read(file: string): Promise<Record<string, Trial>> {
  try {
    return trialsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {}; // never written, or damaged: tried again
  }
}

/** Boots the kernel as far as the initrd's first line. */
export function tryOut(
  { qemu, architecture, kernel, initrd, signal }: AcceleratorOptions,
  accelerator: Accelerator,
): Promise<Trial> {
  const shape = { architecture, accelerator, cpus: 1, memory: 256 };
  const child = spawn(qemu.path, probeArguments(shape, kernel, initrd), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: qemuEnvironment(qemu.path),
    ...(signal && { signal }),
  });
  return new Promise((resolve) => {
    let said = '';
    const end = (works: boolean, why = said): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve({ accelerator, works, said: works ? '' : (why.trim().split('\n')[0] ?? '') });
    };
    const timer = setTimeout(() => end(false, `no kernel booted within ${bootLimit / 1000} s`), bootLimit);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      if (said.includes(proof)) end(true);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => end(false, error.message));
    child.once('close', () => end(said.includes(proof)));
  });
}
