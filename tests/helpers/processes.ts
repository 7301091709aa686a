// Processes of this machine as the tests look at them: by the folders that they were given, and by what they listen on.
import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves to the milliseconds until the process was gone. */
export async function gone(pid: number, limit: number): Promise<number> {
  const started = Date.now();
  while (isAlive(pid)) {
    if (Date.now() - started > limit) throw new Error(`process ${pid} lives after ${limit} ms`);
    await sleep(20);
  }
  return Date.now() - started;
}

/** Local addresses, `127.0.0.1:2376`, on which the process listens by TCP. */
export async function listening(pid: number): Promise<string[]> {
  const files = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  const own = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(inode ?? ''))
    .map(([, address = '']) => readable(address));
}

/** Of proc(5): the address as a number of this machine's byte order, in hexadecimal digits. */
function readable(address: string): string {
  const [host = '', port = ''] = address.split(':');
  const bytes = host.length === 8 ? [...Buffer.from(host, 'hex').reverse()].join('.') : `[${host}]`;
  return `${bytes}:${parseInt(port, 16)}`;
}

export function isAlive(pid: number): boolean {
  try {
    // Z: it has ended, and nobody has waited for it yet.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') === false;
  } catch {
    return false;
  }
}

/** Every process but this one that was given a folder below `top`. */
export async function processesOf(top: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const read = async (pid: number): Promise<number[]> => {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return environment.includes(top) && pid !== process.pid ? [pid] : [];
  };
  return (await Promise.all(pids.map(read))).flat();
}

export async function commandOf(pid: number): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return `${pid} ${words.replaceAll('\0', ' ').slice(0, 200)}`;
}

export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The port where something listens on it. */
export function answers(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (found?: number): void => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', () => end(port)).once('error', () => end());
  });
}
