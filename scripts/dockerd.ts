// A private dockerd: its own socket, data and runtime folders, and no trace in the machine's own Docker.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import { execa } from 'execa';

export interface PrivateDockerd {
  socket: string;
  pid: number;
  docker: Docker;
  /** Ends it and removes everything it wrote. */
  stop(): Promise<void>;
}

export interface PrivateDockerdOptions {
  /** Where images and containers are kept; a temporary folder where none is given. */
  dataRoot?: string;
}

/** Seconds that dockerd may take to answer: a cold start on two busy cores takes about 3. */
const startLimit = 60;
/** Seconds that it may take to end its containers before it is killed. */
const stopLimit = 30;

export async function startPrivateDockerd(options: PrivateDockerdOptions = {}): Promise<PrivateDockerd> {
  // Short paths: a socket's path may have 107 bytes at most, and containerd adds to it.
  const folder = await mkdtemp(join(tmpdir(), 'essaim-'));
  const dataRoot = options.dataRoot ?? join(folder, 'data');
  await mkdir(dataRoot, { recursive: true });
  const socket = join(folder, 'docker.sock');
  const log = await open(join(folder, 'log'), 'a');
  // Not the machine's /etc/docker/daemon.json.
  const config = join(folder, 'daemon.json');
  await writeFile(config, '{}');
  const flags = [
    `--host=unix://${socket}`,
    `--data-root=${dataRoot}`,
    `--exec-root=${join(folder, 'run')}`,
    `--pidfile=${join(folder, 'pid')}`,
    `--config-file=${config}`,
    '--log-level=warn',
    // No firewall rule and no default bridge: a Docker Engine of the machine notices nothing, and nothing is left to
    // undo. Containers reach each other, and their published ports are open, but they do not reach the network.
    '--bridge=none',
    '--iptables=false',
    '--ip6tables=false',
    '--ip-forward=false',
    '--ip-masq=false',
  ];
  // Whatever becomes of this process, dockerd is told to end when it is gone: kill -9 leaves no daemon behind.
  const tied = ['--pdeathsig', 'TERM', 'dockerd', ...flags];
  const child = spawn('setpriv', tied, { stdio: ['ignore', log.fd, log.fd], detached: true });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`exit ${String(code ?? signal)}`));
  });
  await log.close();
  child.unref();

  const stop = async (): Promise<void> => {
    child.ref(); // its end is waited for now
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(stopLimit * 1000, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await unmount(folder);
    if (options.dataRoot) await unmount(options.dataRoot);
    await rm(folder, { recursive: true, force: true });
  };
  const docker = new Docker({ socketPath: socket });
  const ended = await Promise.race([answers(docker), exited]);
  if (ended !== undefined) {
    const text = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    await stop();
    throw new Error(`dockerd did not start (${ended}): ${text.split('\n').slice(-4).join(' ')}`);
  }
  return { socket, pid: child.pid ?? 0, docker, stop };
}

async function answers(docker: Docker): Promise<string | undefined> {
  const deadline = Date.now() + startLimit * 1000;
  for (;;) {
    const error = await docker.ping().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) return undefined;
    if (Date.now() > deadline) return `no answer in ${startLimit} s`;
    await sleep(50);
  }
}

/** A dockerd that was killed leaves mounts behind, and a folder with mounts cannot be removed. */
async function unmount(folder: string): Promise<void> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const points = mounts.split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const point of points
    .filter((candidate) => candidate === folder || candidate.startsWith(`${folder}/`))
    .reverse())
    await execa('umount', ['-l', point], { reject: false });
}
