import { describe, expect, it } from 'vitest';
import type { ClusterState, Phase, ServiceState } from '../../../preload/contract';
import { ownPage, portChoices } from '../../../renderer/browser/own-page';
import { manager, node, service, state, task, worker } from '../../cluster/states';

const mesh = { kind: 'no', why: { text: 'engine:noIpvs', values: { kernel: '6.1' } } } as const;

function up(routingMesh: Extract<Phase, { kind: 'up' }>['engine']['routingMesh'] = { kind: 'yes' }): Phase {
  const why = { text: 'engine:chosenNoDocker', values: {} } as const;
  return {
    kind: 'up',
    engine: { kind: 'docker', why, endpoint: 'unix:///x', version: '26.1.5', routingMesh },
  };
}

function published(mode: 'ingress' | 'host', more: Partial<ServiceState> = {}): ServiceState {
  return service('vote', { ports: [{ published: 8080, target: 80, protocol: 'tcp', mode }], ...more });
}

function cluster(parts: Partial<ClusterState> = {}): ClusterState {
  return state({ nodes: [node('node1', manager), node('node2', worker)], ...parts });
}

function pageOf(given: Partial<Parameters<typeof ownPage>[0]>): ReturnType<typeof ownPage> {
  return ownPage({ phase: up(), state: cluster(), node: 'node1', port: 8080, status: 'refused', ...given });
}

describe('in place of a page of the cluster', () => {
  it('stands nothing while that page is shown, whatever is published', () => {
    expect(pageOf({ status: 'shown' })).toBeUndefined();
  });

  it.each(['down', 'lost'] as const)('it says that there is no cluster: %s', (kind) => {
    const failure = { kind: 'fault', text: 'window:fault', values: {}, cause: '' } as const;
    const phase: Phase = kind === 'down' ? { kind } : { kind, failure };
    expect(pageOf({ phase, status: 'shown' })).toEqual({ kind: 'no-cluster', phase: kind });
  });

  it('the cluster counts as starting until its first state was read', () => {
    expect(pageOf({ state: undefined })).toEqual({ kind: 'no-cluster', phase: 'starting' });
  });

  it('it says where the tab goes until somebody answered or refused', () => {
    expect(pageOf({ status: 'asking' })).toEqual({ kind: 'opening' });
  });

  it('nobody publishes the port: no service, or another port', () => {
    expect(pageOf({})).toEqual({ kind: 'unpublished' });
    expect(pageOf({ port: 8000, state: cluster({ services: [published('ingress')] }) })).toEqual({
      kind: 'unpublished',
    });
  });

  it('a service is waited for, with the number of its tasks that run and are meant to', () => {
    const tasks = [
      task('vote', 1),
      task('vote', 2, { state: 'preparing' }),
      task('vote', 3, { desired: 'shutdown' }),
      task('other', 1),
    ];
    const services = [published('ingress', { replicas: 3 })];
    expect(pageOf({ state: cluster({ services, tasks }) })).toEqual({
      kind: 'waiting',
      service: 'vote',
      running: 1,
      wanted: 3,
    });
  });

  it('a global service wants as many tasks as there are', () => {
    const services = [published('ingress', { replicas: undefined })];
    const tasks = [task('vote', 1), task('vote', 2, { state: 'starting' })];
    expect(pageOf({ state: cluster({ services, tasks }) })).toMatchObject({ running: 1, wanted: 2 });
  });

  it('without a routing mesh an ingress port says so, with the nodes of its tasks, each once', () => {
    const services = [published('ingress')];
    const tasks = [1, 2, 3].map((slot) => task('vote', slot, { node: slot === 1 ? 'node2' : 'node1' }));
    const found = pageOf({ phase: up(mesh), state: cluster({ services, tasks }) });
    expect(found).toEqual({ kind: 'no-mesh', service: 'vote', nodes: ['node1', 'node2'], mesh });
  });

  it('a port in host mode needs no mesh, but a task on that node', () => {
    const services = [published('host')];
    const tasks = [task('vote', 1, { node: 'node2' })];
    const given = { phase: up(mesh), state: cluster({ services, tasks }) };
    expect(pageOf(given)).toEqual({ kind: 'elsewhere', service: 'vote', nodes: ['node2'] });
    expect(pageOf({ ...given, node: 'node2' })).toMatchObject({ kind: 'waiting' });
  });

  it('a node that is away is named before all else about the port', () => {
    const nodes = [node('node1', manager), node('node2', worker, { docker: 'silent' })];
    const given = { state: cluster({ nodes, services: [published('ingress')] }) };
    expect(pageOf({ ...given, node: 'node2' })).toEqual({ kind: 'silent-node' });
    expect(pageOf(given)).toMatchObject({ kind: 'waiting' });
  });
});

describe('the ports that are offered', () => {
  it('are 8080 and 8000 first, then all others that are published over TCP, in order', () => {
    const port = (number: number, protocol = 'tcp'): ServiceState['ports'][number] => ({
      ...{ published: number, target: 80, protocol, mode: 'ingress' },
    });
    const services = [
      service('vote', { ports: [port(8080), port(9000), port(53, 'udp')] }),
      service('result', { ports: [port(5001), port(0)] }),
    ];
    expect(portChoices(services)).toEqual([
      { port: 8080, service: 'vote' },
      { port: 8000, service: undefined },
      { port: 5001, service: 'result' },
      { port: 9000, service: 'vote' },
    ]);
  });
});
