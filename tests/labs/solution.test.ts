import { expect, test } from 'vitest';
import type { Lab } from '../../main/labs/lab';
import { readSidecar } from '../../main/labs/sidecar';
import { solutionOf } from '../../main/labs/solution';
import { read } from './written';

const post = read(
  ...[
    '# Un',
    '```.term1',
    'docker swarm init',
    '```',
    '',
    '```',
    'docker swarm join --token SWMTKN-1-x 10.0.0.1',
    '```',
    '',
  ],
  ...['```.term2', 'docker ps', '```', '', '```yaml', 'services: {}', '```', '', '# Deux', 'Lire.'],
);

function solutionsOf(...lines: string[]): unknown[] {
  const text = ['version: 1', 'steps:', '  un:', ...lines.map((line) => `    ${line}`)].join('\n');
  const lab: Lab = { ...post, ...readSidecar(text, 'lab.yml', post) };
  return lab.steps.map((step) => solutionOf(lab, step));
}

const join = 'docker swarm join --token <worker-token> <leader-address>:2377';

test('is the commands of the step, where nothing else is said', () => {
  const own = [
    { terminal: 1, text: 'docker swarm init' },
    { terminal: 2, text: join },
    { terminal: 3, text: join },
    { terminal: 2, text: 'docker ps' },
  ];
  expect(solutionsOf('minutes: 3')).toEqual([own, []]);
  expect(solutionsOf('solution: commands')).toEqual([own, []]);
  const bare: Lab = { ...post, sidecar: undefined };
  expect(bare.steps.map((step) => solutionOf(bare, step))).toEqual([own, []]);
});

test('has what is typed instead of a fence, on its terminals', () => {
  const rules = [
    '  - { fence: docker swarm join, terminals: [3], command: swarm-join-manager }',
    '  - { fence: services, terminals: [1, 2], text: docker stack deploy }',
  ];
  expect(solutionsOf('runs:', ...rules)[0]).toEqual([
    { terminal: 1, text: 'docker swarm init' },
    { terminal: 3, text: join.replace('worker', 'manager') },
    { terminal: 2, text: 'docker ps' },
    { terminal: 1, text: 'docker stack deploy' },
    { terminal: 2, text: 'docker stack deploy' },
  ]);
});

test('is what the sidecar says', () => {
  const [written] = solutionsOf('solution:', '  - { terminal: 3, text: docker swarm leave }', '  - text: ls');
  expect(written).toEqual([
    { terminal: 3, text: 'docker swarm leave' },
    { terminal: 1, text: 'ls' },
  ]);
});
