// Starts containers side by side, and hands out the cluster once all of it answers.
import type { ContainerCreateOptions } from 'dockerode';
import type { Engine } from '../engine/engine';
import type { Call } from '../engine/runner';
import { attachCluster, type Cluster } from './cluster';
import { waitUntilReady } from './ready';

/** Waits for every one, also after a failure: only when none is under way any more can an undo be complete. */
export async function startContainers(
  engine: Engine,
  containers: ContainerCreateOptions[],
  call: Call,
): Promise<void> {
  const start = async (options: ContainerCreateOptions): Promise<void> => {
    const container = await engine.api.createContainer(options);
    await container.start();
  };
  const started = await Promise.allSettled(
    containers.map((options) => call(`start ${options.name ?? ''}`, () => start(options))),
  );
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

export async function attachReady(
  engine: Engine,
  name: string,
  call: Call,
  signal?: AbortSignal,
): Promise<Cluster> {
  const cluster = await attachCluster(engine, name, call);
  try {
    await waitUntilReady(cluster.nodes, call, signal);
    return cluster;
  } catch (failure) {
    cluster.close();
    throw failure;
  }
}
