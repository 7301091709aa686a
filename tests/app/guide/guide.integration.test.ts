import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Progress, RunView, TerminalInfo, Travel } from '../../../preload/contract';
import type { ClusterKeeper, KeeperEvents, Live } from '../../../main/app/cluster/live';
import { createEmitter } from '../../../main/app/emitter';
import { createGuide, type Guide } from '../../../main/app/guide/guide';
import type { Tell } from '../../../main/app/ipc';
import { createTerminals, type Terminals } from '../../../main/app/terminals/terminals';
import { watchCluster } from '../../../main/cluster/watch';
import type { Lab } from '../../../main/labs/lab';
import { loadLab } from '../../../main/labs/load';
import { silentLog } from '../../../main/log/log';
import { inContainer, useClusters } from '../../helpers/cluster';
import { privateEngine } from '../../helpers/engine';
import { scratchFolder } from '../../helpers/scratch';

const clusters = useClusters();
let lab: Lab;
let live: Live;
let terminals: Terminals;
let guide: Guide;
let data: string;
const remembered: [string, string][] = [];
const said: string[] = [];
const exits: unknown[] = [];

beforeAll(async () => {
  const { engine, call, images } = await privateEngine();
  lab = await loadLab('assets/labs/swarm-vue-d-ensemble');
  const cluster = await clusters.up({ name: 'guided' });
  const { version, routingMesh } = await engine.probe(images.node.reference);
  live = {
    ...{ cluster, call, watch: await watchCluster(cluster) },
    engine: {
      kind: 'docker',
      why: { text: 'engine:chosenDocker', values: {} },
      endpoint: '',
      version,
      routingMesh,
    },
    checkpoints: undefined as never,
  };
  const events = createEmitter<KeeperEvents>();
  const keeper: Omit<
    ClusterKeeper,
    'leftovers' | 'open' | 'start' | 'stop' | 'cleanUp' | 'setWatched' | 'quit'
  > = {
    live: () => live,
    phase: () => ({ kind: 'up', engine: live.engine }),
    on: (event, listener) => events.on(event, listener),
    remember: (name, step) => void remembered.push([name, step]),
    reset: () => Promise.reject(new Error('these nodes are not to be reset')),
    restore: () => Promise.reject(new Error('there is nothing to restore')),
    cancel: () => undefined,
  };
  const tell: Tell = (noun, event, told) => {
    if (noun === 'terminals' && event === 'data') said.push((told as { text: string }).text);
    if (noun === 'terminals' && event === 'exit') exits.push(told);
  };
  data = await scratchFolder();
  const paths = { data, labs: 'assets/labs', shell: 'assets/shell', machines: join(data, 'machines') };
  terminals = createTerminals({ keeper, lab: () => lab, paths, hostShell: () => false, tell });
  guide = await createGuide({
    keeper,
    terminals,
    lab,
    name: lab.id,
    paths,
    tell,
    language: () => 'fr',
    log: silentLog,
  });
});

afterAll(async () => {
  await terminals.closeAll();
  live.watch.dispose();
});

/** Line of the block whose text begins so, in that step. */
function lineOf(step: string, code: string, nth = 0): number {
  const blocks = lab.steps.find(({ id }) => id === step)?.blocks ?? [];
  const found = blocks.filter((block) => 'code' in block && block.code.startsWith(code))[nth];
  if (!found) throw new Error(`${step} has no ${code}`);
  return found.line;
}

const until = { timeout: 60_000, interval: 100 };

async function ended(line: number): Promise<RunView> {
  return vi.waitFor(() => {
    const view = guide.progress().runs[line];
    if (!view || view.kind === 'running') throw new Error(`still ${view?.kind}`);
    return view;
  }, until);
}

async function run(step: string, code: string, nth = 0): Promise<RunView> {
  const line = lineOf(step, code, nth);
  await guide.calls.run(line);
  return ended(line);
}

function kinds(step: string): string[] {
  return (guide.progress().checks[step] ?? []).map(({ kind }) => kind);
}

function mainOf(number: number): TerminalInfo {
  const found = terminals
    .list()
    .find(({ place, main }) => main && place.kind === 'node' && place.number === number);
  if (!found) throw new Error(`no main terminal ${number}`);
  return found;
}

