import { beforeEach, expect, test, vi } from 'vitest';
import type { TerminalInfo } from '../../../preload/contract';
import { createTerminals, type Terminals } from '../../../main/app/terminals/terminals';
import { Failure } from '../../../main/failure/failure';
import { fresh, type FakeKeeper, fakeKeeper } from '../guide/fakes';
import { type FakeBackend, fakeBackend } from '../../terminals/fake-backend';

/** Shells in the order in which they were opened, and the container of each; `broken` opens none. */
const shells: { container: string; backend: FakeBackend }[] = [];
let broken = '';

vi.mock('../../../main/terminals/node-shell', () => ({
  openNodeShell: (container: { id: string }) => {
    if (container.id === broken)
      return Promise.reject(
        new Failure('cluster', 'terminals:noNodeShell', { node: 'x' }, { cause: new Error('no bash') }),
      );
    const backend = fakeBackend();
    shells.push({ container: container.id, backend });
    return Promise.resolve(backend);
  },
}));

const size = { columns: 100, rows: 30 };
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

let keeper: FakeKeeper;
let terminals: Terminals;
let told: [string, unknown][];

beforeEach(() => {
  shells.length = 0;
  broken = '';
  told = [];
});

function start(containers = ['a1', 'a2']): void {
  keeper = fakeKeeper(
    undefined,
    containers.map((id) => ({ name: 'node', container: { id } })),
  );
  terminals = createTerminals({
    keeper,
    lab: () => ({ terminals: 2 }),
    paths: { shell: '/shell', machines: '/machines' },
    hostShell: () => false,
    tell: (noun, event, what) => void told.push([`${noun}.${String(event)}`, what]),
  });
}

async function started(): Promise<void> {
  start();
  keeper.setLive(fresh);
  await tick();
}

function idOf(number: number): string {
  return infoOf(number).id;
}

function infoOf(number: number): TerminalInfo {
  const found = terminals
    .list()
    .find(({ place, main }) => main && place.kind === 'node' && place.number === number);
  if (!found) throw new Error(`node${number} has no main terminal`);
  return found;
}

function backendOf(container: string, nth = 0): FakeBackend {
  const found = shells.filter((shell) => shell.container === container)[nth];
  if (!found) throw new Error(`${container} has no shell ${nth}`);
  return found.backend;
}

function said(event: string): unknown[] {
  return told.filter(([name]) => name === event).map(([, what]) => what);
}

test('a cluster that is up has one main terminal per node, which is told', async () => {
  await started();
  const nodes = terminals.list().map(({ place, main }) => [place, main]);
  expect(nodes).toEqual([1, 2].map((number) => [{ kind: 'node', number }, true]));
  expect(said('terminals.list').at(-1)).toEqual(terminals.list());
});

test('output flows from the attachment on, after what was printed before it, and only acknowledged output flows on', async () => {
  await started();
  const backend = backendOf('a1');
  backend.print('before ');
  for (let each = 0; each < 20; each += 1) backend.print('x'.repeat(50_000));
  expect(backend.paused).toBe(false);
  expect(said('terminals.data')).toEqual([]);
  expect(await terminals.calls.attach(idOf(1), size)).toMatch(/x$/);
  expect(backend.sizes).toEqual([size]);
  backend.print('after');
  // Behind a flood it may be gathered for some milliseconds.
  await vi.waitFor(() => expect(said('terminals.data')).toEqual([{ id: idOf(1), text: 'after' }]));
  for (let each = 0; each < 6; each += 1) backend.print('y'.repeat(70_000));
  expect(backend.paused).toBe(true);
  await terminals.calls.acknowledge(idOf(1), 420_005);
  expect(backend.paused).toBe(false);
});

