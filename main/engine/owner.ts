// Marks of processes, so that what a process that died has left is told from what somebody still uses.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** `<machine>/<pid>/<start time>`: a pid alone comes back on another process. */
export function markOf(pid: number): string {
  return `${hostname()}/${pid}/${startTime(pid) ?? ''}`;
}

/** The mark of this process. */
export function ownerMark(): string {
  return markOf(process.pid);
}

export function pidOf(mark: string): number {
  return Number(mark.split('/')[1]);
}

/** Whether the marked process is gone; a mark of another machine is never judged. */
export function isOwnerGone(mark: string): boolean {
  const [machine, pid, started] = mark.split('/');
  if (machine !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true;
    // EPERM: somebody else's process, which may have got the pid of ours since.
  }
  const now = startTime(Number(pid));
  return now !== undefined && now !== started;
}

/**
 * Start of a process in clock ticks since boot (proc(5), field 22 of stat); only Linux tells it this way. A process that
 * has ended and is not yet waited for (state Z) has none.
 */
function startTime(pid: number): string | undefined {
  try {
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return state === 'Z' ? '' : fields[18];
  } catch {
    return undefined; // not Linux, or no such process: the pid alone must do
  }
}
