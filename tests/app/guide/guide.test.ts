import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGuide, type Guide } from '../../../main/app/guide/guide';
import type { Check, Lab } from '../../../main/labs/lab';
import { silentLog } from '../../../main/log/log';
import { manager, node, service, state, task, worker } from '../../cluster/states';
import { scratchFolder } from '../../helpers/scratch';
import { check, type FakeKeeper, fakeKeeper, fresh, labOf, step } from './fakes';

const isManager = check(
  { kind: 'node', name: 'node2', role: 'manager', reachable: true },
  'docker node promote',
);
const isWorker = check(
  { kind: 'node', name: 'node2', role: 'worker', status: 'ready' },
  'docker node demote',
);
const joined = check({ kind: 'node', name: 'node2', member: true }, 'docker swarm join');
const one = check({ kind: 'nodes', managers: 1 });

const lab = labOf(
  [step('accueil'), step('creation', 'Création'), step('promotion'), step('destitution'), step('fin')],
  { creation: [joined, one], promotion: [isManager], destitution: [isWorker, one] },
);

const promoted = { ...manager, leader: false };
const withWorker = state({ nodes: [node('node1', manager), node('node2', worker), node('node3')] });
const withManager = state({ nodes: [node('node1', manager), node('node2', promoted), node('node3')] });
const alone = state({ nodes: [node('node1', manager), node('node2'), node('node3')] });

let data: string;
let keeper: FakeKeeper;
let told: number;

beforeEach(async () => {
  data = await scratchFolder();
  keeper = fakeKeeper();
  told = 0;
});

function open(of: Lab = lab): Promise<Guide> {
  return createGuide({
    keeper,
    terminals: { main: () => Promise.reject(new Error('none')) },
    lab: of,
    paths: { data, labs: '/labs' },
    tell: () => (told += 1),
    language: () => 'fr',
    log: silentLog,
  });
}

function kinds(guide: Guide, id: string): string[] {
  return (guide.progress().checks[id] ?? []).map(({ kind }) => kind);
}

