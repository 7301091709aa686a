// Keeps the cluster's state fresh within a second: events say when to look, looking tells what is.
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../failure/failure';
import { type Log, silentLog } from '../log/log';
import type { Cluster, ClusterNode } from './cluster';
import { readState } from './read-state';
import { isSettled } from './settled';
import type { ClusterState } from './state';

/** Milliseconds that events are gathered for before looking: a service of six tasks makes twenty at once. */
const gather = 100;
/** Milliseconds between looks while tasks or nodes are changing: swarm tells no events of tasks. */
const busyPause = 400;
/** Milliseconds between looks otherwise, for what no event tells; cheap enough for a laptop on battery. */
const idlePause = 3_000;
/** Milliseconds before the events of a node that does not answer are asked for again. */
const silentPause = 1_000;

export interface ClusterWatch {
  /** The last state that was read. */
  current(): ClusterState;
  /** Reads now, waits for it and returns it. */
  refresh(): Promise<ClusterState>;
  /** Subscribes to changes; what it returns unsubscribes. */
  onChange(listener: (state: ClusterState) => void): () => void;
  /** Resolves with the first state, the present one included, that `holds`; rejects when the signal aborts. */
  until(holds: (state: ClusterState) => boolean, signal: AbortSignal): Promise<ClusterState>;
  dispose(): void;
}

/** dockerode's type leaves out that a response can be ended from here. */
type EventStream = NodeJS.ReadableStream & { destroy(): void };

export async function watchCluster(cluster: Cluster, log: Log = silentLog): Promise<ClusterWatch> {
  const listeners = new Set<(state: ClusterState) => void>();
  const streams = new Set<EventStream>();
  let current = await readState(cluster);
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<ClusterState> | undefined;
  let dueAt = Infinity;
  let disposed = false;

  const look = async (): Promise<ClusterState> => {
    clearTimeout(timer);
    dueAt = Infinity;
    const next = await readState(cluster, current);
    const changed = !isDeepStrictEqual({ ...current, readAt: 0 }, { ...next, readAt: 0 });
    current = next;
    if (changed) for (const listener of [...listeners]) listener(next);
    plan(isSettled(next) ? idlePause : busyPause);
    return next;
  };
  const refresh = (): Promise<ClusterState> => {
    // One look at a time; a refresh asked for during one wants what comes after it.
    const after = reading ?? Promise.resolve();
    const next = after.then(look, look);
    reading = next;
    const forget = (): void => {
      if (reading === next) reading = undefined;
    };
    next.then(forget, forget);
    return next;
  };
  const plan = (milliseconds: number): void => {
    const at = Date.now() + milliseconds;
    if (disposed || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      refresh().catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'the state could not be read');
        plan(idlePause);
      });
    }, milliseconds);
  };
  const listen = async (node: ClusterNode): Promise<void> => {
    while (!disposed) {
      try {
        const events = (await node.inner.api.getEvents()) as EventStream;
        streams.add(events);
        plan(gather);
        events.on('data', () => plan(gather));
        await once(events, 'close');
        streams.delete(events);
      } catch {
        // The node is gone or not there yet; the state tells it as silent.
      }
      plan(gather);
      await new Promise((resolve) => setTimeout(resolve, silentPause).unref());
    }
  };

  for (const node of cluster.nodes) void listen(node);
  plan(busyPause);
  const onChange: ClusterWatch['onChange'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    current: () => current,
    refresh,
    onChange,
    until: (holds, signal) => until(holds, signal, current, onChange),
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      listeners.clear();
      for (const stream of streams) stream.destroy();
    },
  };
}

function until(
  holds: (state: ClusterState) => boolean,
  signal: AbortSignal,
  current: ClusterState,
  onChange: ClusterWatch['onChange'],
): Promise<ClusterState> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      unsubscribe();
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const look = (state: ClusterState): void => {
      if (!holds(state)) return;
      unsubscribe();
      signal.removeEventListener('abort', abort);
      resolve(state);
    };
    const unsubscribe = onChange(look);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    else look(current);
  });
}
