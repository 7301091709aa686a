// What the nodes take of the engine, looked at while somebody sees it.
import type { NodeLoad } from '../../../preload/contract';
import type { ClusterNode } from '../../cluster/cluster';
import { messageOf } from '../../failure/failure';
import type { Log } from '../../log/log';
import type { Live } from './live';

/** Milliseconds between samples: often enough to see a service start, and next to nothing for the engine. */
const pause = 5_000;
/** Milliseconds between the first two, as a share of a CPU needs both. */
const firstPause = 1_000;

/** Nanoseconds of CPU that a node had taken, and when, in milliseconds. */
interface Sample {
  cpu: number;
  at: number;
}

/** Of the Docker API's answer; a container that is just ending has no more than its names. */
interface Stats {
  read: string;
  cpu_stats: { cpu_usage: { total_usage: number } };
  memory_stats: { usage?: number; limit?: number; stats?: Partial<Record<string, number>> };
}

/** Samples every 5 s while `isWatched`; what it returns ends it. */
export function watchLoad(
  { cluster }: Live,
  log: Log,
  isWatched: () => boolean,
  tell: (load: NodeLoad[]) => void,
): () => void {
  const samples = new Map<string, Sample>();
  let next = firstPause;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (isWatched()) {
      const loads = await Promise.all(cluster.nodes.map((node) => loadOf(node, samples, log)));
      if (!over) tell(loads.filter((load) => load !== undefined));
    }
    if (!over) timer = setTimeout(() => void look(), next);
    next = pause;
  };
  void look();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

async function loadOf(
  { name, container }: ClusterNode,
  samples: Map<string, Sample>,
  log: Log,
): Promise<NodeLoad | undefined> {
  try {
    const stats = (await container.stats({ stream: false, 'one-shot': true })) as unknown as Stats;
    const now = sampleOf(stats);
    const before = samples.get(name);
    samples.set(name, now);
    return loadFrom(name, before, now, stats);
  } catch (error) {
    // A node that has just stopped is told by others.
    log.debug({ node: name, error: messageOf(error) }, 'no load');
    return undefined;
  }
}

function sampleOf({ read, cpu_stats }: Stats): Sample {
  return { cpu: cpu_stats.cpu_usage.total_usage, at: Date.parse(read) };
}

/** Pure: the difference of two samples; 0 where there is none before. */
export function loadFrom(node: string, before: Sample | undefined, now: Sample, stats: Stats): NodeLoad {
  const milliseconds = before ? now.at - before.at : 0;
  const cpu = before && milliseconds > 0 ? (now.cpu - before.cpu) / 1e6 / milliseconds : 0;
  const { usage = 0, limit = 0, stats: parts } = stats.memory_stats;
  // As `docker stats` does: what the kernel would give back at once is not taken (cgroup v1, v2).
  const cache = parts?.total_inactive_file ?? parts?.inactive_file ?? 0;
  return { node, cpu: Math.max(0, cpu), memory: Math.max(0, usage - cache), memoryLimit: limit };
}
