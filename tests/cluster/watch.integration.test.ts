// How fresh the state is: milliseconds from the moment a command returned until the watch told of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import type { ClusterState, NodeState } from '../../main/cluster/state';
import { type ClusterWatch, watchCluster } from '../../main/cluster/watch';
import { onNode, useClusters } from '../helpers/cluster';

/** Milliseconds: less than the 3 s between two looks at rest, so what is told by then was told by an event. The
 * figures themselves are printed, not judged: they belong to the machine. */
const limit = 2_500;
const clusters = useClusters();
const figures: string[] = [];
let cluster: Cluster;
let watch: ClusterWatch;

beforeAll(async () => {
  cluster = await clusters.up({ name: 'watch' });
  watch = await watchCluster(cluster);
});

afterAll(() => {
  watch.dispose();
  console.log(`the state is told after: ${figures.join('; ')}`);
});

/** Runs `act`, and returns the milliseconds from its end until a change was told of which `holds`. */
async function freshness(
  what: string,
  act: () => Promise<unknown>,
  holds: (state: ClusterState) => boolean,
): Promise<number> {
  expect(holds(watch.current())).toBe(false);
  let toldAt: number | undefined;
  const unsubscribe = watch.onChange((state) => {
    if (holds(state)) toldAt ??= performance.now();
  });
  await act();
  const returnedAt = performance.now();
  // Longer than the limit, so that a failure says by how much.
  while (toldAt === undefined && performance.now() - returnedAt < 10 * limit) await sleep(5);
  unsubscribe();
  const took = Math.max(0, Math.round((toldAt ?? Infinity) - returnedAt));
  figures.push(`${what} ${took} ms`);
  return took;
}

function node(state: ClusterState, number: number): NodeState | undefined {
  return state.nodes[number - 1];
}

test('swarm init', async () => {
  const init = (): Promise<string> => onNode(cluster, 1, 'docker swarm init --advertise-addr $(hostname -i)');
  const isLeader = (state: ClusterState): boolean => node(state, 1)?.member?.leader === true;
  expect(await freshness('swarm init', init, isLeader)).toBeLessThan(limit);
});

test('swarm join', async () => {
  const token = await onNode(cluster, 1, 'docker swarm join-token -q worker');
  for (const number of [2, 3]) {
    const join = (): Promise<string> =>
      onNode(cluster, number, `docker swarm join --token ${token} node1:2377`);
    const isReady = (state: ClusterState): boolean =>
      node(state, number)?.swarm === 'active' && node(state, number)?.member?.status === 'ready';
    expect(await freshness(`join of node${number}`, join, isReady)).toBeLessThan(limit);
  }
});

test('promotion, and its end as soon as the node itself manages', async () => {
  const promote = (): Promise<string> => onNode(cluster, 1, 'docker node promote node2');
  const isManager = (state: ClusterState): boolean => node(state, 2)?.member?.role === 'manager';
  expect(await freshness('promote', promote, isManager)).toBeLessThan(limit);
  // Waits in the node, so that the command returns when the promotion is over.
  const over = (): Promise<string> =>
    onNode(cluster, 2, 'until docker node ls >/dev/null 2>&1; do sleep 0.05; done');
  if (!node(watch.current(), 2)?.manages)
    expect(await freshness('promotion over', over, (state) => node(state, 2)?.manages === true)).toBeLessThan(
      limit,
    );
});

test('a service and its tasks', async () => {
  const create = (): Promise<string> =>
    onNode(cluster, 1, 'docker service create --detach --name vote --replicas 4 instavote/vote');
  const hasTasks = (state: ClusterState): boolean =>
    state.tasks.filter(({ service }) => service === 'vote').length === 4;
  expect(await freshness('service create', create, hasTasks)).toBeLessThan(limit);
  const isRunning = (state: ClusterState): boolean =>
    state.tasks.filter(({ state: now }) => now === 'running').length === 4;
  const all = await watch.until(isRunning, AbortSignal.timeout(30_000));
  const took = Date.now() - Math.max(...all.tasks.map(({ stateAt }) => stateAt));
  figures.push(`last task running ${took} ms after it ran`);
  expect(took).toBeLessThan(limit);
});

test('a drained node, and its tasks elsewhere', async () => {
  const drain = (): Promise<string> => onNode(cluster, 1, 'docker node update --availability drain node3');
  const isDrained = (state: ClusterState): boolean => node(state, 3)?.member?.availability === 'drain';
  expect(await freshness('drain', drain, isDrained)).toBeLessThan(limit);
  const moved = (state: ClusterState): boolean => {
    const running = state.tasks.filter(
      ({ state: now, desired }) => now === 'running' && desired === 'running',
    );
    return running.length === 4 && running.every((task) => task.node !== 'node3');
  };
  await watch.until(moved, AbortSignal.timeout(30_000));
});

test('a node that is killed is silent', async () => {
  const kill = async (): Promise<unknown> => cluster.nodes[2]?.container.kill();
  expect(await freshness('node killed', kill, (state) => node(state, 3)?.docker === 'silent')).toBeLessThan(
    limit,
  );
});

test('until gives up when its signal aborts, and after dispose nothing is told', async () => {
  await expect(watch.until(() => false, AbortSignal.timeout(50))).rejects.toThrow();
  let told = 0;
  watch.onChange(() => (told += 1));
  watch.dispose();
  await onNode(cluster, 1, 'docker service rm vote');
  await sleep(1_000);
  expect(told).toBe(0);
});
