// The learner's own shell on their own machine: a pty of node-pty.
import { closeSync, constants, openSync } from 'node:fs';
import type { IPty } from 'node-pty';
import { Failure } from '../failure/failure';
import { hostShellCommand, type HostShellWish } from './host-shell-command';
import { isAlive, processSession } from './process-session';
import type { TerminalBackend, TerminalExit, TerminalSize } from './terminal';

export interface HostShellOptions extends Pick<HostShellWish, 'shell' | 'integration' | 'docker'> {
  size: TerminalSize;
  /** Where the shell starts; the home folder if not told. */
  directory?: string;
}

/**
 * Milliseconds between two looks at the shell while reading is paused. node-pty throws away what was not read 200 ms
 * after the exit; and the exit itself only shows once the rest is read.
 */
const PAUSED_LOOK_MS = 50;

/** @throws Failure `missing-tool` where node-pty does not load or the shell does not start. */
export async function openHostShell(options: HostShellOptions): Promise<TerminalBackend> {
  // Lazily: a machine on which it was not built still has the nodes' terminals.
  const nodePty = await import('node-pty').catch((cause: unknown) => {
    throw new Failure('missing-tool', 'terminals:noPty', {}, { cause });
  });
  const { platform, env } = process;
  const { file, args, environment } = hostShellCommand({ ...options, platform, environment: env });
  const directory = options.directory ?? env.HOME ?? env.USERPROFILE;
  try {
    const pty = nodePty.spawn(file, args, {
      name: 'xterm-256color',
      cols: options.size.columns,
      rows: options.size.rows,
      env: environment,
      // Bytes, undecoded: the session decodes them. Windows gives text whatever is asked.
      encoding: null,
      handleFlowControl: false,
      ...(directory === undefined ? {} : { cwd: directory }),
    });
    return backendOf(pty);
  } catch (cause) {
    throw new Failure('missing-tool', 'terminals:noHostShell', { shell: file }, { cause });
  }
}

function backendOf(pty: IPty): TerminalBackend {
  const session = process.platform === 'win32' ? undefined : processSession(pty.pid);
  const letGo = holdOpen(pty);
  let gone = false;
  let watch: NodeJS.Timeout | undefined;
  const exit = new Promise<TerminalExit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      gone = true;
      letGo();
      clearInterval(watch);
      resolve({ kind: 'exited', exitStatus: signal ? undefined : exitCode });
    });
  });

  const resume = (): void => {
    clearInterval(watch);
    if (!gone) pty.resume();
  };

  return {
    write(bytes) {
      if (!gone) pty.write(bytes);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- a size that node-pty refuses rejects, as elsewhere
    async resize({ columns, rows }) {
      if (!gone) pty.resize(columns, rows);
    },
    pause() {
      if (gone) return;
      pty.pause();
      watch = setInterval(() => {
        if (!isAlive(pty.pid)) resume();
      }, PAUSED_LOOK_MS);
    },
    resume,
    onData: (listener) =>
      void pty.onData((data: string | Buffer) =>
        listener(typeof data === 'string' ? Buffer.from(data, 'utf8') : data),
      ),
    onExit: (listener) => void exit.then(listener),
    async kill() {
      resume();
      // ConPTY ends everything attached to its console. Jobs that outlived their shell are found on Linux only.
      if (session === undefined && !gone) pty.kill();
      if (!gone || process.platform === 'linux') await session?.end();
      letGo();
      await exit;
    },
  };
}

/**
 * Keeps the shell's side of the pty open, too, until what it returns is called. Without it, Node takes the shell's end
 * for the end of the output and drops what it has not read (libuv: a hang-up after a read that did not fill the buffer).
 * So the exit shows 200 ms later, as node-pty waits that long for the end of the output.
 */
function holdOpen(pty: IPty): () => void {
  const { ptsName } = pty as IPty & { ptsName?: string };
  if (ptsName === undefined || process.platform === 'win32') return () => undefined;
  let held: number | undefined = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  return () => {
    if (held !== undefined) closeSync(held);
    held = undefined;
  };
}
