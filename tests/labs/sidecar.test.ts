import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../main/failure/failure';
import { readSidecar } from '../../main/labs/sidecar';
import { read } from './written';

const join = ['```', 'docker swarm join --token SWMTKN-1-x 10.0.0.1', '```', ''];
const lab = read(
  ...['# Création', '```.term1', 'docker swarm init', '```', ''],
  ...['```', 'Swarm initialized. Run:', 'docker swarm join --token SWMTKN-1-x 10.0.0.1', '```', ''],
  ...[...join, '```', 'This node joined.', '```', '', '```', 'make all', '```', '', '```', 'made', '```', ''],
  ...['```json', '{}', '```', '', '# Service', '```.term1', 'docker service create', '```'],
);

const sidecarOf = (...lines: string[]) => readSidecar(lines.join('\n'), 'lab.yml', lab);
const inStep = (...lines: string[]) =>
  sidecarOf('version: 1', 'steps:', '  creation:', ...lines.map((line) => `    ${line}`));
const expecting = (...lines: string[]) =>
  inStep('checks:', '  - say: Dit', '    expect:', ...lines.map((line) => `      ${line}`)).sidecar.steps
    .creation?.checks[0]?.expect;

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (thrown) {
    expect(thrown).toMatchObject({ name: 'Failure', kind: 'bad-input' });
    return (thrown as Failure).sentence('en');
  }
  return 'accepted';
}

describe('a sidecar', () => {
  it('may be as short as its version', () => {
    expect(sidecarOf('version: 1')).toEqual({
      sidecar: { version: 1, file: 'lab.yml', images: [], steps: {} },
      steps: lab.steps,
    });
  });

  it('says what the lab is about', () => {
    const { sidecar } = sidecarOf(
      'version: 1',
      'summary: Bref',
      'minutes: 45',
      'images: [a/b:c]',
      'steps: {}',
    );
    expect(sidecar).toMatchObject({ summary: { fr: 'Bref' }, minutes: 45, images: ['a/b:c'] });
    expect(sidecarOf('version: 1', 'summary: { fr: Bref, en: Short }').sidecar.summary).toEqual({
      fr: 'Bref',
      en: 'Short',
    });
  });

  it('has checks and hints', () => {
    const { sidecar } = inStep(
      'checks:',
      '  - say: { fr: Trois, en: Three }',
      '    after: docker swarm init',
      '    expect: { nodes: { count: 3, ready: 3, managers: 1 } }',
      'hints: [Un, { fr: Deux, en: Two }]',
    );
    expect(sidecar.steps.creation).toEqual({
      runs: [],
      captures: [],
      solution: [],
      checks: [
        {
          line: 5,
          say: { fr: 'Trois', en: 'Three' },
          after: 'docker swarm init',
          expect: { kind: 'nodes', count: 3, ready: 3, managers: 1 },
        },
      ],
      hints: [{ fr: 'Un' }, { fr: 'Deux', en: 'Two' }],
    });
  });
});

