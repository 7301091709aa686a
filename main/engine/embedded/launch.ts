// Starts QEMU and connects to it; whatever fails, no process and no socket is left.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../failure/failure';
import { markOf } from '../owner';
import { ended } from './record';
import { type Control, connectControl } from './control';
import { qemuEnvironment } from './find-qemu';
import { connectQmp, type Qmp, QmpError } from './qmp';

/** Milliseconds in which QEMU opens its sockets; it takes 50. */
const socketLimit = 10_000;
/** Ports tried until one is free: between the choice and its use another program may take it. */
const portTries = 5;

export interface Launched {
  qmp: Qmp;
  control: Control;
  /** Mark of the process. */
  mark: string;
  sockets: string;
}

export interface LaunchOptions {
  program: string;
  /** The argument list for the sockets' paths. */
  argumentsFor: (places: { qmp: string; control: string }) => string[];
  /** File for what QEMU says itself. */
  log: string;
  /** Whether QEMU outlives this process. */
  kept: boolean;
  /** Told the folder of the sockets before QEMU starts: by it, who comes after us finds a QEMU that is on no record yet. */
  onBegin?: (sockets: string) => Promise<void>;
  signal?: AbortSignal | undefined;
}

/** @throws Failure `engine` with QEMU's own words where it does not start. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const sockets = await mkdtemp(join(tmpdir(), 'essaim-'));
  try {
    await chmod(sockets, 0o700);
    await options.onBegin?.(sockets);
    return await start(options, sockets);
  } catch (error) {
    await rm(sockets, { recursive: true, force: true });
    throw error;
  }
}

async function start(options: LaunchOptions, sockets: string): Promise<Launched> {
  const places = { qmp: join(sockets, 'qmp'), control: join(sockets, 'control') };
  const log = await open(options.log, 'w', 0o600);
  const words = withOwner([options.program, ...options.argumentsFor(places)], options.kept);
  const [program = '', ...rest] = withoutInheritance(words);
  const child = spawn(program, rest, {
    stdio: ['ignore', log.fd, log.fd],
    // A kept machine leaves this process's group, so that Ctrl-C in a terminal does not reach it; an owned one is ended
    // by us, in order, and by the kernel where we cannot.
    detached: true,
    env: { ...qemuEnvironment(options.program), TMPDIR: tmpdir() },
  });
  const connecting = new AbortController();
  const { signal } = connecting;
  const stop = (): void => connecting.abort();
  options.signal?.addEventListener('abort', stop);
  if (options.signal?.aborted) stop();
  // Or it could not be started at all.
  const gone = once(child, 'exit').then(stop, stop);
  try {
    const [qmp, control] = await Promise.all([
      connectQmp(places.qmp, { patience: socketLimit, signal }),
      connectControl(places.control, { patience: socketLimit, signal }),
    ]);
    child.unref();
    return { qmp, control, mark: markOf(child.pid ?? 0), sockets };
  } catch (cause) {
    child.kill('SIGKILL');
    await gone;
    if (options.signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    const said = (await readFile(options.log, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
    throw new Failure('engine', 'embedded:qemuFailed', { said, log: options.log }, { cause });
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await log.close();
  }
}

/** On Linux the kernel ends an owned QEMU with its owner, even after kill -9; elsewhere the guest's agent sees it. */
function withOwner(words: string[], kept: boolean): string[] {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  return kept || process.platform !== 'linux' || !setpriv
    ? words
    : [setpriv, '--pdeathsig', 'KILL', ...words];
}

/** Closes what it was not given and becomes the program that it was. */
const closeOthers = 'for f in /dev/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$@"';

/**
 * In Electron, children inherit Chromium's descriptors: a QEMU that outlives the app would keep Chromium's own processes
 * waiting on sockets that nobody serves any more. Only bash can close descriptors of several digits.
 */
function withoutInheritance(words: string[]): string[] {
  const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path));
  return !('electron' in process.versions) || process.platform === 'win32' || !bash
    ? words
    : [bash, '-c', closeOthers, 'bash', ...words];
}

/** Forwards a free loopback port to `port` of the machine, and returns it. */
export async function forward(qmp: Qmp, port: number, wanted?: number): Promise<number> {
  for (let tried = 1; ; tried += 1) {
    const here = wanted ?? (await freePort());
    const rule = `hostfwd_add net tcp:127.0.0.1:${here}-10.0.2.15:${port}`;
    // QEMU has this only as a command for people, which answers in words where it fails.
    const said = await qmp.execute<string>('human-monitor-command', { 'command-line': rule });
    if (said.trim() === '') return here;
    if (tried >= portTries || wanted !== undefined)
      throw new Failure('engine', 'embedded:noPort', { port: here, said: said.trim() });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

/** Milliseconds that QEMU gets to end by itself: it takes 20. */
const quitLimit = 3_000;

/** Ends QEMU at once, and waits for it; what the guest has not saved goes with its overlay. */
export async function quit({ qmp, control, mark, sockets }: Launched): Promise<void> {
  control.close();
  await qmp.execute('quit', {}, quitLimit).catch((error: unknown) => {
    // It may be gone before it has answered, or hang: it is killed below.
    if (error instanceof QmpError) throw error;
  });
  qmp.close();
  await ended(mark, quitLimit);
  await rm(sockets, { recursive: true, force: true });
}
