import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import type { ClusterState } from '../../main/cluster/state';
import { type ClusterWatch, watchCluster } from '../../main/cluster/watch';

/** A cluster of one node whose API says what the test sets, and counts how often it is asked. */
function oneNode() {
  const fake = { swarm: 'inactive', asked: 0, events: new PassThrough(), subscribed: 0 };
  const api = {
    info: () => {
      fake.asked += 1;
      return Promise.resolve({ Swarm: { NodeID: '', LocalNodeState: fake.swarm, ControlAvailable: false } });
    },
    getEvents: () => {
      fake.subscribed += 1;
      return Promise.resolve(fake.events);
    },
  };
  const nodes = [{ name: 'node1', address: '10.213.0.11', inner: { api } }];
  return { fake, cluster: { nodes } as unknown as Cluster };
}

const swarmOf = (state: ClusterState): string | undefined => state.nodes[0]?.swarm;

describe('the watch', () => {
  let watch: ClusterWatch;
  let fake: ReturnType<typeof oneNode>['fake'];
  beforeEach(async () => {
    vi.useFakeTimers();
    const one = oneNode();
    fake = one.fake;
    watch = await watchCluster(one.cluster);
  });
  afterEach(() => {
    watch.dispose();
    vi.useRealTimers();
  });

  it('knows the state at once, and what was not told by events within 3 s', async () => {
    expect(swarmOf(watch.current())).toBe('inactive');
    await vi.advanceTimersByTimeAsync(500);
    fake.swarm = 'error';
    await vi.advanceTimersByTimeAsync(3_000);
    expect(swarmOf(watch.current())).toBe('error');
  });

  it('looks a moment after an event, once for many', async () => {
    await vi.advanceTimersByTimeAsync(500);
    const { asked } = fake;
    fake.swarm = 'active';
    for (let count = 0; count < 20; count += 1) fake.events.write('{}\n');
    await vi.advanceTimersByTimeAsync(150);
    expect(swarmOf(watch.current())).toBe('active');
    expect(fake.asked).toBe(asked + 1);
  });

  it('tells changes, and nothing else, until it is unsubscribed', async () => {
    const told: (string | undefined)[] = [];
    const unsubscribe = watch.onChange((state) => told.push(swarmOf(state)));
    await watch.refresh();
    fake.swarm = 'pending';
    await watch.refresh();
    await watch.refresh();
    unsubscribe();
    fake.swarm = 'active';
    expect(swarmOf(await watch.refresh())).toBe('active');
    expect(told).toEqual(['pending']);
  });

  it('waits for what shall hold, or until it is told to stop', async () => {
    const { signal } = new AbortController();
    expect(swarmOf(await watch.until((state) => swarmOf(state) === 'inactive', signal))).toBe('inactive');
    const active = watch.until((state) => swarmOf(state) === 'active', signal);
    fake.swarm = 'active';
    await vi.advanceTimersByTimeAsync(3_000);
    expect(swarmOf(await active)).toBe('active');

    const stop = new AbortController();
    const never = expect(watch.until(() => false, stop.signal)).rejects.toThrow('enough');
    stop.abort(new Error('enough'));
    await never;
    await expect(watch.until(() => true, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  it('listens again to a node whose events ended', async () => {
    expect(fake.subscribed).toBe(1);
    const ended = fake.events;
    fake.events = new PassThrough();
    ended.end();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(fake.subscribed).toBe(2);
  });

  it('looks no more once it is disposed of', async () => {
    watch.dispose();
    const { asked } = fake;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fake.asked).toBe(asked);
    expect(fake.events.destroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
