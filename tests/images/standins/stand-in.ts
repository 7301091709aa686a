// Runs a stand-in image's own entry script on this machine, on a free port of 127.0.0.1.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What the images' scripts name in their first line. */
const busybox = '/usr/bin/busybox';
/** How long httpd may take to listen, in ms. */
const startLimit = 5_000;

export interface StandIn {
  url: string;
  port: number;
  /** Process of httpd, the child of the entry script. */
  httpd: number;
  entry: ChildProcess;
  /** Ends it as Docker would; how long that took, in ms, and the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<{ took: number; code: number | null }>;
}

/** Why the stand-ins cannot run here; undefined if they can. */
export function missingForStandIns(): string | undefined {
  if (!existsSync(busybox)) return `${busybox} is missing: apt-get install busybox-static`;
  if (!existsSync('/usr/bin/jq')) return '/usr/bin/jq is missing: apt-get install jq';
  const applets = execFileSync(busybox, ['--list'], { encoding: 'utf8' }).split('\n');
  const lacking = ['httpd', 'sh', 'md5sum'].filter((applet) => !applets.includes(applet));
  return lacking.length > 0 ? `${busybox} lacks ${lacking.join(', ')}` : undefined;
}

export function imageFile(path: string): string {
  return fileURLToPath(new URL(`../../../assets/images/${path}`, import.meta.url));
}

export async function startStandIn(
  image: 'vote' | 'visualizer',
  environment: Record<string, string>,
): Promise<StandIn> {
  const port = await freePort();
  const entry = spawn(imageFile('vote/files/srv/entry.sh'), {
    // Nothing of this machine's environment: the images have none of it either.
    env: {
      PATH: '/usr/bin:/bin',
      SERVE_LISTEN: `127.0.0.1:${port}`,
      SERVE_ROOT: imageFile(`${image}/files/srv/www`),
      ...environment,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilListening(url, entry);
  return {
    url,
    port,
    httpd: childOf(entry),
    entry,
    stop: async (signal = 'SIGTERM') => {
      const before = performance.now();
      if (entry.exitCode === null && entry.signalCode === null) {
        const exit = once(entry, 'exit');
        entry.kill(signal);
        await exit;
      }
      return { took: performance.now() - before, code: entry.exitCode };
    },
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: there is no such process
  }
}

async function untilListening(url: string, entry: ChildProcess): Promise<void> {
  const end = Date.now() + startLimit;
  for (;;) {
    if (entry.exitCode !== null) throw new Error(`the entry script ended with ${entry.exitCode}`);
    try {
      await (await fetch(`${url}/nothing-here`)).text();
      return;
    } catch (cause) {
      if (Date.now() > end) throw new Error('httpd does not listen', { cause });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function childOf({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim());
}