test('each node has a main terminal, and the guide runs the first steps in them', async () => {
  await vi.waitFor(() => expect(terminals.list()).toHaveLength(3), until);
  expect(terminals.list().map(({ place, main }) => [place, main])).toEqual(
    [1, 2, 3].map((number) => [{ kind: 'node', number }, true]),
  );
  await terminals.calls.attach(mainOf(1).id, { columns: 100, rows: 30 });

  const join = lineOf('creation', 'docker swarm join');
  expect(await guide.calls.text(join)).toContain(
    'SWMTKN-1-0jo31iectxf4uo4airmn1cepphe9mbg4j8j6276as56i6gi82c',
  );
  await guide.calls.show('creation');
  expect(await run('creation', 'docker swarm init')).toEqual({ kind: 'passed', terminals: [1] });
  await vi.waitFor(
    () => expect(kinds('creation')).toEqual(['done', 'open', 'open', 'open', 'waiting']),
    until,
  );
  const text = await guide.calls.text(join);
  expect(text).toMatch(/^docker swarm join --token SWMTKN-1-\S+ 10\.\S+:2377$/);
  expect(text).not.toContain('0jo31iectxf4uo4airmn1cepphe9mbg4j8j6276as56i6gi82c');
  expect(await run('creation', 'docker swarm join')).toEqual({ kind: 'passed', terminals: [2, 3] });
  await vi.waitFor(() => expect(new Set(kinds('creation'))).toEqual(new Set(['done'])), until);
  expect(said.join('')).toContain('docker swarm init');
});

test('a command that the lab means to fail has passed', async () => {
  expect(await run('creation', 'docker node ls', 2)).toEqual({ kind: 'passed', terminals: [2] });
  expect(await run('creation', 'docker swarm init')).toEqual({
    kind: 'failed',
    terminals: [1],
    exitStatus: 1,
  });
});

test('checks tick for what the learner typed, and not for how it was before', async () => {
  await vi.waitFor(() => expect(remembered).toContainEqual(['Création', 'creation']), until);
  await guide.calls.show('inspection-dun-noeud');
  await vi.waitFor(() => expect(kinds('inspection-dun-noeud')).toEqual(['done']), until);
  await guide.calls.show('destitution-de-node2');
  await guide.calls.show('promotion-de-node2');
  await live.watch.refresh();
  expect(kinds('destitution-de-node2')).toEqual(['waiting', 'waiting']);
  expect(await run('promotion-de-node2', 'docker node promote')).toMatchObject({ kind: 'passed' });
  // At once: it takes node2 some seconds to be a manager.
  expect(await run('promotion-de-node2', 'docker node ls', 1)).toEqual({ kind: 'passed', terminals: [2] });
  await vi.waitFor(() => expect(kinds('promotion-de-node2')).toEqual(['done', 'done']), until);
  await guide.calls.show('destitution-de-node2');
  expect(kinds('destitution-de-node2')).toEqual(['open', 'waiting']);
  await terminals.calls.write(mainOf(1).id, 'docker node demote node2\r');
  await vi.waitFor(() => expect(kinds('destitution-de-node2')).toEqual(['done', 'done']), until);
  expect(kinds('promotion-de-node2')).toEqual(['done', 'done']);
});

test('a busy terminal is left alone; a half-typed line is put aside', async () => {
  const { id } = mainOf(1);
  await terminals.calls.write(id, 'sleep 300\r');
  await vi.waitFor(async () => expect(await screenOf(id)).toContain('\x1b]133;C\x07'), until);
  await pause(500);
  expect(await run('inspection-dun-noeud', 'docker node inspect node1')).toMatchObject({
    kind: 'failed',
    failure: { kind: 'cluster', text: 'terminals:busyNumber', values: { terminal: 1 } },
  });
  await terminals.calls.write(id, '\x03');
  await pause(500);
  await terminals.calls.write(id, 'echo half');
  await pause(500);
  expect(await run('inspection-dun-noeud', 'docker node inspect node1')).toEqual({
    kind: 'passed',
    terminals: [1],
  });
});

test('text is inserted without being run', async () => {
  await guide.calls.insert(lineOf('promotion-de-node2', 'docker node promote'), 3);
  await vi.waitFor(
    async () => expect(await screenOf(mainOf(3).id)).toContain('docker node promote node2'),
    until,
  );
  expect((await live.watch.refresh()).nodes[1]?.member?.role).toBe('worker');
});

