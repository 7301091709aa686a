// The proof that an app, its machine and its tools are gone: by the folders that each of them was given.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { answers, commandOf, listening, processesOf } from '../processes';

/** Milliseconds for what was ended to be gone. */
const patience = 10_000;

/** Addresses on which anything listens that was given a folder below `top`. */
export async function openPorts(top: string): Promise<string[]> {
  const found = await Promise.all((await processesOf(top)).map((pid) => listening(pid).catch(() => [])));
  return [...new Set(found.flat())];
}

/** Fails where a process, socket or machine of the app is left, or one of these ports is open. */
export async function expectNothingLeft(top: string, ports: string[] = []): Promise<void> {
  const deadline = Date.now() + patience;
  while ((await processesOf(top)).length > 0 && Date.now() < deadline) await sleep(50);
  const numbers = ports.map((address) => Number(address.split(':').at(-1)));
  expect({
    processes: await Promise.all((await processesOf(top)).map(commandOf)),
    machines: await readdir(join(top, 'data', 'essaim', 'machines')).catch(() => []),
    sockets: (await readdir(join(top, 'tmp'))).filter((name) => name.startsWith('essaim')),
    ports: (await Promise.all(numbers.map(answers))).filter((port) => port !== undefined),
  }).toEqual({ processes: [], machines: [], sockets: [], ports: [] });
}

/** The processes of the app whose command line contains this: `--type=renderer`, `qemu-system`. */
export async function processesNamed(top: string, part: string): Promise<number[]> {
  const found = await Promise.all(
    (await processesOf(top)).map(async (pid) => {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return words.replaceAll('\0', ' ').includes(part) ? [pid] : [];
    }),
  );
  return found.flat();
}
