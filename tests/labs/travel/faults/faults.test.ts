import { beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../../../main/labs/lab';
import { loadLab } from '../../../../main/labs/load';
import { expectedAtStart } from '../../../../main/labs/travel/expected/expected';
import { diagnose } from '../../../../main/labs/travel/faults/diagnose';
import { faultsOf } from '../../../../main/labs/travel/faults/faults';
import type { FoundFault } from '../../../../main/labs/travel/faults/mend';
import type { Sight } from '../../../../main/labs/travel/sight';
import { repository } from '../../../../scripts/repository';
import { manager, node, service, state, worker } from '../../../cluster/states';
import { empty, nodes, sight, swarm, voting } from '../sights';

let lab: Lab;

beforeAll(async () => {
  lab = await loadLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'));
});

function indexOf(id: string): number {
  return lab.steps.findIndex((each) => each.id === id);
}

function faultsAt(id: string, seen: Sight): FoundFault[] {
  return faultsOf(expectedAtStart(lab, indexOf(id)), seen);
}

/** `[text, [terminal, command]…]`, each command on one line. */
function told({ text, mends }: FoundFault): unknown[] {
  const commands = mends.map(({ terminal, block }) => [terminal, block.code.replace(/\s*\\?\n\s*/g, ' ')]);
  return [text.replace('travel:', ''), ...commands];
}

const create = 'docker service create --name vote --publish 8080:80 --replicas 6 instavote/vote';

describe('nothing is wrong', () => {
  test.each([
    ['creation', () => empty],
    ['promotion-de-node2', () => swarm],
    ['ajout-du-service-de-visualisation', () => voting()],
  ])('at the start of %s, as the steps before leave the cluster', (id, seen) => {
    expect(faultsAt(id, seen())).toEqual([]);
  });
});

describe('a fault names its mend', () => {
  test.each<[string, string, Sight, unknown[][]]>([
    [
      'no swarm',
      'service',
      empty,
      [['faultNoSwarm', [1, 'docker swarm init --advertise-addr $(hostname -i)']]],
    ],
    [
      'a swarm too early',
      'creation',
      sight(state({ nodes: [nodes[0], node('node2'), node('node3')] as never })),
      [['faultSwarmEarly', [1, 'docker swarm leave --force']]],
    ],
    [
      'a worker that left',
      'service',
      sight(state({ nodes: [...nodes.slice(0, 2), node('node3')] }), {
        ghosts: [{ id: 'old', name: 'node3' }],
      }),
      [
        ['faultLeft', [3, 'docker swarm join']],
        ['faultGhost', [1, 'docker node rm --force old']],
      ],
    ],
    [
      'a node of another swarm',
      'service',
      sight(
        state({
          nodes: [...nodes.slice(0, 2), node('node3', undefined, { swarm: 'active', manages: true })],
        }),
      ),
      [['faultOtherSwarm', [3, 'docker swarm leave --force'], [3, 'docker swarm join']]],
    ],
    [
      'a drained node',
      'service',
      sight(state({ nodes: [...nodes.slice(0, 2), node('node3', { ...worker, availability: 'drain' })] })),
      [['faultAvailability', [1, 'docker node update --availability active node3']]],
    ],
    [
      'roles that are the other way round, the promotion first',
      'service',
      sight(state({ nodes: [node('node1', worker), node('node2', manager), node('node3', worker)] })),
      [
        ['faultNotManager', [2, 'docker node promote node1']],
        ['faultNotWorker', [2, 'docker node demote node2']],
      ],
    ],
    [
      'a service under another name, with the port',
      'ajout-du-service-de-visualisation',
      voting('vores'),
      [
        ['faultRenamed', [1, 'docker service rm vores']],
        ['faultPortTaken', [1, create]],
      ],
    ],
    [
      'a service that comes later',
      'service',
      voting(),
      [['faultStrangeService', [1, 'docker service rm vote']]],
    ],
    [
      'a secret and a container of nobody',
      'service',
      { ...swarm, secrets: ['rien'], containers: [{ node: 'node2', name: 'essai' }] },
      [
        ['faultStrangeContainer', [2, 'docker rm -f essai']],
        ['faultStrangeSecret', [1, 'docker secret rm rien']],
      ],
    ],
    [
      'tasks on a node that was drained before',
      'mise-a-jour-progressive-rolling-upgrade',
      withVisualizer(voting()),
      [
        [
          'faultService',
          [1, 'docker node update --availability drain node2'],
          [1, 'docker node update --availability active node2'],
        ],
      ],
    ],
    [
      'tasks on the wrong nodes',
      'ajout-du-service-de-visualisation',
      voting('vote', ['node1', 'node1', 'node1', 'node2', 'node2', 'node2']),
      [['faultService', [1, 'docker service update --force vote']]],
    ],
    [
      'a node whose docker is silent',
      'service',
      sight(state({ nodes: [...nodes.slice(0, 2), silent()] })),
      [['faultSilent']],
    ],
    [
      'a manager without a majority',
      'service',
      sight(
        state({
          nodes: [node('node1', undefined, { swarm: 'active', manages: true }), node('node2'), node('node3')],
        }),
      ),
      [['faultNoLeader', [1, 'docker swarm init --force-new-cluster --advertise-addr $(hostname -i)']]],
    ],
  ])('%s', (_title, id, seen, faults) => {
    expect(faultsAt(id, seen).map(told)).toEqual(faults);
  });

  test('fewer replicas are scaled; another image, where the lab only made the service, is made anew', () => {
    const fewer = voting();
    fewer.state.services = [service('vote', { ...fewer.state.services[0], replicas: 3 })];
    expect(faultsAt('ajout-du-service-de-visualisation', fewer).map(told)).toEqual([
      ['faultService', [1, 'docker service scale vote=6']],
    ]);
    const other = voting();
    other.state.services = [service('vote', { ...other.state.services[0], image: 'nginx:latest' })];
    expect(faultsAt('ajout-du-service-de-visualisation', other).map(told)).toEqual([
      ['faultService', [1, 'docker service rm vote'], [1, create]],
    ]);
  });
});

function silent(): ReturnType<typeof node> {
  return node('node3', worker, { docker: 'silent', swarm: 'unknown' });
}

function withVisualizer(seen: Sight): Sight {
  const visualizer = service('visualizer', {
    ports: [{ published: 8000, target: 8080, protocol: 'tcp', mode: 'ingress' }],
  });
  const { tasks, services } = seen.state;
  const own = { ...tasks[0], id: 'v', service: 'visualizer', serviceId: visualizer.id, node: 'node1' };
  return {
    ...seen,
    state: { ...seen.state, services: [...services, visualizer], tasks: [...tasks, own as never] },
  };
}

describe('what is wrong, seen from a step', () => {
  const never = (): boolean => false;
  const creation = 'creation-dun-service';

  test('what the step has yet to do is no fault', () => {
    expect(diagnose(lab, indexOf(creation), swarm, never)).toEqual([]);
  });

  test('once its command was run, what is missing of it is one', () => {
    const [fault] = diagnose(lab, indexOf(creation), swarm, () => true);
    expect(fault).toMatchObject({ text: 'travel:faultNoService', step: creation, values: { name: 'vote' } });
  });

  test('what was typed by hand is as good as run', () => {
    expect(diagnose(lab, indexOf(creation), voting(), never)).toEqual([]);
  });

  test('a wrong name is told before the right command was run, with both commands', () => {
    expect(diagnose(lab, indexOf(creation), voting('vores'), never).map(told)).toEqual([
      ['faultRenamed', [1, 'docker service rm vores']],
      ['faultPortTaken', [1, create]],
    ]);
  });

  test('a promotion that is not complete is told only where the step has ended', () => {
    const promoted = sight(
      state({
        nodes: [
          nodes[0] ?? node('node1'),
          node('node2', { ...manager, leader: false }),
          node('node3', worker),
        ],
      }),
    );
    expect(diagnose(lab, indexOf('promotion-de-node2'), promoted, never)).toEqual([]);
    expect(diagnose(lab, indexOf('service'), promoted, never).map(told)).toEqual([
      ['faultNotWorker', [1, 'docker node demote node2']],
    ]);
  });
});
