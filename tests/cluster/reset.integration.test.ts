import { beforeAll, expect, test } from 'vitest';
import { attachCluster, type Cluster } from '../../main/cluster/cluster';
import { down } from '../../main/cluster/down';
import { readState } from '../../main/cluster/read-state';
import { reset } from '../../main/cluster/reset';
import { makeSwarm, onNode, useClusters } from '../helpers/cluster';
import { privateDocker, privateEngine, type PrivateEngine } from '../helpers/engine';
import { partsOn } from '../helpers/parts';

const clusters = useClusters();
const memory = 640 * 2 ** 20;
let here: PrivateEngine;
let used: Cluster;

beforeAll(async () => {
  here = await privateEngine();
  used = await clusters.up({ name: 'reset', memory });
  await makeSwarm(used, 3);
  await onNode(used, 1, 'docker service create --name vote --replicas 3 instavote/vote');
  await onNode(used, 2, 'touch /root/notes');
});

test('nodes are as new, under their names and addresses, with their limits and labels; the gateway goes on', async () => {
  const before = { parts: await partsOn(privateDocker(), 'reset'), gateway: await used.gateway.inspect() };
  const old = await Promise.all(used.nodes.map(({ container }) => container.inspect()));
  const steps: string[] = [];
  const fresh = await reset(used, here.call, {
    onProgress: ({ title, state }) => {
      if (state === 'done') steps.push(title);
    },
  });

  const state = await readState(fresh);
  expect(state).toMatchObject({ services: [], tasks: [] });
  expect(state.nodes).toMatchObject(
    used.nodes.map(({ name, address }) => ({ name, address, docker: 'answering', swarm: 'inactive' })),
  );
  for (const number of [1, 2, 3]) {
    expect(
      await onNode(fresh, number, 'docker ps -aq; docker images -q; docker volume ls -q; ls /root'),
    ).toBe('');
    expect(await onNode(fresh, number, 'hostname -i')).toBe(used.nodes[number - 1]?.address);
  }
  const now = await Promise.all(fresh.nodes.map(({ container }) => container.inspect()));
  for (const [index, { Id, Config, HostConfig }] of now.entries()) {
    expect(Id).not.toBe(old[index]?.Id);
    expect(Config.Labels).toEqual(old[index]?.Config.Labels);
    expect(HostConfig.Memory).toBe(memory);
    expect(HostConfig.NanoCpus).toBe(old[index]?.HostConfig.NanoCpus);
  }
  const gateway = await fresh.gateway.inspect();
  expect([gateway.Id, gateway.State.StartedAt]).toEqual([before.gateway.Id, before.gateway.State.StartedAt]);
  expect(fresh.socksPort).toBe(used.socksPort);
  expect(await partsOn(privateDocker(), 'reset')).toEqual(before.parts);
  expect(steps).toEqual(['cluster:stepRemove', 'cluster:stepNodes', 'cluster:stepReady']);
  // And they work: the swarm can be made anew.
  await makeSwarm(fresh, 2);
  fresh.close();
});

test('a cluster of which a node was killed is reset after it was refused to attach', async () => {
  const cluster = await attachCluster(here.engine, 'reset', here.call);
  await cluster.nodes[1]?.container.kill();
  await expect(attachCluster(here.engine, 'reset', here.call)).rejects.toMatchObject({
    text: 'cluster:incomplete',
    values: { name: 'reset', part: 'node2' },
  });
  const fresh = await reset(cluster, here.call);
  expect((await readState(fresh)).nodes.map(({ docker }) => docker)).toEqual([
    'answering',
    'answering',
    'answering',
  ]);
  fresh.close();
});

test('aborted, it says so, and what is left of the cluster is removed by down', async () => {
  const cluster = await attachCluster(here.engine, 'reset', here.call);
  const stop = new AbortController();
  const resetting = reset(cluster, here.call, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(resetting).rejects.toMatchObject({ kind: 'cancelled' });
  await down(here.engine, 'reset', here.call);
  expect(await partsOn(privateDocker(), 'reset')).toEqual([]);
});
