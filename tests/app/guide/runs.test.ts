import { beforeEach, expect, test } from 'vitest';
import type { RunView } from '../../../preload/contract';
import { blockAt } from '../../../main/app/guide/blocks';
import { createRuns, type Runs } from '../../../main/app/guide/runs';
import type { Lab } from '../../../main/labs/lab';
import { openSession } from '../../../main/terminals/session';
import type { Terminal } from '../../../main/terminals/terminal';
import { manager, node, state } from '../../cluster/states';
import { type FakeBackend, fakeBackend } from '../../terminals/fake-backend';
import { type FakeKeeper, fakeKeeper, fresh, labOf, step } from './fakes';

const PROMPT = '\x1b]133;A\x07[node1] # \x1b]133;B\x07';
const C = '\x1b]133;C\x07';
const D = (status: number): string => `\x1b]133;D;${status}\x07`;

const example = 'docker swarm join --token SWMTKN-exemple 10.0.0.1:2377';
const joins = { terminals: [2, 3], command: { kind: 'swarm-join', role: 'worker' } } as const;
const lab: Lab = labOf(
  [
    step('a', 'A', [
      { kind: 'command', line: 5, terminal: 1, code: 'docker node ls' },
      { kind: 'prose', line: 8, html: '', portLinks: [], images: [] },
      { kind: 'output', line: 9, text: 'Error: not a manager' },
      { kind: 'code', line: 12, language: undefined, code: example, runs: { ...joins, terminals: [2, 3] } },
      { kind: 'code', line: 20, language: 'yaml', code: 'a: 1', runs: undefined },
      { kind: 'command', line: 24, terminal: 1, code: 'docker run -d web' },
      { kind: 'command', line: 28, terminal: 1, code: 'docker stop <boite>' },
    ]),
  ],
  { a: [] },
);
lab.sidecar?.steps['a']?.captures.push({
  name: 'boite',
  from: { kind: 'output', after: 'docker run', pattern: '^([0-9a-f]{12})$' },
});

const api = {
  swarmInspect: () => Promise.resolve({ JoinTokens: { Worker: 'SWMTKN-vrai', Manager: 'SWMTKN-chef' } }),
  info: () => Promise.resolve({ Swarm: { NodeAddr: '10.213.0.11' } }),
};
const withSwarm = state({ nodes: [node('node1', manager), node('node2'), node('node3')] });

let keeper: FakeKeeper;
let shells: { backend: FakeBackend; terminal: Terminal }[];
let views: [number, RunView][];
let ran: number[];
let captured: Record<string, string>;
let round: number;
let runs: Runs;

beforeEach(() => {
  keeper = fakeKeeper(
    undefined,
    [1, 2, 3].map(() => ({ inner: { api } })),
  );
  shells = [1, 2, 3].map(() => {
    const backend = fakeBackend();
    const terminal = openSession(backend);
    backend.print(PROMPT);
    return { backend, terminal };
  });
  [views, ran, round, captured] = [[], [], 0, {}];
  runs = createRuns({
    live: () => keeper.live(),
    terminals: { main: (number) => Promise.resolve(shell(number).terminal) },
    ...{ lab, captured: () => captured, round: () => round },
    onCaptured: (values) => void Object.assign(captured, values),
    onView: (line, view) => void views.push([line, view]),
    onRan: ({ block }) => void ran.push(block.line),
  });
  keeper.setLive(withSwarm);
});

function shell(number: number): (typeof shells)[number] {
  const found = shells[number - 1];
  if (!found) throw new Error(`no terminal ${number}`);
  return found;
}

/** Answers what is typed into that terminal, once it is. */
async function answer(number: number, printed: string, status: number): Promise<void> {
  const { backend } = shell(number);
  while (!backend.written.includes('\x1b[201~\r')) await new Promise((resolve) => setTimeout(resolve, 1));
  backend.print(`\r\n${C}${printed}${D(status)}${PROMPT}`);
}

test('a command that ends well has passed, at once it was running', async () => {
  const running = runs.run(blockAt(lab, 5));
  expect(views).toEqual([[5, { kind: 'running', terminals: [1] }]]);
  await answer(1, 'ID  HOSTNAME\r\n', 0);
  await running;
  expect(shell(1).backend.written).toBe('\x1b[200~docker node ls\x1b[201~\r');
  expect(views.at(-1)).toEqual([5, { kind: 'passed', terminals: [1] }]);
  expect(ran).toEqual([5]);
});

test.each([
  ['failed', 'another error', { kind: 'failed', terminals: [1], exitStatus: 1 }],
  ['passed where the lab shows its error', 'Error: not a manager', { kind: 'passed', terminals: [1] }],
])('a command that fails has %s', async (_title, printed, view) => {
  const running = runs.run(blockAt(lab, 5));
  await answer(1, printed, 1);
  await running;
  expect(views.at(-1)).toEqual([5, view]);
});