describe('ticks', () => {
  test('what is not due waits; what is due says what is expected and found', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    expect(kinds(guide, 'creation')).toEqual(['waiting', 'waiting']);
    await guide.calls.show('creation');
    expect(guide.progress().checks['creation']).toEqual([
      { kind: 'open', expected: 'node2.member = true', found: 'node2.member = false' },
      { kind: 'waiting' },
    ]);
    await guide.calls.show('accueil');
    expect(kinds(guide, 'creation')).toEqual(['open', 'waiting']);
  });

  test('stay when a later step changes the state, and are remembered once', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    await guide.calls.show('creation');
    keeper.see(withWorker);
    expect(kinds(guide, 'creation')).toEqual(['done', 'done']);
    keeper.see(fresh);
    keeper.see(withWorker);
    expect(kinds(guide, 'creation')).toEqual(['done', 'done']);
    expect(keeper.remembered).toEqual([['Création', 'creation']]);
  });

  test('a step that was shown ticks while another one is shown, once those before it are complete', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    for (const id of ['creation', 'promotion', 'accueil']) await guide.calls.show(id);
    keeper.see(withWorker);
    expect(kinds(guide, 'creation')).toEqual(['done', 'done']);
    expect(kinds(guide, 'promotion')).toEqual(['open']);
    keeper.see(withManager);
    expect(kinds(guide, 'promotion')).toEqual(['done']);
    expect(kinds(guide, 'destitution')).toEqual(['waiting', 'waiting']);
  });

  test('what held before the step’s own command does not count, not even in the step that is shown', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    await guide.calls.show('destitution');
    keeper.see(alone);
    // On its way up a node is not ready, which is nobody's demotion.
    keeper.see(state({ nodes: [node('node1', manager), node('node2', { ...worker, status: 'unknown' })] }));
    keeper.see(withWorker);
    expect(guide.progress().checks['destitution']).toEqual([
      { kind: 'open', expected: 'docker node demote', found: '–' },
      { kind: 'waiting' },
    ]);
    keeper.see(withManager);
    keeper.see(withWorker);
    expect(kinds(guide, 'destitution')).toEqual(['done', 'done']);
  });

  test('what was done ahead of its step counts when the step is shown', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    keeper.see(withWorker);
    keeper.see(withManager);
    await guide.calls.show('creation');
    expect(kinds(guide, 'creation')).toEqual(['done', 'open']);
    keeper.see(withWorker);
    expect(kinds(guide, 'creation')).toEqual(['done', 'done']);
  });

  test('new nodes forget what was seen on the old ones, and keep what is ticked', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    await guide.calls.show('creation');
    keeper.see(withWorker);
    await guide.calls.show('promotion');
    keeper.see(withManager);
    keeper.setLive(undefined);
    keeper.setLive(fresh);
    await guide.calls.show('destitution');
    keeper.see(withWorker);
    expect(kinds(guide, 'promotion')).toEqual(['done']);
    expect(kinds(guide, 'destitution')).toEqual(['open', 'waiting']);
  });

  test('a lab that is taken up again goes on where it was, also after the app has ended', async () => {
    let guide = await open();
    keeper.setLive(fresh);
    for (const id of ['creation', 'promotion', 'destitution']) await guide.calls.show(id);
    keeper.see(withWorker);
    keeper.see(withManager);
    await vi.waitFor(async () =>
      expect(await readFile(join(data, 'progress/essai.json'), 'utf8')).toContain('#0'),
    );
    keeper = fakeKeeper();
    guide = await open();
    expect(kinds(guide, 'promotion')).toEqual(['done']);
    expect(guide.progress().current).toBe('destitution');
    keeper.setLive(withWorker);
    expect(kinds(guide, 'destitution')).toEqual(['done', 'done']);
  });

  test('after a restart an action is wanted again', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    await guide.calls.show('creation');
    keeper.see(withWorker);
    await guide.calls.restart();
    expect(guide.progress()).toMatchObject({ current: 'accueil', visited: ['accueil'], runs: {} });
    await guide.calls.show('creation');
    expect(kinds(guide, 'creation')).toEqual(['open', 'waiting']);
  });

  test('a rolling update counts what was missing while it ran, and not before', async () => {
    const rolling = check({
      ...{ kind: 'rolling-update', service: 'vote', image: 'vote:2', parallelism: 1, delaySeconds: 0 },
    } as never);
    const guide = await open(labOf([step('a')], { a: [rolling] }));
    const at = (image: string, running: string[], updateStatus?: string): ReturnType<typeof state> =>
      state({
        nodes: [node('node1', manager)],
        services: [service('vote', { replicas: 2, image, updateStatus })],
        tasks: running.map((each, slot) =>
          task('vote', slot, { image: each, createdAt: slot * 10, stateAt: slot * 10 + 5 }),
        ),
      });
    keeper.setLive(at('vote:1', []));
    keeper.see(at('vote:1', ['vote:1', 'vote:1']));
    keeper.see(at('vote:2', ['vote:1'], 'updating'));
    keeper.see(at('vote:2', ['vote:2', 'vote:2'], 'updating'));
    expect(kinds(guide, 'a')).toEqual(['open']);
    keeper.see(at('vote:2', ['vote:2', 'vote:2'], 'completed'));
    expect(kinds(guide, 'a')).toEqual(['done']);
    keeper.see(at('vote:1', ['vote:1', 'vote:1'], 'completed'));
    await guide.calls.restart();
    keeper.see(at('vote:2', [], 'updating'));
    keeper.see(at('vote:2', ['vote:2', 'vote:2'], 'completed'));
    expect(guide.progress().checks['a']?.[0]).toMatchObject({ kind: 'open', expected: 'at most 1 at once' });
  });
});