test('a shell that ended is replaced by a new main one, by the learner or by the next run', async () => {
  const old = mainOf(3);
  await terminals.calls.write(old.id, '\x03');
  await pause(500);
  await terminals.calls.write(old.id, 'exit\r');
  await vi.waitFor(
    () => expect(exits).toContainEqual({ id: old.id, exit: { kind: 'exited', exitStatus: 130 } }),
    until,
  );
  const info = await terminals.calls.open({ kind: 'node', number: 3 }, { columns: 80, rows: 24 });
  expect(info).toMatchObject({ main: true });
  expect(mainOf(3).id).toBe(info.id);
  await terminals.calls.close(old.id);
  expect(await terminals.calls.open({ kind: 'node', number: 3 }, { columns: 80, rows: 24 })).toMatchObject({
    main: false,
  });
});

test('all of it is on disk', async () => {
  const file = join(data, 'progress', 'swarm-vue-d-ensemble.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as { progress: Progress };
  expect(kept.progress.checks['creation']).toEqual(Array(5).fill({ kind: 'done' }));
  expect(kept.progress.current).toBe('destitution-de-node2');
});

async function screenOf(id: string): Promise<string> {
  return terminals.calls.attach(id, { columns: 100, rows: 30 });
}

async function journeyEnds(): Promise<Extract<Travel, { step: string }>> {
  return vi.waitFor(() => {
    const view = guide.travel();
    if (view.kind === 'none' || view.kind === 'under-way') throw new Error(`still ${view.kind}`);
    return view;
  }, until);
}

test('what is wrong is named with its node and its command, and mended on the way to another step', async () => {
  const [node1] = live.cluster.nodes;
  if (!node1) throw new Error('no node1');
  await inContainer(node1.container, 'docker node update --availability drain node3');
  expect(await guide.calls.diagnose('creation-dun-service')).toEqual({
    step: 'creation-dun-service',
    faults: [
      {
        ...{ text: 'travel:faultAvailability', node: 'node3', step: 'creation' },
        values: { node: 'node3', expected: 'active', found: 'drain' },
        mend: { terminal: 1, command: 'docker node update --availability active node3' },
      },
    ],
  });
  const before = terminals.list();
  await guide.calls.goTo('creation-dun-service');
  expect(() => guide.calls.run(lineOf('creation-dun-service', 'docker service create'))).toThrow(
    expect.objectContaining({ text: 'travel:underWay' }) as Error,
  );
  expect(await journeyEnds()).toMatchObject({
    ...{ kind: 'arrived', step: 'creation-dun-service', purpose: 'go', done: 1 },
    stops: [
      { node: 'node1', command: 'docker node update --availability active node3', state: 'done' },
      { text: 'travel:stopVerify', state: 'done' },
    ],
  });
  expect(guide.progress()).toMatchObject({ current: 'creation-dun-service' });
  expect(guide.progress().visited).toContain('service');
  expect(kinds('inspection-dun-noeud')).toEqual(['done']);
  expect(terminals.list()).toEqual(before);
  expect((await guide.calls.diagnose('creation-dun-service')).faults).toEqual([]);
});

test('a step is open again, and its solution runs in the learner’s own terminals', async () => {
  await guide.calls.redo('promotion-de-node2');
  expect(await journeyEnds()).toMatchObject({ kind: 'arrived', purpose: 'redo' });
  expect(guide.progress().current).toBe('promotion-de-node2');
  expect(kinds('promotion-de-node2')).toEqual(['open', 'waiting']);
  expect(kinds('destitution-de-node2')).toEqual(['waiting', 'waiting']);
  expect(guide.progress().runs[lineOf('promotion-de-node2', 'docker node promote')]).toBeUndefined();
  await guide.calls.solve('promotion-de-node2');
  const solved = await journeyEnds();
  expect(solved).toMatchObject({ kind: 'arrived', purpose: 'solve' });
  expect(solved.stops.map(({ command }) => command)).toEqual([
    ...['docker node promote node2', 'docker node ls', 'docker node ls'],
  ]);
  await vi.waitFor(() => expect(kinds('promotion-de-node2')).toEqual(['done', 'done']), until);
});

test('a journey that is cancelled leaves a cluster that one can work with', async () => {
  await guide.calls.goTo('passage-de-node2-en-drain');
  await vi.waitFor(() => {
    const view = guide.travel();
    const running =
      view.kind === 'under-way' ? view.stops.find(({ state }) => state === 'running') : undefined;
    expect(running?.command).toContain('docker service create');
  }, until);
  await guide.calls.cancelTravel();
  expect(await journeyEnds()).toMatchObject({ kind: 'cancelled' });
  expect(guide.progress().current).toBe('promotion-de-node2');
  expect(await run('promotion-de-node2', 'docker node ls')).toEqual({ kind: 'passed', terminals: [1] });
});