test('the join command has the true token and goes to each terminal in turn, also behind one that failed', async () => {
  const running = runs.run(blockAt(lab, 12));
  await answer(2, 'already part of a swarm', 1);
  await answer(3, 'joined', 0);
  await running;
  expect(shell(3).backend.written).toContain('docker swarm join --token SWMTKN-vrai 10.213.0.11:2377');
  expect(views.map(([, view]) => view)).toEqual([
    { kind: 'running', terminals: [] },
    { kind: 'running', terminals: [2, 3] },
    { kind: 'running', terminals: [3] },
    { kind: 'failed', terminals: [2], exitStatus: 1 },
  ]);
});

test('without a swarm the text is the example, and running it fails with a sentence', async () => {
  const block = blockAt(lab, 12);
  expect(await runs.text(block)).toBe('docker swarm join --token SWMTKN-vrai 10.213.0.11:2377');
  keeper.setLive(fresh);
  expect(await runs.text(block)).toBe(example);
  await runs.run(block);
  expect(views.at(-1)?.[1]).toMatchObject({ kind: 'failed', failure: { text: 'rehearsal:noSwarm' } });
  keeper.setLive(undefined);
  expect(await runs.text(block)).toBe(example);
  await runs.run(blockAt(lab, 5));
  expect(views.at(-1)?.[1]).toMatchObject({ kind: 'failed', failure: { text: 'terminals:noCluster' } });
  expect(ran).toEqual([]);
});

test('a busy terminal is left alone', async () => {
  shell(1).backend.print(`sleep 9\r\n${C}`);
  await runs.run(blockAt(lab, 5));
  expect(shell(1).backend.written).toBe('');
  expect(views.at(-1)?.[1]).toMatchObject({
    kind: 'failed',
    terminals: [1],
    failure: { text: 'terminals:busyNumber', values: { terminal: 1 } },
  });
});

test('the same block is not run twice at once', async () => {
  const first = runs.run(blockAt(lab, 5));
  await runs.run(blockAt(lab, 5));
  expect(views).toHaveLength(1);
  await answer(1, '', 0);
  await first;
  expect(views.at(-1)?.[1].kind).toBe('passed');
});

test('what began before a restart is not told behind it', async () => {
  const running = runs.run(blockAt(lab, 5));
  round += 1;
  await answer(1, '', 0);
  await running;
  expect(views).toHaveLength(1);
  expect(ran).toEqual([]);
});

test('a shell that ends meanwhile is a failure', async () => {
  const running = runs.run(blockAt(lab, 5));
  await new Promise((resolve) => setTimeout(resolve, 5));
  shell(1).backend.end({ kind: 'lost', why: 'the container stopped' });
  await running;
  expect(views.at(-1)?.[1]).toMatchObject({ kind: 'failed', failure: { text: 'terminals:lost' } });
});

test('inserted text ends no line and ends no paste', async () => {
  await runs.insert(blockAt(lab, 5), 2);
  expect(shell(2).backend.written).toBe('\x1b[200~docker node ls\x1b[201~');
});

test('what is only to be read is refused', async () => {
  await expect(runs.insert(blockAt(lab, 20), 1)).resolves.toBeUndefined();
  await runs.run(blockAt(lab, 20));
  expect(views.at(-1)?.[1]).toMatchObject({ kind: 'failed', failure: { text: 'labs:noBlockAt' } });
  expect(() => blockAt(lab, 8)).toThrow();
});

test('what a block printed is filled into later ones, played, inserted or copied', async () => {
  const first = runs.run(blockAt(lab, 24));
  await answer(1, 'Pulling\r\n0123456789ab\r\n', 0);
  await first;
  expect(captured).toEqual({ boite: '0123456789ab' });
  expect(await runs.text(blockAt(lab, 28))).toBe('docker stop 0123456789ab');
  await runs.insert(blockAt(lab, 28), 2);
  expect(shell(2).backend.written).toBe('\x1b[200~docker stop 0123456789ab\x1b[201~');
  shell(1).backend.written = '';
  const second = runs.run(blockAt(lab, 28));
  await answer(1, '0123456789ab\r\n', 0);
  await second;
  expect(shell(1).backend.written).toBe('\x1b[200~docker stop 0123456789ab\x1b[201~\r');
});

test('without its value it is shown as it stands, and neither played nor inserted', async () => {
  const block = blockAt(lab, 28);
  expect(await runs.text(block)).toBe('docker stop <boite>');
  await runs.run(block);
  const failure = { text: 'sidecar:notCaptured', values: { name: 'boite', command: 'docker run' } };
  expect(views.at(-1)?.[1]).toMatchObject({ kind: 'failed', failure });
  await expect(runs.insert(block, 1)).rejects.toMatchObject(failure);
  expect(shell(1).backend.written).toBe('');
});

test('an output without the value keeps the one that was known', async () => {
  captured['boite'] = 'ancienne';
  const running = runs.run(blockAt(lab, 24));
  await answer(1, 'Error: no such image', 1);
  await running;
  expect(captured).toEqual({ boite: 'ancienne' });
});
