import { beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../../main/labs/lab';
import { loadLab } from '../../../main/labs/load';
import { furthest, routeOf, type RouteTask } from '../../../main/labs/travel/route';
import { repository } from '../../../scripts/repository';
import { manager, node, state, worker } from '../../cluster/states';
import { empty, nodes, sight, swarm, voting } from './sights';

let lab: Lab;

beforeAll(async () => {
  lab = await loadLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'));
});

function indexOf(id: string): number {
  return lab.steps.findIndex((each) => each.id === id);
}

function task(id: string, more: Partial<RouteTask>): RouteTask {
  return {
    lab,
    target: indexOf(id),
    sight: empty,
    checkpoints: new Map(),
    ran: () => false,
    slowness: 1,
    ...more,
  };
}

test('on nodes that nobody used, all is played', () => {
  expect(routeOf(task('resume', {}))).toEqual({ kind: 'mend', from: 0, faults: [] });
});

test('what is there is not played again', () => {
  expect(routeOf(task('service', { sight: swarm }))).toEqual({
    kind: 'mend',
    from: indexOf('service'),
    faults: [],
  });
  const route = routeOf(task('passage-de-node2-en-drain', { sight: voting() }));
  expect(route).toEqual({ kind: 'mend', from: indexOf('ajout-du-service-de-visualisation'), faults: [] });
});

test('after a step, those that lead back to where it ended are passed over', () => {
  const from = indexOf('inspection-dun-noeud');
  expect(furthest(task('creation-dun-service', { sight: swarm }), from)).toBe(
    indexOf('creation-dun-service'),
  );
  expect(furthest(task('destitution-de-node2', { sight: swarm }), from)).toBe(indexOf('promotion-de-node2'));
});

test('a small fault is mended at the step that needs the least', () => {
  const route = routeOf(task('ajout-du-service-de-visualisation', { sight: voting('vores') }));
  expect(route).toMatchObject({ kind: 'mend', from: indexOf('creation-dun-service') });
  expect(route.kind === 'mend' && route.faults.map(({ subject }) => subject)).toEqual(['service vores']);
});

test('what no command mends is made anew', () => {
  const silent = node('node3', worker, { docker: 'silent', swarm: 'unknown' });
  const seen = sight(state({ nodes: [...nodes.slice(0, 2), silent] }));
  expect(routeOf(task('service', { sight: seen }))).toEqual({ kind: 'anew' });
});

test('a checkpoint is taken up where that is quicker', () => {
  const bent = sight(state({ nodes: [node('node1', manager), node('node2', worker), node('node3')] }));
  const checkpoints = new Map([[indexOf('creation-dun-service'), 'Création d’un service']]);
  const to = { sight: bent, checkpoints };
  expect(routeOf(task('ajout-du-service-de-visualisation', { ...to, slowness: 10 }))).toEqual({
    ...{ kind: 'checkpoint', name: 'Création d’un service' },
    from: indexOf('ajout-du-service-de-visualisation'),
  });
  // It was saved behind the target.
  expect(routeOf(task('service', { ...to, slowness: 10 })).kind).not.toBe('checkpoint');
});

test('without a sidecar nothing tells where a used cluster stands', () => {
  const bare: Lab = { ...lab, sidecar: undefined };
  expect(routeOf({ ...task('service', { sight: swarm }), lab: bare })).toEqual({ kind: 'anew' });
});

test('a command that nothing witnesses counts as done only where it was run', () => {
  const touched: Lab = {
    ...lab,
    steps: lab.steps.map((step) =>
      step.id === 'service'
        ? { ...step, blocks: [{ kind: 'command', line: 999, terminal: 1, code: 'touch /root/x' }] }
        : step,
    ),
  };
  const to = { ...task('creation-dun-service', { sight: swarm }), lab: touched };
  expect(routeOf(to)).toMatchObject({ from: indexOf('service') });
  expect(routeOf({ ...to, ran: (line) => line === 999 })).toMatchObject({
    from: indexOf('creation-dun-service'),
  });
});

test('what only a file shows is played: no look at the swarm tells that it was done', () => {
  const file = { kind: 'file', node: 'node1', path: '/root/f', exists: true } as const;
  const id = 'service';
  const own = lab.sidecar?.steps['creation'];
  if (!lab.sidecar || !own) throw new Error('no sidecar');
  const checks = [{ say: { fr: 'f' }, after: 'touch', expect: file }];
  const touched: Lab = {
    ...lab,
    steps: lab.steps.map((step) =>
      step.id === id
        ? { ...step, blocks: [{ kind: 'command', line: 999, terminal: 1, code: 'touch /root/f' }] }
        : step,
    ),
    sidecar: { ...lab.sidecar, steps: { ...lab.sidecar.steps, [id]: { ...own, checks } } },
  };
  const to = { ...task('creation-dun-service', { sight: swarm }), lab: touched };
  expect(furthest(to, indexOf('inspection-dun-noeud'))).toBe(indexOf(id));
});
