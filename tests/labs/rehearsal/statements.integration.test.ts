// Every kind of statement, right and made wrong, on one real swarm of two nodes.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cluster } from '../../../main/cluster/cluster';
import type { CheckResult } from '../../../main/labs/checks';
import { evaluate, type Eye } from '../../../main/labs/checks/evaluate';
import type { ActionReport, RehearsalReport } from '../../../main/labs/rehearsal/report';
import { useClusters } from '../../helpers/cluster';
import { rehearseLab, writeLab } from '../../helpers/rehearsal';

const clusters = useClusters();
let cluster: Cluster;
let report: RehearsalReport;
/** Begun first and awaited last, as they take long and only wait. */
let endless: Promise<CheckResult[]>;
/** Milliseconds. */
let endlessFor: number;

const post = `## Grappe

\`\`\`.term1
docker swarm init --advertise-addr $(hostname -i)
\`\`\`

\`\`\`.term2
docker swarm join --token <jeton> <leader-address>:2377
\`\`\`

## Service

\`\`\`.term1
docker network create --driver overlay --attachable fond
printf a | docker secret create code -
printf b | docker config create site -
docker service create --name vote --replicas 2 --update-parallelism 2 instavote/vote:latest
\`\`\`

\`\`\`.term1
docker service update --image instavote/vote:indent vote
\`\`\`

## Conteneur

\`\`\`.term2
docker run -d --name avant --publish 8081:80 instavote/vote
\`\`\`

\`\`\`.term2
docker rename <boite> apres
\`\`\`

\`\`\`yaml
services:
\`\`\`
`;

const right = `version: 1
steps:
  grappe:
    captures:
      - { name: jeton, cluster: worker-token }
    checks:
      - { say: a, expect: { nodes: { count: 2, ready: 2, managers: 1 } } }
      - { say: b, expect: { node: { name: node2, role: worker } } }
  service:
    checks:
      - { say: c, expect: { service: { name: vote, running: 2 } } }
      - { say: d, expect: { task: { service: vote, state: running, at-least: 2 } } }
      - say: e
        expect: { rolling-update: { service: vote, image: 'instavote/vote:indent', parallelism: 2, delay: 0 } }
      - { say: f, expect: { network: { name: fond, driver: overlay, attachable: true, encrypted: false } } }
      - { say: g, expect: { secret: { name: code } } }
      - { say: h, expect: { config: { name: site } } }
      - { say: i, expect: { service: { name: result, exists: false } } }
  conteneur:
    captures:
      - { name: boite, after: docker run, pattern: '^([0-9a-f]{64})$' }
    runs:
      - fence: 'services:'
        terminals: [2]
        text: |
          cat > /root/pile.yml <<EOF
          services: { qui: <boite> }
          EOF
    checks:
      - { say: j, expect: { container: { node: node2, name: apres, image: instavote/vote } } }
      - { say: k, expect: { container: { node: node2, name: avant, running: 0 } } }
      - { say: l, after: pile.yml, expect: { file: { node: node2, path: /root/pile.yml, contains: 'qui: ' } } }
      - { say: m, expect: { file: { path: /root/pile.yml, exists: false } } }
      - { say: n, expect: { file: { path: /root } } }
      - { say: o, expect: { script: { node: node2, run: 'grep -c "[0-9a-f]\\{64\\}" /root/pile.yml', prints: '1' } } }
      - { say: p, expect: { script: { run: 'exit 3', status: 3 } } }
      - { say: q, expect: { page: { nodes: [node2], port: 8081, contains: Cats } } }
      - { say: r, expect: { page: { nodes: [node2], port: 8081, path: /rien, status: 404 } } }
`;

beforeAll(async () => {
  cluster = await clusters.up({ name: 'statements', nodes: 2 });
  report = await rehearseLab(await writeLab('juste', post, right, 2), cluster, { patience: 30_000 });
  const began = performance.now();
  const script = (run: string): Promise<CheckResult> =>
    evaluate({ kind: 'script', node: 'node1', run, status: 0 }, { cluster } as Eye);
  endless = Promise.all([script('exec sleep 97'), script('sleep 98 & exit 1')]);
  void endless.finally(() => (endlessFor = performance.now() - began));
});

/** The one action that failed of a lab with this step and sidecar; of a check, it stands in line 5. */
async function failure(
  step: { body?: string; sidecar: string },
  name = 'faux',
): Promise<ActionReport & { step: string }> {
  const folder = await writeLab(name, `## Faux\n\n${step.body ?? ''}`, `version: 1\n${step.sidecar}`, 2);
  const { status, steps } = await rehearseLab(folder, cluster, { patience: 1 });
  expect(status).toBe('failed');
  const failed = steps.flatMap(({ id, actions }) =>
    actions.flatMap((action) => (action.status === 'failed' ? [{ ...action, step: id }] : [])),
  );
  expect(failed).toHaveLength(1);
  return failed[0] as ActionReport & { step: string };
}

