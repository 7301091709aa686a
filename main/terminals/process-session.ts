// The processes of a terminal's session on this machine, so that closing it leaves none behind.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Milliseconds that processes get to end after the hang-up, and again to be gone once they are killed. */
const GRACE_MS = 500;
/** Milliseconds between two looks at the processes that are left. */
const LOOK_AGAIN_MS = 25;

export interface ProcessSession {
  /** Asks every process of it to end, as a closed terminal does, then kills what is left. */
  end(): Promise<void>;
}

/** The session that `leader`, a process just started, leads. */
export function processSession(leader: number): ProcessSession {
  const living = process.platform === 'linux' ? livingByProc(leader) : livingByTerminal(leader);
  return {
    async end() {
      const asked = await living();
      // CONT, since a stopped job takes no notice of a hang-up.
      for (const signal of ['SIGHUP', 'SIGCONT'] as const) for (const pid of asked) send(pid, signal);
      for (let waited = 0; (await living()).length > 0 && waited < 2 * GRACE_MS; waited += LOOK_AGAIN_MS) {
        if (waited >= GRACE_MS) for (const pid of await living()) send(pid, 'SIGKILL');
        await delay(LOOK_AGAIN_MS);
      }
    },
  };
}

/** Whether a process exists, be it a zombie. */
export function isAlive(pid: number): boolean {
  return send(pid, 0);
}

function livingByProc(leader: number): () => Promise<number[]> {
  const born = birthOf(leader);
  return async () => {
    if (born === undefined) return [];
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(
      // A process that ended since the folder was read has no file.
      processes.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
    );
    const all = stats.filter((stat) => stat !== '').map(fields);
    // The leader's number may be another process's by now: then the whole session had ended before.
    if (all.some(({ pid, born: found }) => pid === leader && found !== born)) return [];
    return all
      .filter(({ session, state }) => session === leader && state !== 'Z' && state !== 'X')
      .map(({ pid }) => pid);
  };
}

/** Undefined where the process has ended already. */
function birthOf(pid: number): string | undefined {
  try {
    return fields(readFileSync(`/proc/${pid}/stat`, 'utf8')).born;
  } catch {
    // A shell that could not be started ends at once, with nothing started from it.
    return undefined;
  }
}

/** What a line of `/proc/<pid>/stat` says: `pid (name) state parent group session …`; the name may hold anything. */
function fields(stat: string): { pid: number; state: string; session: number; born: string } {
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // The start time, in ticks since boot, is field 22, counted from 1.
  return {
    pid: Number.parseInt(stat, 10),
    state: rest[0] ?? '',
    session: Number(rest[3]),
    born: rest[19] ?? '',
  };
}

/** By controlling terminal, where sessions are not told (BSD's ps prints an address or 0 for them). */
function livingByTerminal(leader: number): () => Promise<number[]> {
  let known: number[] | undefined;
  return async () => {
    known ??= await processesOfItsTerminal(leader);
    return known.filter(isAlive);
  };
}

async function processesOfItsTerminal(leader: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,tty=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const terminal = rows.find(([pid]) => Number(pid) === leader)?.[1];
  if (terminal === undefined || terminal.startsWith('?')) return [];
  return rows.filter(([, tty]) => tty === terminal).map(([pid]) => Number(pid));
}

/** Sends a signal; false where there is no such process, or not ours. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // It has ended already, which is what the signal is for.
    return false;
  }
}