describe('an expectation', () => {
  it.each([
    ['nodes: { count: 3 }', { kind: 'nodes', count: 3 }],
    [
      'node: { name: node2, role: worker, reachable: true, leader: false, member: true, availability: drain, status: ready }',
      {
        kind: 'node',
        name: 'node2',
        role: 'worker',
        reachable: true,
        leader: false,
        member: true,
        availability: 'drain',
        status: 'ready',
      },
    ],
    [
      'service: { name: vote, running: 6, on: { node1: 2 }, image: a:b, managers-only: true, replicas: 6, published: 8080, update: { parallelism: 2, delay: 15 } }',
      {
        kind: 'service',
        name: 'vote',
        running: 6,
        on: { node1: 2 },
        image: 'a:b',
        managersOnly: true,
        replicas: 6,
        published: 8080,
        update: { parallelism: 2, delaySeconds: 15 },
      },
    ],
    [
      'rolling-update: { service: vote, image: a:b, parallelism: 2, delay: 15 }',
      { kind: 'rolling-update', service: 'vote', image: 'a:b', parallelism: 2, delaySeconds: 15 },
    ],
    [
      'page: { nodes: [node1], port: 8080, contains: Cats, distinct: { at-least: 5, requests: 12, pattern: "id ([0-9a-f]+)" } }',
      {
        kind: 'page',
        nodes: ['node1'],
        port: 8080,
        path: '/',
        contains: 'Cats',
        distinct: { atLeast: 5, requests: 12, pattern: 'id ([0-9a-f]+)' },
      },
    ],
    [
      'page: { nodes: [node1], port: 80, path: /x }',
      { kind: 'page', nodes: ['node1'], port: 80, path: '/x', contains: undefined },
    ],
    ['service: { name: web, exists: false }', { kind: 'service', name: 'web', exists: false }],
    ['task: { service: web, state: failed }', { kind: 'task', service: 'web', state: 'failed', atLeast: 1 }],
    [
      'task: { service: web, node: node2, state: running, at-least: 2 }',
      { kind: 'task', service: 'web', node: 'node2', state: 'running', atLeast: 2 },
    ],
    ['secret: { name: code }', { kind: 'secret', name: 'code', exists: true }],
    ['config: { name: site, exists: false }', { kind: 'config', name: 'site', exists: false }],
    ['network: { name: back }', { kind: 'network', name: 'back', node: 'node1', exists: true }],
    [
      'network: { name: back, node: node2, driver: overlay, attachable: true, encrypted: false }',
      {
        ...{ kind: 'network', name: 'back', node: 'node2', exists: true },
        ...{ driver: 'overlay', attachable: true, encrypted: false },
      },
    ],
    ['container: { name: web }', { kind: 'container', node: 'node1', name: 'web', running: 1 }],
    [
      'container: { image: "a:b", node: node3, running: 0 }',
      { kind: 'container', node: 'node3', image: 'a:b', running: 0 },
    ],
    [
      'file: { path: /etc/x, contains: y }',
      { kind: 'file', node: 'node1', path: '/etc/x', exists: true, contains: 'y' },
    ],
    ['script: { run: "true" }', { kind: 'script', node: 'node1', run: 'true', status: 0 }],
    [
      'script: { node: node2, run: ls, status: 2, prints: no }',
      { kind: 'script', node: 'node2', run: 'ls', status: 2, prints: 'no' },
    ],
    [
      'page: { nodes: [node1], port: 80, status: 404 }',
      { kind: 'page', nodes: ['node1'], port: 80, path: '/', status: 404 },
    ],
  ])('%s', (line, expectation) => {
    expect(expecting(line)).toEqual(expectation);
  });

  it.each([
    [
      '{}',
      '1 × nodes | node | service | task | rolling-update | secret | config | network | container | file',
    ],
    ['{ nodes: { count: 1 }, page: { nodes: [a], port: 80 } }', '1 × nodes | node'],
    ['{ nodes: {} }', 'expect.nodes does not fit; expected: count | managers | ready; found: {}.'],
    ['{ node: { name: x } }', 'expected: member | role'],
    [
      '{ node: { name: x, role: boss } }',
      'expect.node.role does not fit; expected: manager | worker; found: "boss".',
    ],
    ['{ nodes: { count: -1 } }', 'expect.nodes.count does not fit; expected: ≥ 0; found: -1.'],
    ['{ nodes: { count: 1.5 } }', 'expect.nodes.count does not fit; expected: int; found: 1.5.'],
    ['{ service: { running: 1 } }', 'expect.service.name is missing; expected: string.'],
    ['{ service: { name: "", running: 1 } }', 'expected: string (≥ 1); found: "".'],
    ['{ page: { nodes: [], port: 80 } }', 'expected: array (≥ 1); found: [].'],
    ['{ page: { nodes: [a], port: 65536 } }', 'expected: ≤ 65535; found: 65536.'],
    ['{ page: { nodes: [a], port: 80, path: x } }', 'expected: /…; found: "x".'],
    [
      '{ page: { nodes: [a], port: 80, distinct: { at-least: 1, requests: 1, pattern: "(" } } }',
      'distinct.pattern does not fit; expected: regular expression (one group); found: "(".',
    ],
    ['{ task: { service: web } }', 'expect.task.state is missing; expected: string.'],
    ['{ container: { node: node1 } }', 'expected: name | image; found: {"node":"node1"}.'],
    ['{ file: { path: x } }', 'expected: /…; found: "x".'],
    ['{ file: { path: /x, exists: false, contains: y } }', 'expected: exists: true | contains: –'],
    ['{ script: { run: ls, status: 256 } }', 'expected: ≤ 255; found: 256.'],
    ['{ secret: { name: x, exist: true } }', 'secret.exist is unknown; possible keys: name, exists.'],
    [
      '{ node: { name: node4, member: true } }',
      'lab.yml:6:33: steps.creation.checks[0].expect.node.name names the node “node4”, but the lab has only: node1, node2, node3.',
    ],
    ['{ script: { node: web, run: ls } }', 'expect.script.node names the node “web”'],
    ['{ page: { nodes: [node1, node9], port: 80 } }', 'expect.page.nodes[1] names the node “node9”'],
    ['{ service: { name: x, on: { node8: 1 } } }', 'expect.service.on.node8 names the node “node8”'],
    ['{ pages: 1 }', 'the key steps.creation.checks[0].expect.pages is unknown; possible keys: nodes, node,'],
  ])('is refused: %s', (written, sentence) => {
    expect(refusal(() => inStep('checks:', '  - say: Dit', `    expect: ${written}`))).toContain(sentence);
  });
});

