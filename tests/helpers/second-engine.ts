// A dockerd of one test's own, which it may fill, starve or kill.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { type PrivateDockerd, startPrivateDockerd } from '../../scripts/dockerd';
import { scratchFolder } from './scratch';

/** A data root that outlives an engine; of this size (as mount(8) writes it) where one is given. */
export async function dataFolder(size?: string): Promise<string> {
  const folder = await scratchFolder();
  if (size !== undefined) await execa('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  // Hooks run last first, so the engine has ended by then; dockerd mounts its data root on itself, once per life.
  onTestFinished(async () => {
    while ((await execa('umount', ['-l', folder], { reject: false })).exitCode === 0);
  });
  return folder;
}

/** Ends with the test, also where the test killed it. */
export async function startSecondEngine(dataRoot?: string): Promise<PrivateDockerd> {
  const dockerd = await startPrivateDockerd({
    ...(dataRoot === undefined ? {} : { dataRoot }),
  });
  onTestFinished(async () => {
    await dockerd.stop();
  });
  return dockerd;
}

/** What a machine that loses its engine sees: dockerd, its containerd and its containers end at once. */
export async function killEngine({ pid, socket }: PrivateDockerd): Promise<void> {
  const own = join(dirname(socket), 'run');
  end(pid);
  const processes = await readProcesses();
  const shims = processes.filter(({ command }) => command.includes(own));
  const containers = processes.filter(({ parent }) => shims.some((shim) => shim.pid === parent));
  for (const found of [...shims, ...containers]) end(found.pid);
}

interface Process {
  pid: number;
  parent: number;
  command: string;
}

async function readProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = async (pid: string): Promise<Process[]> => {
    try {
      const [command, status] = await Promise.all(
        ['cmdline', 'status'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
      );
      return [
        {
          pid: Number(pid),
          parent: Number(/^PPid:\s+(\d+)/m.exec(status ?? '')?.[1]),
          command: command ?? '',
        },
      ];
    } catch {
      return []; // ended meanwhile
    }
  };
  return (await Promise.all(pids.map(read))).flat();
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, as children of dockerd do.
  }
}