describe('what the nodes are asked for', () => {
  let networks: string[];
  let atOnce: number;
  let most: number;
  let asked: number;
  const api = {
    listNetworks: async () => {
      asked += 1;
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      atOnce -= 1;
      return networks.map((Name) => ({ Name, Driver: 'overlay' }));
    },
  };
  const network = (name: string): Check => check({ kind: 'network', name, node: 'node1', exists: true });
  const asking = labOf([step('a'), step('fin')], { a: [network('front'), network('back')] });

  beforeEach(() => {
    [networks, atOnce, most, asked] = [[], 0, 0, 0];
    vi.useFakeTimers();
    keeper = fakeKeeper(undefined, [{ name: 'node1', inner: { api } }]);
  });
  afterEach(() => vi.useRealTimers());

  test('is looked at again and again, one after the other, while it is due', async () => {
    vi.useRealTimers();
    const guide = await open(asking);
    vi.useFakeTimers();
    keeper.setLive(alone);
    [alone, alone, alone].forEach((each) => keeper.see(each));
    await vi.advanceTimersByTimeAsync(100);
    expect(guide.progress().checks['a']?.[0]).toEqual({
      ...{ kind: 'open', expected: 'network front (node1)', found: '–' },
    });
    expect([asked, most]).toEqual([2, 1]);
    networks = ['front', 'back'];
    await vi.advanceTimersByTimeAsync(2_100);
    expect(kinds(guide, 'a')).toEqual(['done', 'done']);
    const before = asked;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(before);
  });

  test('is not asked for in another step', async () => {
    vi.useRealTimers();
    const guide = await open(labOf([step('a'), step('b')], { a: [one], b: [network('front')] }));
    vi.useFakeTimers();
    keeper.setLive(fresh);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(0);
    await guide.calls.show('b');
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toBe(1);
    await guide.calls.show('a');
    const before = asked;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(before);
    expect(kinds(guide, 'b')).toEqual(['waiting']);
  });
});

describe('progress', () => {
  test('keeps what was captured, also when the app has ended', async () => {
    const file = join(data, 'progress', 'essai.json');
    const guide = await open();
    await guide.calls.show('creation');
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain('creation'));
    const kept = JSON.parse(await readFile(file, 'utf8')) as { progress: Record<string, unknown> };
    expect(kept.progress['captures']).toEqual({});
    await writeFile(file, JSON.stringify({ ...kept, progress: { ...kept.progress, captures: { a: 'b' } } }));
    expect((await open()).progress().captures).toEqual({ a: 'b' });
    await writeFile(file, JSON.stringify({ ...kept, progress: { ...kept.progress, captures: undefined } }));
    expect((await open()).progress()).toMatchObject({ current: 'creation', captures: {} });
  });

  test('ends when everything is ticked and the last step was shown', async () => {
    const guide = await open(labOf([step('a'), step('fin')], { a: [one] }));
    keeper.setLive(fresh);
    await guide.calls.show('fin');
    expect(guide.progress().finishedAt).toBeUndefined();
    keeper.see(alone);
    expect(guide.progress().finishedAt).toMatch(/^\d{4}-.*Z$/);
  });

  test('hints and answers are kept; steps and questions that are not there are refused', async () => {
    const guide = await open();
    await guide.calls.hint('creation', 7);
    expect(guide.progress().hints).toEqual({ creation: 2 });
    await expect(async () => guide.calls.show('nulle-part')).rejects.toMatchObject({ text: 'labs:noStep' });
    await expect(async () => guide.calls.answer(3, 'x')).rejects.toMatchObject({ text: 'labs:noQuizAt' });
    await expect(async () => guide.calls.run(3)).rejects.toMatchObject({ text: 'labs:noBlockAt' });
  });

  test('nothing is told where nothing changed', async () => {
    const guide = await open();
    keeper.setLive(fresh);
    await guide.calls.show('creation');
    const before = told;
    keeper.see(fresh);
    await guide.calls.show('creation');
    expect(told).toBe(before);
  });

  test.each([
    ['empty', ''],
    ['cut off', '{"version":"'],
    ['of another form', '{"version":1,"progress":[]}'],
    ['huge', ' '.repeat(3_000_000)],
  ])('a file that is %s is put aside', async (_title, text) => {
    await mkdir(join(data, 'progress'));
    await writeFile(join(data, 'progress', 'essai.json'), text);
    const guide = await open();
    expect(guide.progress().visited).toEqual(['accueil']);
    expect(await readdir(join(data, 'progress'))).toEqual(['essai.json.damaged']);
    await guide.calls.show('creation');
    await vi.waitFor(async () => expect(await readdir(join(data, 'progress'))).toContain('essai.json'));
  });

  test('that of another version of the lab is begun anew', async () => {
    const guide = await open();
    await guide.calls.show('promotion');
    const file = join(data, 'progress', 'essai.json');
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain('promotion'));
    expect((await open()).progress().current).toBe('promotion');
    const { sidecar } = lab;
    const changed = labOf([...lab.steps, step('encore')], {});
    expect((await open({ ...changed, sidecar })).progress().current).toBe('accueil');
  });
});