describe('a wrong sidecar', () => {
  it.each([
    [[''], 'lab.yml:1:1: lab.yml does not fit; expected: key: value; found: null.'],
    [['version: 2'], 'lab.yml:1:10: version does not fit; expected: 1; found: 2.'],
    [['minutes: 3'], 'lab.yml:1:1: version is missing; expected: 1.'],
    [['version: 1', 'minutes: soon'], 'lab.yml:2:10: minutes does not fit; expected: number; found: "soon".'],
    [
      ['version: 1', 'minute: 3'],
      'lab.yml:2:1: the key minute is unknown; possible keys: version, summary, minutes, level, images, steps.',
    ],
    [['version: 1', 'images: [a, 3]'], 'lab.yml:2:13: images[1] does not fit; expected: string; found: 3.'],
    [['version: 1', 'summary: 3'], 'lab.yml:2:10: summary does not fit; expected: key: value; found: 3.'],
    [['version: 1', 'summary: { en: x }'], 'lab.yml:2:10: summary.fr is missing; expected: string.'],
    [
      ['version: 1', 'steps:', '  nothing: {}'],
      'lab.yml:3:3: the lab has no step “nothing”; its steps: creation, service.',
    ],
    [['version: 1', 'a: [b'], 'lab.yml:3:1: this is not valid YAML'],
    [['version: 1', 'version: 1'], 'lab.yml:2:1: this is not valid YAML'],
  ])('%j', (lines, sentence) => {
    expect(refusal(() => sidecarOf(...lines, ''))).toContain(sentence);
  });

  it.each([
    [
      ['runs: [{ fence: nothing, command: text }]'],
      'lab.yml:4:21: steps.creation.runs[0].fence names “nothing”, but no fence of the step “creation”',
    ],
    [['runs: [{ fence: docker swarm init, command: text }]'], 'no fence of the step'],
    [
      ['runs: [{ fence: docker swarm join, command: swarm-join-worker, text: make }]'],
      'runs[0].command does not fit; expected: text; found: "swarm-join-worker".',
    ],
    [
      ['runs: [{ fence: make, terminals: [1, 4], command: text }]'],
      'lab.yml:4:42: steps.creation.runs[0].terminals[1] names terminal 4, but the lab has 3.',
    ],
    [['runs: [{ fence: make, terminals: [8], command: text }]'], 'expected: ≤ 7; found: 8.'],
    [
      ['runs: [{ fence: make, command: join }]'],
      'expected: swarm-join-worker | swarm-join-manager | text; found: "join".',
    ],
    [
      ['checks:', '  - say: Dit', '    after: docker service', '    expect: { nodes: { count: 1 } }'],
      'lab.yml:6:16: steps.creation.checks[0].after names “docker service”, but no command of the step “creation”',
    ],
  ])('in a step: %j', (lines, sentence) => {
    expect(refusal(() => inStep(...lines))).toContain(sentence);
  });

  it('says so in French too', () => {
    expect(() => sidecarOf('version: 2')).toThrow(Failure);
    try {
      sidecarOf('version: 2');
    } catch (thrown) {
      expect((thrown as Failure).sentence('fr')).toBe(
        'lab.yml:1:10 : version ne convient pas ; attendu : 1 ; trouvé : 2.',
      );
    }
  });

  it('is refused whatever it holds, and never crashes', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      map: fc.dictionary(
        fc.constantFrom(
          'version',
          'steps',
          'creation',
          'checks',
          'say',
          'expect',
          'runs',
          'captures',
          'solution',
          'script',
          'fr',
          '__proto__',
          'x',
        ),
        tie('value'),
      ),
    })).value;
    fc.assert(
      fc.property(value, fc.string(), (json, noise) => {
        for (const text of [JSON.stringify(json), noise]) expect(refusal(() => sidecarOf(text))).toBeTruthy();
      }),
    );
  });
});

