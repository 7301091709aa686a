import { expect, it } from 'vitest';
import { isLeaderless, isSettled } from '../../main/cluster/settled';
import type { ClusterState } from '../../main/cluster/state';
import { manager, node, service, state, task, worker } from './states';

const vote = service('vote', { replicas: 2 });
const rest = state({
  nodes: [node('node1', manager), node('node2', worker), node('node3')],
  services: [vote],
  tasks: [task('vote', 1), task('vote', 2), task('vote', 2, { state: 'shutdown', desired: 'shutdown' })],
});

it.each<[string, Partial<ClusterState>]>([
  ['all is as wanted', {}],
  ['nothing is there', { nodes: [node('node1')], services: [], tasks: [] }],
  [
    'a dead node is known to be down',
    { nodes: [node('node1', { ...worker, status: 'down' }, { docker: 'silent' })] },
  ],
  [
    'a new leader has not heard of a silent node',
    { nodes: [node('node1', { ...manager, status: 'unknown' }, { docker: 'silent' })] },
  ],
  [
    'a new leader does not reach a manager',
    { nodes: [node('node1', { ...manager, leader: false, status: 'unknown', reachability: 'unreachable' })] },
  ],
  [
    'a node that is down goes on by itself',
    {
      nodes: [
        node('node1', manager),
        node('node2', { ...manager, leader: false, status: 'down', reachability: 'unreachable' }),
      ],
      tasks: [...rest.tasks, task('vote', 1, { node: 'node2', desired: 'shutdown' })],
    },
  ],
  [
    'a second manager is one in fact',
    { nodes: [node('node1', manager), node('node2', { ...manager, leader: false })] },
  ],
  ['a global service runs', { services: [service('vote', { replicas: undefined })] }],
  [
    'a task has failed for good',
    { tasks: [...rest.tasks, task('vote', 1, { state: 'failed', desired: 'shutdown' })] },
  ],
  ['an update is complete', { services: [{ ...vote, updateStatus: 'completed' }] }],
])('is settled: %s', (_, change) => {
  expect(isSettled({ ...rest, ...change })).toBe(true);
});

it.each<[string, Partial<ClusterState>]>([
  ['a node joins', { nodes: [node('node1', undefined, { swarm: 'pending' })] }],
  ['a node is in, but not ready yet', { nodes: [node('node1', { ...worker, status: 'unknown' })] }],
  ['a node is in, but no manager knows it', { nodes: [node('node1', undefined, { swarm: 'active' })] }],
  ['a silent node still counts as ready', { nodes: [node('node1', worker, { docker: 'silent' })] }],
  ['a promoted node does not manage yet', { nodes: [node('node1', manager, { manages: false })] }],
  ['a demoted node still manages', { nodes: [node('node1', worker, { manages: true })] }],
  ['a manager is not reachable yet', { nodes: [node('node1', { ...manager, reachability: 'unknown' })] }],
  ['a task starts', { tasks: [task('vote', 1), task('vote', 2, { state: 'preparing' })] }],
  ['a task is being stopped', { tasks: [...rest.tasks, task('vote', 3, { desired: 'shutdown' })] }],
  [
    'a task of a node that is down is not replaced yet',
    {
      nodes: [node('node1', manager), node('node2', { ...worker, status: 'down' })],
      tasks: [task('vote', 1), task('vote', 2, { node: 'node2', state: 'new' })],
    },
  ],
  ['a task is missing', { tasks: [task('vote', 1)] }],
  ['a task is too many', { tasks: [...rest.tasks, task('vote', 3)] }],
  ['an update goes on', { services: [{ ...vote, updateStatus: 'updating' }] }],
])('is not settled: %s', (_, change) => {
  expect(isSettled({ ...rest, ...change })).toBe(false);
});

it('is without a leader where there are managers, and none of them has an answer', () => {
  const lost = node('node1', undefined, { swarm: 'active', manages: true });
  const silent = node('node2', undefined, { docker: 'silent' });
  expect(isLeaderless(state({ nodes: [lost, silent] }))).toBe(true);
  expect(isLeaderless(state({ nodes: [silent, node('node3')] }))).toBe(false);
  expect(isLeaderless(rest)).toBe(false);
});
