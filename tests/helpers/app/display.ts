// A display of one test's own: Xvfb on a number that is free, which ends with who started it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Display {
  /** `:3` */
  name: string;
  stop(): Promise<void>;
}

/** `size`: CSS pixels as `1366x768`. */
export async function startDisplay(size: string): Promise<Display> {
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...server], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const number = await Promise.race([
    once(child.stdio[3] as Readable, 'data').then(([chunk]) => String(chunk).trim()),
    exited.then(() => undefined),
  ]);
  if (number === undefined) throw new Error('Xvfb did not start');
  return {
    name: `:${number}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
