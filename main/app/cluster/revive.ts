// The containers of the lab as its engine knows them: which are gone, which have stopped, and starting those again.
import type Docker from 'dockerode';
import { labels, ofCluster } from '../../cluster/labels';
import type { Cluster } from '../../cluster/cluster';
import { attachReady } from '../../cluster/start';
import type { Engine } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import { clusterName } from './options';

/**
 * Starts what has stopped (a node's swarm and images are on its volume) and attaches.
 * @throws Failure `cluster:gone` where nothing is left of it, `cluster:partGone` where a part was removed.
 */
export async function revive(engine: Engine, call: Call, signal: AbortSignal): Promise<Cluster> {
  const parts = await partsOf(engine, call);
  refuseGone(parts);
  await Promise.all(parts.map((part) => wake(engine, part, call)));
  return attachReady(engine, clusterName, call, signal);
}

export function partsOf(engine: Engine, call: Call): Promise<Docker.ContainerInfo[]> {
  return call('list the cluster', () =>
    engine.api.listContainers({ all: true, filters: ofCluster(clusterName) }),
  );
}

/** `node2` or `gateway`. */
export function partName({ Labels }: Pick<Docker.ContainerInfo, 'Labels'>): string {
  return Labels[labels.node] ?? Labels[labels.part] ?? '';
}

/** @throws Failure as `revive`. */
export function refuseGone(parts: Docker.ContainerInfo[]): void {
  if (parts.length === 0) throw new Failure('cluster', 'cluster:gone');
  const count = Number(parts[0]?.Labels[labels.nodes]);
  const wanted = ['gateway', ...Array.from({ length: count }, (_, index) => `node${index + 1}`)];
  const there = parts.map(partName);
  const part = wanted.filter((name) => !there.includes(name)).join(', ');
  if (part !== '') throw new Failure('cluster', 'cluster:partGone', { part });
}

async function wake(engine: Engine, part: Docker.ContainerInfo, call: Call): Promise<void> {
  const container = engine.api.getContainer(part.Id);
  // The list still says `running` of one whose end has just been told as an event.
  const { State } = await call(`inspect ${partName(part)}`, () => container.inspect());
  if (State.Paused) await call(`unpause ${partName(part)}`, () => container.unpause());
  else if (!State.Running) await call(`start ${partName(part)}`, () => container.start());
}

/** Whether no patience brings the lab back: something of it has been removed. */
export function isGone(error: unknown): error is Failure {
  return error instanceof Failure && ['cluster:gone', 'cluster:partGone'].includes(error.text);
}