describe('a fence that runs', () => {
  const blocksOf = (...lines: string[]) =>
    inStep(...lines).steps[0]?.blocks.map((block) => [
      block.kind,
      block.kind === 'code' ? block.runs : undefined,
    ]);
  const worker = { kind: 'swarm-join', role: 'worker' };

  it('is the one that starts with the text, not the output that quotes it', () => {
    expect(
      blocksOf('runs: [{ fence: docker swarm join, terminals: [2, 3], command: swarm-join-worker }]'),
    ).toEqual([
      ['command', undefined],
      ['output', undefined],
      ['code', { terminals: [2, 3], command: worker }],
      ['output', undefined],
      ['code', undefined],
      ['code', undefined],
      ['code', undefined],
    ]);
  });

  it('makes an output of the fence behind it', () => {
    expect(blocksOf('runs: [{ fence: make, terminals: [1], command: text }]')?.slice(4)).toEqual([
      ['code', { terminals: [1], command: { kind: 'text' } }],
      ['output', undefined],
      ['code', undefined],
    ]);
  });

  it('may have been an output', () => {
    const blocks = blocksOf('runs: [{ fence: This node joined, terminals: [1], command: text }]');
    expect(blocks?.[3]).toEqual(['code', { terminals: [1], command: { kind: 'text' } }]);
    expect(blocks?.[4]).toEqual(['output', undefined]);
  });

  it('is another one for each rule', () => {
    const twice = read('# Création', ...join, ...join);
    const rule = '{ fence: docker swarm join, terminals: [TERMINAL], command: swarm-join-manager }';
    const rules = [2, 3].map((terminal) => rule.replace('TERMINAL', String(terminal)));
    const text = `version: 1\nsteps:\n  creation:\n    runs: [${rules.join(', ')}]`;
    const { steps } = readSidecar(text, 'lab.yml', twice);
    expect(steps[0]?.blocks).toMatchObject([{ runs: { terminals: [2] } }, { runs: { terminals: [3] } }]);
  });

  it('counts as a command for a check', () => {
    const { sidecar } = inStep(
      'runs: [{ fence: make, terminals: [1], command: text }]',
      'checks: [{ say: Dit, after: make all, expect: { nodes: { count: 1 } } }]',
    );
    expect(sidecar.steps.creation?.checks[0]?.after).toBe('make all');
  });

  it('leaves the parsed lab as it was', () => {
    const before = JSON.stringify(lab);
    inStep('runs: [{ fence: make, terminals: [1], command: text }]');
    expect(JSON.stringify(lab)).toBe(before);
  });
});
