import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import type { RehearsalReport, StepReport } from '../../../main/labs/rehearsal/report';
import { startCli } from '../../helpers/cli';
import { useClusters } from '../../helpers/cluster';
import { privateDocker } from '../../helpers/engine';
import { partsOn } from '../../helpers/parts';
import { rehearseLab, writeLab } from '../../helpers/rehearsal';

const clusters = useClusters();

/** Milliseconds: enough for what holds in these small labs, short for what never will. */
const patience = 15_000;

interface Changes {
  command?: string;
  output?: string;
  nodes?: number;
  port?: number;
}

/** A lab of three steps, right unless it is changed. The first command's fence is on line 7, the link on line 22. */
function tinyLab(name: string, { command, output, nodes, port }: Changes = {}): Promise<string> {
  const post = `## Salut

\`\`\`.term1
${command ?? 'echo bonjour'}
\`\`\`

\`\`\`
${output ?? 'bonjour'}
\`\`\`

## Grappe

\`\`\`.term1
docker swarm init --advertise-addr $(hostname -i)
docker run -d -p 8080:80 instavote/vote
\`\`\`

[La page](/){:data-term=".term1"}{:data-port="${port ?? 8080}"}

## Fin

\`\`\`.term1
echo adieu
\`\`\`
`;
  const sidecar = `version: 1
steps:
  grappe:
    checks:
      - say: { fr: La grappe a son nœud, en: The swarm has its node }
        after: swarm init
        expect: { nodes: { count: ${nodes ?? 1} } }
`;
  return writeLab(name, post, sidecar);
}

/** `[kind, status]` of a step's actions. */
function actionsOf(step: StepReport | undefined): string[][] {
  return (step?.actions ?? []).map(({ kind, status }) => [kind, status]);
}

async function rehearsed(name: string, changes: Changes = {}): Promise<RehearsalReport> {
  const cluster = await clusters.up({ name, nodes: 1, memory: 2 ** 29 });
  return rehearseLab(await tinyLab(name, changes), cluster, { patience });
}

/** The one action that failed, and its step; what comes after it must not have been played. */
function failureOf(report: RehearsalReport): Record<string, unknown> {
  expect(report.status).toBe('failed');
  const at = report.steps.findIndex(({ status }) => status === 'failed');
  expect(report.steps.slice(0, at).map(({ status }) => status)).not.toContain('failed');
  for (const step of report.steps.slice(at + 1))
    expect(step).toMatchObject({ status: 'not-played', actions: [] });
  const failed = report.steps[at]?.actions.filter(({ status }) => status === 'failed') ?? [];
  expect(failed).toHaveLength(1);
  return { step: report.steps[at]?.id, ...failed[0] };
}

async function runs(container: Docker.Container, command: string): Promise<boolean> {
  const { Processes } = (await container.top({ ps_args: '-eo pid,args' })) as { Processes: string[][] };
  return Processes.some(([, line]) => line?.includes(command));
}

// At once: the failing ones mostly wait, and two labs must be able to play side by side anyway.
describe.concurrent('a lab of three steps', () => {
  test('passes, twice side by side', async () => {
    const reports = await Promise.all([rehearsed('left'), rehearsed('right')]);
    for (const { status, steps } of reports) {
      expect(status).toBe('passed');
      expect(steps.map(actionsOf)).toEqual([
        [
          ['command', 'passed'],
          ['output', 'passed'],
        ],
        [
          ['command', 'passed'],
          ['check', 'passed'],
          ['link', 'passed'],
        ],
        [['command', 'passed']],
      ]);
    }
  });

  test('fails at a command that fails, and names its line and its output', async () => {
    const report = await rehearsed('wrong-command', { command: 'ls /nulle-part' });
    expect(failureOf(report)).toMatchObject({
      step: 'salut',
      kind: 'command',
      line: 7,
      at: 'index.md:7',
      node: 'node1',
      text: 'ls /nulle-part',
      detail: expect.stringMatching(/2.*\/nulle-part.*No such file/s) as string,
    });
  });

  test('fails at an output that differs, and shows both', async () => {
    const report = await rehearsed('wrong-output', { output: 'bonsoir' });
    expect(failureOf(report)).toMatchObject({
      step: 'salut',
      kind: 'output',
      line: 11,
      at: 'index.md:11',
      detail: expect.stringMatching(/bonsoir.*bonjour/) as string,
    });
  });

  test('fails at a check that does not hold, and says what is', async () => {
    const report = await rehearsed('wrong-check', { nodes: 3 });
    expect(failureOf(report)).toMatchObject({
      step: 'grappe',
      kind: 'check',
      at: 'lab.yml:5',
      text: 'La grappe a son nœud',
      detail: expect.stringMatching(/nodes = 3.*nodes = 1/) as string,
    });
  });

  test('fails at a link that leads nowhere, and names its line', async () => {
    const report = await rehearsed('wrong-link', { port: 8099 });
    expect(failureOf(report)).toMatchObject({
      step: 'grappe',
      kind: 'link',
      line: 22,
      at: 'index.md:22',
      text: 'http://node1:8099/',
      detail: expect.stringContaining('http://node1:8099/') as string,
    });
  });
});

describe('a rehearsal that is cut short', () => {
  const long =
    '## Pause\n\n```.term1\necho commence\n```\n\n```.term1\nsleep 61\n```\n\n## Fin\n\n```.term1\necho fin\n```\n';

  test('aborted in the middle of a command, it says so, and its shells end', async () => {
    const cluster = await clusters.up({ name: 'aborted', nodes: 1 });
    const [node] = cluster.nodes;
    if (!node) throw new Error('no node');
    const stop = new AbortController();
    const rehearsing = rehearseLab(await writeLab('aborted', long), cluster, { signal: stop.signal });
    const ended = expect(rehearsing).rejects.toMatchObject({ kind: 'cancelled' });
    while (!(await runs(node.container, 'sleep 61'))) await sleep(50);
    const abortedAt = performance.now();
    stop.abort();
    await ended;
    expect(performance.now() - abortedAt).toBeLessThan(5_000);
    expect(await runs(node.container, 'sleep 61')).toBe(false);
    expect(await runs(node.container, 'bash')).toBe(false);
  });

  test.each([
    ['a node that dies fails the step with a sentence', 'kill', 1],
    ['Ctrl-C cancels it', 'interrupt', 130],
  ])('as a command: %s, and nothing is left', async (_title, how, exitStatus) => {
    const command = startCli(['rehearse', await writeLab(how, long), '--json']);
    const name = `repetition-${command.pid ?? ''}`;
    const container = privateDocker().getContainer(`essaim-${name}-node1`);
    await command.said('echo commence');
    while (!(await runs(container, 'sleep 61'))) await sleep(50);
    if (how === 'kill') await container.kill();
    else command.kill('SIGINT');
    const result = await command.result;
    expect(result.exitStatus).toBe(exitStatus);
    expect(await partsOn(privateDocker(), name)).toEqual([]);
    if (how === 'kill') {
      const detail = /^The terminal was lost during “sleep 61” \(.*\): check that the node is running/;
      expect(failureOf(JSON.parse(result.stdout) as RehearsalReport)).toMatchObject({
        step: 'pause',
        line: 11,
        detail: expect.stringMatching(detail) as string,
      });
    } else {
      expect(result.stderr).toMatch(/\nessaim: [^\n]+\n$/);
    }
  });
});
