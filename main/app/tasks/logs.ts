// The end of what a task printed: from its container where its node answers, else by a manager.
import type Docker from 'dockerode';
import { Failure } from '../../failure/failure';
import type { ClusterKeeper, Live } from '../cluster/live';
import { plainOutput } from './plain-output';

/** Lines asked for, and characters given at most: what a panel scrolls through, every two seconds. */
const lines = 500;
const longest = 200_000;
/** Milliseconds: a manager waits for ever for the output of a node that is away. */
const answerLimit = 4_000;

/**
 * The container's own comes first: it is quicker, and needs no manager. Empty for a task without a container yet.
 * @throws Failure `cluster` where nobody can tell any more.
 */
export async function taskLogs(keeper: ClusterKeeper, id: string): Promise<string> {
  const live = keeper.live();
  const state = live?.watch.current();
  const task = state?.tasks.find((candidate) => candidate.id === id);
  if (!live || !state || !task) throw new Failure('cluster', 'map:logsNoTask');
  const { containerId } = task;
  if (containerId === undefined) return '';
  const sources = [
    () => apiOf(live, task.node).getContainer(containerId),
    () => ofSwarm(apiOf(live, state.nodes.find(({ manages }) => manages)?.name), id),
  ];
  let cause: unknown;
  for (const source of sources) {
    try {
      return plainOutput(await read(source()), longest);
    } catch (error) {
      cause ??= error; // the container's own says more than the manager's
    }
  }
  throw new Failure('cluster', 'map:logsUnreadable', { node: task.node ?? '?' }, { cause });
}

type Source = Pick<Docker.Container, 'logs'>;

/** Docker's `GET /tasks/{id}/logs`, which @types/dockerode leaves out. */
function ofSwarm(api: Docker, id: string): Source {
  return api.getTask(id) as unknown as Source;
}

async function read(source: Source): Promise<Buffer> {
  const abortSignal = AbortSignal.timeout(answerLimit);
  const output: unknown = await source.logs({ stdout: true, stderr: true, tail: lines, abortSignal });
  // dockerode parses what happens to be JSON.
  return Buffer.isBuffer(output) ? output : Buffer.from(JSON.stringify(output));
}

function apiOf(live: Live, node: string | undefined): Docker {
  const found = live.cluster.nodes.find(({ name }) => name === node);
  if (!found) throw new Error(`no node ${node ?? 'that manages'}`);
  return found.inner.api;
}
