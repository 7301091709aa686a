// What marks the engine's objects as ours, so that every one of them is found again after any accident.
import { hostname } from 'node:os';
import { readFileSync } from 'node:fs';

export const labels = {
  /** Name of the cluster. */
  cluster: 'io.essaim.cluster',
  /** `node`, `gateway`, `network`, `volume` or `probe`. */
  part: 'io.essaim.part',
  /** Number of nodes of the cluster. */
  nodes: 'io.essaim.nodes',
  /** `node1` … on a node's container and volume. */
  node: 'io.essaim.node',
  /** Process that made it, as ownerMark writes it. */
  owner: 'io.essaim.owner',
  /** `true` on a cluster that shall outlive the process that made it (`essaim up`). */
  kept: 'io.essaim.kept',
} as const;

export type Labels = Record<string, string>;

export function objectName(cluster: string, part: string): string {
  return `essaim-${cluster}-${part}`;
}

/** Filter for the Docker API's list calls. */
export function ofCluster(cluster: string): { label: string[] } {
  return { label: [`${labels.cluster}=${cluster}`] };
}

/** `<machine>/<pid>/<start time>`: a pid alone comes back on another process. */
export function ownerMark(): string {
  return `${hostname()}/${process.pid}/${startTime(process.pid) ?? ''}`;
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

/** Start of a process in clock ticks since boot (proc(5), field 22 of stat); only Linux tells it this way. */
function startTime(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
  } catch {
    return undefined; // not Linux, or no such process: the pid alone must do
  }
}
