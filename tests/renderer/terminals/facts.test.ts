// What a pane's header says about its node.
import { describe, expect, test } from 'vitest';
import type { ClusterState, MemberState, ServiceState } from '../../../preload/contract';
import { factsOf } from '../../../renderer/terminals/facts';

const member: MemberState = {
  id: 'x',
  role: 'worker',
  leader: false,
  reachability: undefined,
  availability: 'active',
  status: 'ready',
};

type Port = ServiceState['ports'][number];

function state(over: {
  member?: MemberState | undefined;
  silent?: boolean;
  ports?: Port[];
  tasks?: string[];
}): ClusterState {
  return {
    readAt: 0,
    nodes: [
      {
        name: 'node1',
        address: '10.42.0.11',
        docker: over.silent ? 'silent' : 'answering',
        swarm: over.member ? 'active' : 'inactive',
        manages: false,
        member: over.member,
      },
    ],
    services: [
      {
        id: 's',
        name: 'vote',
        image: 'vote',
        replicas: 1,
        constraints: [],
        createdAt: 0,
        ports: over.ports ?? [],
        update: undefined,
        updateStatus: undefined,
      },
    ],
    tasks: (over.tasks ?? []).map((running) => ({
      id: 't',
      serviceId: 's',
      service: 'vote',
      slot: 1,
      node: 'node1',
      image: 'vote',
      state: running,
      desired: 'running',
      error: undefined,
      containerId: undefined,
      createdAt: 0,
      stateAt: 0,
    })),
  };
}

const ingress: Port = { published: 8080, target: 80, protocol: 'tcp', mode: 'ingress' };
const host: Port = { published: 9000, target: 80, protocol: 'tcp', mode: 'host' };

describe('the role', () => {
  test('is none for a node outside the swarm, whose ports are not shown either', () => {
    expect(factsOf(state({ ports: [ingress] }), 'node1')).toMatchObject({ role: 'none', ports: [] });
  });

  test('tells the leader from the other managers', () => {
    const manager: MemberState = { ...member, role: 'manager' };
    expect(factsOf(state({ member: manager }), 'node1')?.role).toBe('manager');
    expect(factsOf(state({ member: { ...manager, leader: true } }), 'node1')?.role).toBe('leader');
  });

  test('comes with what is unusual, the worst only', () => {
    const drained: MemberState = { ...member, availability: 'drain' };
    const facts = (over: MemberState, silent = false) => factsOf(state({ member: over, silent }), 'node1');
    expect(facts(drained, true)).toMatchObject({ availability: 'drain', trouble: 'silent' });
    expect(facts({ ...member, status: 'down' }, true)).toMatchObject({ trouble: 'down' });
    expect(facts(member)).toMatchObject({ availability: undefined, trouble: undefined });
  });

  test('is unknown for a node that the state lacks', () => {
    expect(factsOf(state({}), 'node2')).toBeUndefined();
    expect(factsOf(undefined, 'node1')).toBeUndefined();
  });
});

describe('the ports', () => {
  test('of the routing mesh are on every member, with no task and drained, too', () => {
    const facts = factsOf(state({ member: { ...member, availability: 'drain' }, ports: [ingress] }), 'node1');
    expect(facts?.ports).toEqual([{ port: 8080, services: ['vote'] }]);
  });

  test('of the host are where a task runs', () => {
    expect(factsOf(state({ member, ports: [host], tasks: ['running'] }), 'node1')?.ports).toHaveLength(1);
    expect(factsOf(state({ member, ports: [host], tasks: ['failed'] }), 'node1')?.ports).toEqual([]);
  });

  test('are those that a browser opens, in order, each once', () => {
    const first: Port = { ...ingress, published: 8000 };
    const ports = [
      ingress,
      first,
      { ...ingress, target: 81 },
      { ...ingress, published: 53, protocol: 'udp' },
    ];
    expect(factsOf(state({ member, ports }), 'node1')?.ports.map(({ port }) => port)).toEqual([8000, 8080]);
  });
});