test('a window that is reloaded owes nothing for the one before, also while somebody else listens', async () => {
  await started();
  const backend = backendOf('a1');
  (await terminals.main(1)).on('data', () => undefined);
  await terminals.calls.attach(idOf(1), size);
  for (let each = 0; each < 6; each += 1) backend.print('y'.repeat(70_000));
  expect(backend.paused).toBe(true);
  await terminals.calls.attach(idOf(1), size);
  expect(backend.paused).toBe(false);
  backend.print('z'.repeat(100));
  // The page before may still say something of what it had.
  await terminals.calls.acknowledge(idOf(1), 420_000);
  for (let each = 0; each < 6; each += 1) backend.print('y'.repeat(70_000));
  expect(backend.paused).toBe(true);
});

test('more terminals of a node are no main ones; a closed main one leaves that to the next', async () => {
  await started();
  const second = await terminals.calls.open({ kind: 'node', number: 1 }, size);
  expect(second).toMatchObject({ main: false });
  await terminals.calls.close(idOf(1));
  expect(idOf(1)).toBe(second.id);
  expect(backendOf('a1').kills).toBe(1);
});

test('behind a shell that ended, a new one is the main one', async () => {
  await started();
  const old = idOf(1);
  backendOf('a1').end({ kind: 'exited', exitStatus: 0 });
  expect(said('terminals.exit')).toEqual([{ id: old, exit: { kind: 'exited', exitStatus: 0 } }]);
  const renewed = await terminals.calls.open({ kind: 'node', number: 1 }, size);
  expect(renewed.main).toBe(true);
  expect(idOf(1)).toBe(renewed.id);
  expect(terminals.list().map(({ id }) => id)).toContain(old);
  // A page that comes later is told of the end, too.
  await terminals.calls.attach(old, size);
  expect(said('terminals.exit')).toHaveLength(2);
});

test('who needs the main terminal waits for it, or opens it', async () => {
  start();
  await expect(terminals.main(1)).rejects.toMatchObject({ text: 'terminals:noCluster' });
  keeper.setLive(fresh);
  const terminal = await terminals.main(1);
  expect(terminal.id).toBe(idOf(1));
  expect(shells).toHaveLength(2);
  backendOf('a1').end({ kind: 'exited', exitStatus: 0 });
  expect((await terminals.main(1)).id).toBe(idOf(1));
  expect(shells).toHaveLength(3);
});

test('shells live through a cluster that was lost and came back, except those that ended', async () => {
  await started();
  const [first, second] = [idOf(1), idOf(2)];
  keeper.setLive(undefined);
  keeper.tell('phase', {
    kind: 'lost',
    failure: { kind: 'cluster', text: 'cluster:gone', values: {}, cause: '' },
  });
  backendOf('a2').end({ kind: 'lost', why: 'killed' });
  expect(terminals.list()).toHaveLength(2);
  keeper.setLive(fresh);
  await tick();
  expect(idOf(1)).toBe(first);
  expect(idOf(2)).not.toBe(second);
  expect(terminals.list()).toHaveLength(2);
});

test('a reset ends the shells, and the new nodes get new ones', async () => {
  await started();
  const first = idOf(1);
  keeper.setLive(undefined);
  keeper.tell('phase', { kind: 'resetting', steps: [], done: 0 });
  expect(terminals.list()).toEqual([]);
  expect(backendOf('a1').kills).toBe(1);
  expect(() => terminals.calls.write(first, 'x')).toThrow(Failure);
  keeper.setLive(fresh);
  await tick();
  expect(idOf(1)).not.toBe(first);
});

test('a node that gives no shell has a terminal that says why', async () => {
  broken = 'a2';
  await started();
  expect(said('terminals.exit')).toEqual([{ id: idOf(2), exit: { kind: 'lost', why: 'no bash' } }]);
  broken = '';
  expect(await terminals.calls.open({ kind: 'node', number: 2 }, size)).toMatchObject({ main: true });
});

test('at the end all are closed, and none is opened any more', async () => {
  await started();
  await terminals.closeAll();
  expect(shells.map(({ backend }) => backend.kills)).toEqual([1, 1]);
  keeper.setLive(undefined);
  keeper.setLive(fresh);
  await tick();
  expect(shells).toHaveLength(2);
});
