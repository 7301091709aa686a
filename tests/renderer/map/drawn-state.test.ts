import { describe, expect, it } from 'vitest';
import { draw } from '../../../assets/images/visualizer/files/srv/www/drawing.js';
import { drawnState } from '../../../renderer/map/drawn-state';
import { manager, node, service, state, task, worker } from '../../cluster/states';

const now = 1_000_000;

describe('the drawing of the cluster', () => {
  it('shows the machines before there is a swarm, and what each is to it', () => {
    const nodes = [
      node('node1'),
      node('node2', undefined, { swarm: 'pending' }),
      node('node3', undefined, { docker: 'silent', swarm: 'unknown' }),
      node('node4', undefined, { swarm: 'active' }), // its managers are gone
    ];
    const { nodes: cards, summary } = draw(drawnState(state({ nodes }), now));
    expect(cards.map(({ name, role, status, availability }) => [name, role, status, availability])).toEqual([
      ['node1', 'none', 'answering', 'none'],
      ['node2', 'joining', 'answering', 'none'],
      ['node3', 'none', 'silent', 'none'],
      ['node4', 'cut', 'answering', 'none'],
    ]);
    expect(summary).toEqual({ nodes: 4, ready: 0, running: 0 });
  });

  it('shows members as the managers see them, with the tasks that are on them', () => {
    const nodes = [
      node('node1', manager),
      node('node2', { ...worker, availability: 'drain', status: 'down' }),
      node('node3', { ...manager, leader: false, reachability: 'unreachable' }),
    ];
    const tasks = [
      task('vote', 1),
      task('vote', 2, { node: 'node2' }),
      task('vote', 3, { node: undefined, state: 'pending' }),
    ];
    const services = [service('vote', { replicas: 3 })];
    const drawing = draw(drawnState(state({ nodes, services, tasks }), now));
    expect(
      drawing.nodes.map(({ role, availability, status, unreachable }) => [
        role,
        availability,
        status,
        unreachable,
      ]),
    ).toEqual([
      ['leader', 'active', 'ready', false],
      ['worker', 'drain', 'down', false],
      ['manager', 'active', 'ready', true],
    ]);
    expect(drawing.nodes.map(({ tasks: chips }) => chips.map(({ label }) => label))).toEqual([
      ['vote.1'],
      ['vote.2'],
      [],
    ]);
    expect(drawing.waiting.map(({ label }) => label)).toEqual(['vote.3']);
    // What the node that is down said last does not count.
    expect(drawing.services[0]).toMatchObject({ running: 1, wanted: 3 });
  });

  it('shows a rolling update task by task', () => {
    const services = [
      service('vote', { image: 'instavote/vote:indent', replicas: 2, updateStatus: 'updating' }),
    ];
    const tasks = [task('vote', 1, { image: 'instavote/vote:indent' }), task('vote', 2)];
    const drawing = draw(drawnState(state({ nodes: [node('node1', manager)], services, tasks }), now));
    expect(drawing.services[0]).toMatchObject({ tag: 'indent', update: 'updating' });
    expect(drawing.nodes[0]?.tasks.map(({ tag, outdated }) => [tag, outdated])).toEqual([
      ['indent', false],
      ['latest', true],
    ]);
  });

  it('shows a failure with its error while it is fresh by the clock that is given', () => {
    const failure = task('vote', 1, {
      state: 'failed',
      desired: 'shutdown',
      error: 'exit (137)',
      stateAt: now,
    });
    const of = (later: number) =>
      draw(drawnState(state({ nodes: [node('node1', manager)], tasks: [failure] }), now + later)).nodes[0]
        ?.tasks;
    expect(of(5_000)).toMatchObject([{ tone: 'failed', error: 'exit (137)' }]);
    expect(of(60_000)).toEqual([]);
  });

  it('names published ports, and a global service wants as many tasks as it is given', () => {
    const port = (published: number) =>
      ({ published, target: 80, protocol: 'tcp', mode: 'ingress' }) as const;
    const services = [service('vote', { replicas: undefined, ports: [port(8080), port(0)] })];
    const drawing = draw(drawnState(state({ services, tasks: [task('vote', 1), task('vote', 2)] }), now));
    expect(drawing.services[0]).toMatchObject({ ports: [8080], wanted: 2 });
  });

  it('gives a service its colour by age, so that the visualizer gives it the same', () => {
    // Both names want the same colour (FNV-1a modulo 10): who came first has it.
    const colours = (first: string, second: string): Record<string, number> => {
      const services = [
        service('vote', { createdAt: first === 'vote' ? 1 : 2 }),
        service(second === 'vote' ? first : second, { createdAt: first === 'vote' ? 2 : 1 }),
      ];
      return Object.fromEntries(
        draw(drawnState(state({ services }), now)).services.map(({ name, colour }) => [name, colour]),
      );
    };
    const rival = Array.from({ length: 100 }, (_, index) => `s${index}`).find(
      (name) => colours(name, 'vote')[name] === colours('vote', 'none')['vote'],
    );
    expect(rival).toBeDefined();
    expect(colours('vote', rival ?? '')).not.toEqual(colours(rival ?? '', 'vote'));
  });
});
