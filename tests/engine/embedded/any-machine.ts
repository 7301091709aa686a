// A machine on disk as tests want it, with true processes in place of QEMU.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Setting } from '../../../main/engine/embedded/manifest';
import { type MachineFolder, machineFolder, type MachineRecord } from '../../../main/engine/embedded/record';
import { markOf } from '../../../main/engine/owner';

const digest = 'a'.repeat(64);

export const anySetting: Setting = {
  format: 1,
  qemu: { banner: 'QEMU 10', sha256: digest, slirp: '4.8.0' },
  host: { architecture: 'x64', platform: 'linux', processor: 'any' },
  accelerator: 'tcg',
  machine: 'pc-i440fx-10.0',
  cpu: 'max',
  cpus: 2,
  memory: 1280,
  arguments: digest,
  capabilities: ['mapped-ram'],
};

/** Mark of a process that runs until the test ends, or somebody ends it. */
export async function livingMark(): Promise<string> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return markOf(child.pid ?? 0);
}

/** Mark of a process that has ended. */
export function deadMark(): string {
  return markOf(spawnSync('true').pid);
}

/** Files of a machine as a run has them: sockets, keys, disk. */
export async function anyMachine(
  machines: string,
  name: string,
  fields: Partial<MachineRecord> & Pick<MachineRecord, 'qemu' | 'owner'>,
): Promise<{ folder: MachineFolder; record: MachineRecord }> {
  const folder = machineFolder(machines, name);
  await mkdir(folder.keys, { recursive: true });
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) await writeFile(join(folder.keys, file), file);
  const record: MachineRecord = {
    ...{ name, kept: true, port: 40_000, forwards: {}, ready: true },
    size: { memory: 1280, cpus: 2 },
    ...(await anyRun(folder.path, 'run')),
    base: join(folder.path, 'base.qcow2'),
    ...fields,
  };
  return { folder, record };
}

/** Sockets and disk of one run. */
export async function anyRun(folder: string, name: string): Promise<{ sockets: string; disk: string }> {
  const [sockets, disk] = [join(folder, `${name}-sockets`), join(folder, `${name}.qcow2`)];
  await mkdir(sockets, { recursive: true });
  await writeFile(join(sockets, 'qmp'), '');
  await writeFile(disk, 'disk');
  return { sockets, disk };
}