test('a lab that states what is the case passes, with what it captured', () => {
  const bad = report.steps.flatMap(({ actions }) => actions.filter(({ status }) => status !== 'passed'));
  expect(bad).toEqual([]);
  expect(report.steps.flatMap(({ actions }) => actions).filter(({ kind }) => kind === 'check')).toHaveLength(
    18,
  );
  const texts = report.steps.flatMap(({ actions }) => actions.map(({ text }) => text));
  expect(texts).toContainEqual(expect.stringMatching(/^docker swarm join --token SWMTKN-1-\S+ [\d.]+:2377$/));
  expect(texts).toContainEqual(expect.stringMatching(/^docker rename [0-9a-f]{64} apres$/));
});

describe('a check that states what is not the case fails, with its line and the difference', () => {
  test.each([
    ['nodes: { ready: 3 }', 'attendu : ready = 3 — obtenu : ready = 2'],
    ['node: { name: node2, role: manager }', 'node2.role = manager — obtenu : node2.role = worker'],
    ['service: { name: vote, running: 3 }', 'vote.running = 3 — obtenu : vote.running = 2'],
    ['service: { name: vote, exists: false }', 'service vote = false — obtenu : service vote = true'],
    ['task: { service: vote, state: failed }', 'vote.failed ≥ 1 — obtenu : '],
    [
      "rolling-update: { service: vote, image: 'instavote/vote:indent', parallelism: 1, delay: 0 }",
      'at most 1 at once — obtenu : slots ',
    ],
    ['network: { name: front }', 'network front (node1) — obtenu : '],
    ['network: { name: fond, exists: false }', 'network fond = false — obtenu : network fond = true'],
    ['network: { name: fond, driver: bridge }', 'fond.driver = bridge — obtenu : fond.driver = overlay'],
    ['network: { name: fond, encrypted: true }', 'fond.encrypted = true — obtenu : fond.encrypted = false'],
    ['container: { node: node2, name: apres, running: 2 }', '2 × apres… (node2) — obtenu : 1 (apres'],
    ["container: { image: 'nginx:1' }", '1 × nginx:1 (node1) — obtenu : 0 (vote.'],
    ['file: { path: /root/pile.yml }', 'node1:/root/pile.yml = true — obtenu : node1:/root/pile.yml = false'],
    [
      'file: { node: node2, path: /root/pile.yml, contains: reseau }',
      ': “reseau” — obtenu : services: { qui: ',
    ],
    ['file: { path: /root, contains: x }', 'node1:/root: “x” — obtenu : /root/'],
    ['script: { run: "echo non; exit 2" }', 'node1: echo non; exit 2 = 0 — obtenu : 2: non'],
    ['script: { run: "echo non", prints: oui }', 'node1: echo non: “oui” — obtenu : non'],
    ['secret: { name: cle }', 'secret cle — obtenu : code'],
    ['secret: { name: code, exists: false }', 'secret code = false — obtenu : secret code = true'],
    ['config: { name: cle }', 'config cle — obtenu : site'],
    ['page: { nodes: [node2], port: 8081, contains: Chats }', 'http://node2:8081/: “Chats” — obtenu : '],
    ['page: { nodes: [node2], port: 8081, status: 404 }', 'http://node2:8081/: HTTP 404 — obtenu : HTTP 200'],
    ['page: { nodes: [node1], port: 8081 }', 'http://node1:8081/ — obtenu : '],
  ])('%s', async (statement, difference) => {
    const sidecar = `steps:\n  faux:\n    checks:\n      - { say: Faux, expect: { ${statement} } }`;
    const failed = await failure({ sidecar });
    expect(failed).toMatchObject({ step: 'faux', kind: 'check', text: 'Faux', at: 'lab.yml:5' });
    expect(failed.detail).toContain(difference);
  });
});

describe('what a command lacks is told with its line', () => {
  const body = '```.term1\necho <boite>\n```\n\n```.term1\necho trop tard\n```\n';
  const captures = (pattern: string): string =>
    `steps:\n  faux:\n    captures:\n      - { name: boite, after: tard, pattern: '${pattern}' }`;

  test('a value that is captured later', async () => {
    expect(await failure({ body, sidecar: captures('(tard)') })).toMatchObject({
      ...{ step: 'faux', kind: 'command', line: 7, at: 'index.md:7' },
      detail:
        'La valeur <boite> n’est pas encore connue : lancez d’abord la commande « tard » depuis le guide.',
    });
  });

  test('an output without the value', async () => {
    const late = body.replace('<boite>', 'rien');
    expect(await failure({ body: late, sidecar: captures('id: (.+)') })).toMatchObject({
      ...{ step: 'faux', kind: 'command', line: 11, at: 'index.md:11' },
      detail: 'la valeur <boite> manque dans ce qui s’affiche : attendu id: (.+) ; obtenu : trop tard',
    });
  });
});

test('a script without an end is ended, and one that leaves something running is left', async () => {
  const [asleep, left] = await endless;
  expect(asleep).toEqual({ kind: 'fails', expected: 'node1: exec sleep 97', found: '> 15 s' });
  expect(left?.kind).toBe('fails');
  expect(endlessFor).toBeLessThan(30_000);
});
