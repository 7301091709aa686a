import { beforeAll, describe, expect, test } from 'vitest';
import type { Check, Lab } from '../../../../main/labs/lab';
import { loadLab } from '../../../../main/labs/load';
import {
  expectedAtStart,
  expectedWithin,
  type NodeFacts,
  type ServiceFacts,
} from '../../../../main/labs/travel/expected/expected';
import { check, labOf, step } from '../../../app/guide/fakes';
import { repository } from '../../../../scripts/repository';

let french: Lab;

beforeAll(async () => {
  french = await loadLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'));
});

function at(id: string): ReturnType<typeof expectedAtStart> {
  return expectedAtStart(
    french,
    french.steps.findIndex((each) => each.id === id),
  );
}

const active = { member: true, availability: 'active', status: 'ready' };

describe('the French lab', () => {
  test('begins without a swarm', () => {
    expect(at('creation')).toMatchObject({ swarm: false, node: new Map(), service: new Map() });
  });

  test('has a manager who is no more after the demotion, and of whom nothing is left', () => {
    expect(at('destitution-de-node2').node.get('node2')).toEqual({
      ...active,
      role: 'manager',
      reachable: true,
    });
    expect(at('destitution-de-node2').nodes).toEqual({ count: 3, ready: 3, managers: 2 });
    expect(at('service').node.get('node2')).toEqual({ ...active, role: 'worker' });
    expect(at('service').nodes).toEqual({ count: 3, ready: 3, managers: 1 });
  });

  test('spreads the tasks as the last statement says, and says nothing once they have moved again', () => {
    const vote = (id: string): ServiceFacts | undefined => at(id).service.get('vote');
    expect(vote('ajout-du-service-de-visualisation')).toMatchObject({
      on: { node1: 2, node2: 2, node3: 2 },
      running: 6,
    });
    expect(vote('retour-de-node2-en-active')).toMatchObject({ on: { node2: 0 }, running: 6, replicas: 6 });
    expect(vote('mise-a-jour-progressive-rolling-upgrade')).toMatchObject({
      on: { node2: 0 },
      plainUpdate: true,
    });
    expect(vote('resume')).toEqual({
      ...{ replicas: 6, running: 6, published: 8080, image: 'instavote/vote:indent' },
      update: { parallelism: 2, delaySeconds: 15 },
    });
  });

  test('drains node2 and takes it back', () => {
    const node2 = (id: string): NodeFacts | undefined => at(id).node.get('node2');
    expect(node2('retour-de-node2-en-active')?.availability).toBe('drain');
    expect(node2('mise-a-jour-progressive-rolling-upgrade')?.availability).toBe('active');
  });

  test('names the step that made what is there', () => {
    const { origin } = at('resume');
    expect(origin.get('vote')).toBe('creation-dun-service');
    expect(origin.get('vote.image')).toBe('mise-a-jour-progressive-rolling-upgrade');
    expect(origin.get('node2.role')).toBe('destitution-de-node2');
  });

  test('in the midst of a step expects only what its commands have done', () => {
    const index = french.steps.findIndex(({ id }) => id === 'passage-de-node2-en-drain');
    expect(expectedWithin(french, index, () => false).node.get('node2')?.availability).toBe('active');
    expect(expectedWithin(french, index, () => true).node.get('node2')?.availability).toBe('drain');
  });
});

/** A lab whose steps each have these commands in terminal 1, and these checks. */
function labWith(...parts: [code: string, checks?: Check[]][]): Lab {
  const steps = parts.map(([code], index) =>
    step(`s${index}`, `s${index}`, [{ kind: 'command', line: index + 1, terminal: 1, code }]),
  );
  return labOf(steps, Object.fromEntries(parts.map(([, checks = []], index) => [`s${index}`, checks])));
}

const web = check({ kind: 'service', name: 'web', running: 2, on: { node1: 2 }, replicas: 2 });

describe('commands without checks', () => {
  test.each([
    ['docker service rm web', undefined],
    ['docker service scale web=3', { plainUpdate: true, replicas: 3, running: 3 }],
    [
      'docker service update --image nginx web',
      { plainUpdate: true, replicas: 2, running: 2, image: 'nginx:latest' },
    ],
    ['docker service update --update-delay 5s web', { replicas: 2, running: 2, on: { node1: 2 } }],
    ['docker node update --availability drain node1', { plainUpdate: true, replicas: 2, running: 2 }],
    ['docker service ps web', { plainUpdate: true, replicas: 2, running: 2, on: { node1: 2 } }],
  ])('“%s” changes what is expected of a service', (code, facts) => {
    const lab = labWith(['docker swarm init'], ['docker service create --name web nginx', [web]], [code]);
    expect(expectedAtStart(lab, 3).service.get('web')).toEqual(facts);
  });

  test('a stack takes its services with it', () => {
    const shop = check({ kind: 'service', name: 'shop_web', running: 1 });
    const lab = labWith(['docker stack deploy -c shop.yml shop', [shop]], ['docker stack rm shop']);
    expect(expectedAtStart(lab, 1).service.get('shop_web')).toEqual({ running: 1 });
    expect(expectedAtStart(lab, 2).service.size).toBe(0);
    expect(expectedAtStart(lab, 2).gone).toContain('stack shop');
  });

  test('who leaves is no member; a swarm without members is none', () => {
    const lab = labWith(['docker swarm init'], ['docker swarm leave --force']);
    expect(expectedAtStart(lab, 1).node.get('node1')).toEqual({ ...active, role: 'manager' });
    expect(expectedAtStart(lab, 2).swarm).toBe(false);
  });

  test('a node that is cut off is expected so, and its tasks are not', () => {
    const down = check({ kind: 'node', name: 'node1', status: 'down' });
    const lab = labWith(
      ['docker swarm init'],
      ['docker service create --name web nginx', [web]],
      ['ip link set eth0 down', [down]],
    );
    expect(expectedAtStart(lab, 3).node.get('node1')).toMatchObject({ status: 'down' });
    expect(expectedAtStart(lab, 3).service.get('web')).toEqual({ plainUpdate: true, replicas: 2 });
  });

  test('after a command that may do anything to its node, only what is checked then is known of it', () => {
    const led = check({ kind: 'node', name: 'node1', leader: true });
    const lab = labWith(
      ['docker swarm init', [led]],
      ['kill -STOP $(pidof dockerd)'],
      ['echo done > /root/x'],
    );
    expect(expectedAtStart(lab, 1).node.get('node1')).toMatchObject({ leader: true, status: 'ready' });
    expect(expectedAtStart(lab, 2).node.get('node1')).toEqual({
      member: true,
      role: 'manager',
      availability: 'active',
    });
    expect([...expectedAtStart(lab, 3).loose]).toEqual(['node1']);
  });

  test('who joins with a manager’s token is one; with a token from elsewhere, nobody knows', () => {
    const lab = labWith(['docker swarm join --token <manager-token> node2:2377']);
    expect(expectedAtStart(lab, 1).node.get('node1')?.role).toBe('manager');
    expect(expectedAtStart(labWith(['docker swarm join --token x y']), 1).node.get('node1')).toEqual(active);
  });

  test('a service that must not be there any more is expected to be gone', () => {
    const none = check({ kind: 'service', name: 'web', exists: false });
    const lab = labWith(['docker service create --name web nginx', [web]], ['docker stack rm shop', [none]]);
    expect(expectedAtStart(lab, 2).service.size).toBe(0);
  });
});
