import { describe, expect, it } from 'vitest';
import { checkState, type StateExpectation } from '../../main/labs/checks';
import { manager, node, service, state, task, worker } from '../cluster/states';

const now = state({
  nodes: [
    node('node1', manager),
    node('node2', { ...worker, availability: 'drain', status: 'down' }),
    node('node3'),
    node('node4', { ...manager, leader: false }, { manages: false }),
  ],
  services: [
    service('vote', {
      replicas: 3,
      ports: [{ published: 8080, target: 80, protocol: 'tcp', mode: 'ingress' }],
      update: { parallelism: 2, delaySeconds: 15 },
    }),
    service('visualizer', { image: 'dockersamples/visualizer:stable' }),
  ],
  tasks: [
    task('vote', 1, { node: 'node1' }),
    task('vote', 2, { node: 'node2' }),
    task('vote', 2, { node: 'node1', state: 'shutdown', desired: 'shutdown', image: 'old' }),
    task('vote', 3, { node: 'node3', state: 'preparing' }),
    task('vote', 4, { node: 'node3', desired: 'shutdown', image: 'old' }),
    task('visualizer', 1, { image: 'dockersamples/visualizer:stable' }),
  ],
});

describe('a check', () => {
  it.each<StateExpectation>([
    { kind: 'nodes', count: 3, managers: 2, ready: 2 },
    { kind: 'nodes' },
    { kind: 'node', name: 'node1', member: true, role: 'manager', leader: true, reachable: true },
    { kind: 'node', name: 'node1', availability: 'active', status: 'ready' },
    { kind: 'node', name: 'node2', role: 'worker', leader: false, reachable: false, availability: 'drain' },
    { kind: 'node', name: 'node3', member: false, leader: false },
    { kind: 'service', name: 'vote', running: 2, on: { node1: 1, node2: 1, node3: 0 }, replicas: 3 },
    { kind: 'service', name: 'vote', image: 'instavote/vote:latest', published: 8080, managersOnly: false },
    { kind: 'service', name: 'vote', update: { parallelism: 2, delaySeconds: 15 } },
    { kind: 'service', name: 'visualizer', running: 1, managersOnly: true },
    { kind: 'service', name: 'result', exists: false },
    { kind: 'task', service: 'vote', state: 'running', atLeast: 3 },
    { kind: 'task', service: 'vote', node: 'node1', state: 'shutdown', atLeast: 1 },
  ])('holds: %j', (expectation) => {
    expect(checkState(expectation, now)).toEqual({ kind: 'holds' });
  });

  it.each<[StateExpectation, string, string]>([
    [{ kind: 'nodes', count: 4 }, 'nodes = 4', 'nodes = 3'],
    [{ kind: 'nodes', count: 3, managers: 1 }, 'managers = 1', 'managers = 2'],
    [{ kind: 'nodes', ready: 3 }, 'ready = 3', 'ready = 2'],
    [{ kind: 'node', name: 'node3', member: true }, 'node3.member = true', 'node3.member = false'],
    [{ kind: 'node', name: 'node3', role: 'worker' }, 'node3.role = worker', 'node3.role = –'],
    [{ kind: 'node', name: 'node2', role: 'manager' }, 'node2.role = manager', 'node2.role = worker'],
    [{ kind: 'node', name: 'node4', leader: true }, 'node4.leader = true', 'node4.leader = false'],
    [{ kind: 'node', name: 'node4', reachable: true }, 'node4.reachable = true', 'node4.reachable = false'],
    [
      { kind: 'node', name: 'node2', availability: 'active' },
      'node2.availability = active',
      'node2.availability = drain',
    ],
    [{ kind: 'node', name: 'node2', status: 'ready' }, 'node2.status = ready', 'node2.status = down'],
    [{ kind: 'node', name: 'node9', member: true }, 'node9.member = true', 'node9.member = false'],
    [{ kind: 'service', name: 'result' }, 'service result', 'vote, visualizer'],
    [{ kind: 'service', name: 'vote', exists: false }, 'service vote = false', 'service vote = true'],
    [
      { kind: 'task', service: 'vote', state: 'failed', atLeast: 1 },
      'vote.failed ≥ 1',
      '3 running, 1 shutdown, 1 preparing',
    ],
    [
      { kind: 'task', service: 'vote', node: 'node2', state: 'running', atLeast: 2 },
      'vote.node2.running ≥ 2',
      '1 running',
    ],
    [{ kind: 'task', service: 'result', state: 'running', atLeast: 1 }, 'result.running ≥ 1', '–'],
    [{ kind: 'service', name: 'vote', running: 3 }, 'vote.running = 3', 'vote.running = 2'],
    [{ kind: 'service', name: 'vote', on: { node1: 1, node3: 1 } }, 'vote.node3 = 1', 'vote.node3 = 0'],
    [
      { kind: 'service', name: 'vote', managersOnly: true },
      'vote.managers-only = true',
      'vote.managers-only = false',
    ],
    [
      { kind: 'service', name: 'vote', image: 'other' },
      'vote.image = other',
      'vote.image = instavote/vote:latest',
    ],
    [{ kind: 'service', name: 'vote', replicas: 6 }, 'vote.replicas = 6', 'vote.replicas = 3'],
    [{ kind: 'service', name: 'vote', published: 80 }, 'vote.published = 80', 'vote.published = –'],
    [
      { kind: 'service', name: 'vote', update: { parallelism: 1 } },
      'vote.update.parallelism = 1',
      'vote.update.parallelism = 2',
    ],
    [
      { kind: 'service', name: 'vote', update: { delaySeconds: 5 } },
      'vote.update.delay = 5',
      'vote.update.delay = 15',
    ],
    [
      { kind: 'service', name: 'visualizer', update: { delaySeconds: 5 } },
      'visualizer.update.delay = 5',
      'visualizer.update.delay = –',
    ],
  ])('fails, and says by what: %j', (expectation, expected, found) => {
    expect(checkState(expectation, now)).toEqual({ kind: 'fails', expected, found });
  });

  it('of a service where there is none says so', () => {
    expect(checkState({ kind: 'service', name: 'vote' }, state({}))).toMatchObject({
      kind: 'fails',
      found: '–',
    });
  });
});
