import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../main/failure/failure';
import { readSidecar } from '../../../main/labs/sidecar';
import { read } from '../written';

const lab = read(
  ...['# Un', '```.term1', 'docker run -d a', '```', '', '```yaml', 'services: {}', '```', ''],
  ...['# Deux', '```.term1', 'docker stop <box> && echo "<b>fini</b>"', '```'],
);
const box = "captures: [{ name: box, after: docker run, pattern: '^([0-9a-f]{12})' }]";

const readIn = (...lines: string[]) =>
  readSidecar(
    ['version: 1', 'steps:', '  un:', ...lines.map((line) => `    ${line}`)].join('\n'),
    'lab.yml',
    lab,
  );

function refusal(...lines: string[]): string {
  try {
    readIn(...lines);
  } catch (thrown) {
    return (thrown as Failure).sentence('en');
  }
  return 'accepted';
}

describe('a capture', () => {
  it('is one of an output or one of the cluster', () => {
    const lines = [
      'captures:',
      "  - { name: box, after: docker run, pattern: '^([0-9a-f]{12})' }",
      '  - { name: chef, cluster: leader-address }',
      '  - { name: deux, cluster: { address: node2 } }',
      '  - { name: trois, cluster: { id: node3 } }',
    ];
    expect(readIn(...lines).sidecar.steps.un?.captures).toEqual([
      { name: 'box', from: { kind: 'output', after: 'docker run', pattern: '^([0-9a-f]{12})' } },
      { name: 'chef', from: { kind: 'cluster', value: { kind: 'leader-address' } } },
      { name: 'deux', from: { kind: 'cluster', value: { kind: 'address', node: 'node2' } } },
      { name: 'trois', from: { kind: 'cluster', value: { kind: 'id', node: 'node3' } } },
    ]);
  });

  it.each([
    [
      "captures: [{ name: box, after: docker rm, pattern: '(.)' }]",
      'lab.yml:4:36: steps.un.captures[0].after names “docker rm”, but no command',
    ],
    [
      "captures: [{ name: box, after: docker run, pattern: '.' }]",
      'lab.yml:4:57: steps.un.captures[0].pattern does not fit; expected: regular expression (one group)',
    ],
    [
      'captures: [{ name: box, after: docker run }]',
      'lab.yml:4:16: steps.un.captures[0] does not fit; expected: cluster | after + pattern',
    ],
    [
      'captures: [{ name: a b, cluster: leader }]',
      'captures[0].name does not fit; expected: a-z 0-9 -; found: "a b".',
    ],
    [
      'captures: [{ name: a, cluster: boss }]',
      'lab.yml:4:36: steps.un.captures[0].cluster does not fit; expected: worker-token | manager-token | leader | leader-address | { address: node2 } | { id: node2 }; found: "boss".',
    ],
    [
      'captures: [{ name: a, cluster: { id: node7 } }]',
      'lab.yml:4:42: steps.un.captures[0].cluster.id names the node “node7”',
    ],
    [
      'captures: [{ name: a, cluster: leader }, { name: a, cluster: leader }]',
      'lab.yml:4:54: steps.un.captures[1].name: the value “a” is already captured above',
    ],
    [
      'captures: [{ name: a, cluster: leader }]',
      '/labs/lab/index.md:16: the command uses <box>, which nothing captures; known values: a, worker-token',
    ],
    [box, 'accepted'],
  ])('%s', (line, sentence) => {
    expect(refusal(line)).toContain(sentence);
  });

  it('is not wanted of a post that captures nothing', () => {
    expect(refusal('minutes: 3')).toBe('accepted');
  });
});

describe('a text that is typed', () => {
  it.each([
    [[box, 'solution: [{ text: docker stop <box> }]'], 'accepted'],
    [['solution: [{ text: echo <worker-token> }]'], 'accepted'],
    [
      ['solution: [{ text: echo <boxes> }]'],
      'lab.yml:4:24: steps.un.solution[0].text uses <boxes>, which nothing captures',
    ],
    [
      ['solution: [{ terminal: 4, text: ls }]'],
      'lab.yml:4:28: steps.un.solution[0].terminal names terminal 4, but the lab has 3.',
    ],
    [['solution: commands'], 'accepted'],
    [['solution: all'], 'steps.un.solution does not fit; expected: array; found: "all".'],
    [['runs: [{ fence: services, text: echo <boxes> }]'], 'lab.yml:4:37: steps.un.runs[0].text uses <boxes>'],
    [["runs: [{ fence: services, text: 'cat > a.yml <<EOF' }]"], 'accepted'],
  ])('%j', (lines, sentence) => {
    expect(refusal(...lines)).toContain(sentence);
  });

  it('stands for a fence with a language, which keeps it', () => {
    const { steps } = readIn(
      'runs: [{ fence: services, text: docker stack deploy }]',
      'checks: [{ say: a, after: stack deploy, expect: { nodes: { count: 1 } } }]',
    );
    expect(steps[0]?.blocks[1]).toEqual({
      ...{ kind: 'code', line: 11, language: 'yaml', code: 'services: {}' },
      runs: { terminals: [1], command: { kind: 'text', text: 'docker stack deploy' } },
    });
  });
});
