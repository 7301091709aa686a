// A node's shell: bash in an exec with a TTY over the Docker API.
import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { Failure, messageOf } from '../failure/failure';
import { END, START } from './node-shell-scripts';
import type { TerminalBackend, TerminalExit, TerminalSize } from './terminal';

export interface NodeShellOptions {
  size: TerminalSize;
  /** On top of TERM, COLORTERM and LANG. */
  environment?: Record<string, string>;
}

/**
 * Keys by which the engine would let go of the terminal. Its default holds Ctrl-P back, which is "last command" to a
 * shell; nobody types Ctrl-^, four times even less.
 */
const DETACH_KEYS = 'ctrl-^,ctrl-^,ctrl-^,ctrl-^';
/** Milliseconds between two questions to the engine about something that is about to happen. */
const ASK_AGAIN_MS = 50;
/** Questions until what has not happened is taken as never happening: 2 s, an emulated engine is slow. */
const ASK_TIMES = 40;
/** Milliseconds for a killed shell's stream to end by itself. */
const STREAM_END_MS = 1000;
/** Status of a process ended by SIGKILL: all that the engine tells of a shell whose container was killed. */
const KILLED = 137;

/** @throws Failure `cluster` where the node does not run or has no shell to give. */
export async function openNodeShell(
  container: Docker.Container,
  options: NodeShellOptions,
): Promise<TerminalBackend> {
  const id = randomUUID();
  const { exec, stream, startedAt } = await start(container, id, options).catch((cause: unknown) => {
    throw new Failure('cluster', 'terminals:noNodeShell', { node: container.id.slice(0, 12) }, { cause });
  });

  let gone = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      resolve();
    };
    // A broken connection ends the stream as an exit does; which of them it was, the engine is asked.
    stream.once('end', end).once('close', end).on('error', end);
  });
  const exit = ended.then(() => howItEnded(container, exec, startedAt));

  const resize = async ({ columns, rows }: TerminalSize): Promise<void> => {
    if (gone) return;
    await exec.resize({ w: columns, h: rows }).catch((error: unknown) => {
      // Refused where the shell has just ended, which the exit tells.
      if (!isHttpError(error)) throw error;
    });
  };

  return {
    write(bytes) {
      if (stream.writable) stream.write(bytes);
    },
    resize,
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    onData: (listener) => void stream.on('data', listener),
    onExit: (listener) => void exit.then(listener),
    async kill() {
      await endSession(container, id, gone ? 0 : ASK_TIMES);
      stream.resume();
      await Promise.race([exit, delay(STREAM_END_MS, undefined, { ref: false })]);
      stream.destroy();
      await exit;
    },
  };
}

async function start(
  container: Docker.Container,
  id: string,
  { size, environment }: NodeShellOptions,
): Promise<{ exec: Docker.Exec; stream: Duplex; startedAt: string }> {
  // Engines before API 1.42 know no ConsoleSize and pass over it; there the start script sets the size.
  const consoleSize: [number, number] = [size.rows, size.columns];
  const variables = { TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...environment };
  const created = container.exec({
    Cmd: ['sh', '-c', START, 'essaim-shell', id, String(size.columns), String(size.rows)],
    Env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    WorkingDir: '/root',
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    DetachKeys: DETACH_KEYS,
    ConsoleSize: consoleSize,
  });
  const [exec, node] = await Promise.all([created, container.inspect()]);
  const options = { hijack: true, stdin: true, Tty: true, ConsoleSize: consoleSize };
  return { exec, stream: await exec.start(options), startedAt: node.State.StartedAt };
}

/** Asks the engine, since the stream's end is the same for an exit, a stopped container and a dead engine. */
async function howItEnded(
  container: Docker.Container,
  exec: Docker.Exec,
  startedAt: string,
): Promise<TerminalExit> {
  const stopped = async (): Promise<boolean> => {
    const { State } = await container.inspect();
    return !State.Running || State.StartedAt !== startedAt;
  };
  try {
    let shell = await exec.inspect();
    for (let asked = 1; shell.Running && asked < ASK_TIMES; asked += 1) {
      await delay(ASK_AGAIN_MS);
      shell = await exec.inspect();
    }
    if (shell.Running) return { kind: 'lost', why: 'the connection to the shell was closed' };
    let lost = await stopped();
    // The shell of a container that is being killed ends before the container does.
    for (let asked = 1; shell.ExitCode === KILLED && !lost && asked < ASK_TIMES / 4; asked += 1) {
      await delay(ASK_AGAIN_MS);
      lost = await stopped();
    }
    if (lost) return { kind: 'lost', why: `the container ${container.id.slice(0, 12)} stopped` };
    return { kind: 'exited', exitStatus: shell.ExitCode ?? undefined };
  } catch (error) {
    return { kind: 'lost', why: messageOf(error) };
  }
}

/** Ends everything of the shell's session; with no container or no engine there is nothing to end. */
async function endSession(container: Docker.Container, id: string, patience: number): Promise<void> {
  let exec: Docker.Exec;
  try {
    exec = await container.exec({
      Cmd: ['sh', '-c', END, 'essaim-end', id, String(patience)],
      AttachStdout: true,
      AttachStderr: true,
    });
    const stream = await exec.start({ hijack: true, stdin: false });
    await new Promise<void>((resolve) => {
      const done = (): void => resolve();
      stream.resume().once('end', done).once('close', done).once('error', done);
    });
  } catch (error) {
    if (isHttpError(error) || isConnectionError(error)) return;
    throw error;
  }
}

function isHttpError(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error;
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
