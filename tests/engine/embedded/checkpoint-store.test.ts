import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Bounds,
  type Checkpoint,
  type CheckpointStore,
  defaultBounds,
  makeRoom,
  openCheckpointStore,
} from '../../../main/engine/embedded/checkpoint-store';
import { scratchFolder } from '../../helpers/scratch';
import { anySetting } from './any-machine';

const digest = 'a'.repeat(64);
const fields = { setting: anySetting, backing: digest, ready: true };

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const checkpoints = fc
  .array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 10 })), { maxLength: 8 })
  .map((all) =>
    all.map(([name, bytes], index): Checkpoint => {
      const [id, savedAt] = [String(index), new Date(index).toISOString()];
      return { ...fields, id, folder: id, savedAt, name, bytes };
    }),
  );
const bounds = fc.record<Bounds>({
  count: fc.integer({ min: 1, max: 8 }),
  bytes: fc.integer({ min: 5, max: 40 }),
  spare: fc.integer({ min: 0, max: 10 }),
});
const wanted = fc.record({
  name: fc.constantFrom(...names),
  needed: fc.integer({ min: 1, max: 12 }),
  free: fc.integer({ min: 0, max: 40 }),
});

describe('making room', () => {
  const sum = (all: Checkpoint[]): number => all.reduce((bytes, checkpoint) => bytes + checkpoint.bytes, 0);

  it('drops the oldest, as few as will do, and none of the name that is replaced', () => {
    fc.assert(
      fc.property(checkpoints, wanted, bounds, (all, want, limits) => {
        const others = all.filter(({ name }) => name !== want.name);
        /** Whether it fits once the `dropped` oldest are gone. */
        const fits = (dropped: number): boolean => {
          const kept = others.slice(dropped);
          const free = want.free + sum(others.slice(0, dropped)) - want.needed;
          return (
            kept.length + 1 <= limits.count && sum(kept) + want.needed <= limits.bytes && free >= limits.spare
          );
        };
        const room = makeRoom(all, want, limits);
        if (room.kind === 'fits') {
          expect(room.drop).toEqual(others.slice(0, room.drop.length));
          expect(fits(room.drop.length)).toBe(true);
          if (room.drop.length > 0) expect(fits(room.drop.length - 1)).toBe(false);
        } else {
          expect(fits(others.length)).toBe(false);
          expect(room.kind).toBe(want.needed > limits.bytes ? 'too-large' : 'no-disk');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a store of checkpoints', () => {
  let folder = '';
  let store: CheckpointStore;
  beforeEach(async () => {
    folder = join(await scratchFolder(), 'labs', 'voting');
    store = openCheckpointStore(folder);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  });
  afterEach(() => void vi.useRealTimers());

  async function fill(draft: string): Promise<void> {
    await writeFile(join(draft, 'ram'), Buffer.alloc(8192, 'memory'));
    await truncate(join(draft, 'ram'), 10_000_000);
    await writeFile(join(draft, 'disk.qcow2'), Buffer.alloc(4096, 'disk'));
  }

  async function save(name: string, into = store, needed = 20_000): Promise<Checkpoint> {
    vi.setSystemTime(Date.now() + 1000);
    const draft = await into.begin(name, needed);
    await fill(draft.folder);
    return draft.commit({ ...fields, step: { lab: 'voting', step: name } });
  }

  /** Whatever is known about it says that it has so many bytes. */
  async function claim(checkpoint: Checkpoint, bytes: number): Promise<void> {
    const file = join(checkpoint.folder, 'checkpoint.json');
    const saved = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...saved, bytes }));
  }

  const namesOf = async (): Promise<string[]> => (await store.list()).map(({ name }) => name);

  it('is empty before its folder is there', async () => {
    expect(await store.list()).toEqual([]);
    expect(await store.find('start')).toBeUndefined();
    await store.clean();
    await store.remove('0123456789abcdef');
  });

  it('lists what was saved, oldest first, as another process reads it', async () => {
    const saved = [await save('start'), await save('swarm'), await save('vote')];
    expect(await store.list()).toEqual(saved);
    expect(await openCheckpointStore(folder).list()).toEqual(saved);
    expect(saved[0]).toMatchObject({ name: 'start', savedAt: '2026-01-01T00:00:01.000Z', ...fields });
    expect(saved[0]?.step).toEqual({ lab: 'voting', step: 'start' });
    expect(await readdir(saved[0]?.folder ?? '')).toEqual(['checkpoint.json', 'disk.qcow2', 'ram']);
    expect(await store.find('swarm')).toEqual(saved[1]);
  });

  it.skipIf(process.platform === 'win32')('counts the bytes on disk, not those of holes', async () => {
    const { bytes } = await save('start');
    expect(bytes).toBeGreaterThanOrEqual(12_288);
    expect(bytes).toBeLessThan(100_000);
  });

  it('replaces an older one of the same name, but only once the new one is there', async () => {
    const first = await save('start');
    await save('swarm');
    const draft = await store.begin('start', 1);
    await fill(draft.folder);
    expect(await store.find('start')).toEqual(first);
    const second = await draft.commit(fields);
    expect(await store.find('start')).toEqual(second);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('takes back a draft, and keeps what there was', async () => {
    const first = await save('start');
    const draft = await store.begin('start', 1);
    await fill(draft.folder);
    await draft.abandon();
    expect(await store.list()).toEqual([first]);
    expect(await readdir(folder)).toEqual([first.id]);
  });

  it('does not take a draft without its files for a checkpoint', async () => {
    const draft = await store.begin('start', 1);
    await expect(draft.commit(fields)).rejects.toMatchObject({ code: 'ENOENT' });
    await draft.abandon();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps within its number, dropping the oldest', async () => {
    store = openCheckpointStore(folder, { ...defaultBounds, count: 2 });
    for (const name of ['start', 'swarm', 'vote', 'scale']) await save(name);
    expect(await namesOf()).toEqual(['vote', 'scale']);
    await save('vote');
    expect(await namesOf()).toEqual(['scale', 'vote']);
  });

  it('keeps within its bytes', async () => {
    store = openCheckpointStore(folder, { ...defaultBounds, bytes: 1_000_000 });
    await claim(await save('start'), 600_000);
    await save('swarm');
    await save('vote', store, 500_000);
    expect(await namesOf()).toEqual(['swarm', 'vote']);
  });

  it('drops what the disk has no room for beside the new one', async () => {
    const huge = 1e15;
    store = openCheckpointStore(folder, { ...defaultBounds, bytes: 10 * huge });
    await claim(await save('start'), huge);
    await save('swarm');
    await (await store.begin('vote', huge / 2)).abandon();
    expect(await namesOf()).toEqual(['swarm']);
  });

  it('refuses what the disk cannot hold, and drops nothing for it', async () => {
    store = openCheckpointStore(folder, { count: 1, bytes: 1e18, spare: 1e9 });
    await save('start');
    await expect(store.begin('vote', 1e15)).rejects.toMatchObject({
      kind: 'engine',
      text: 'snapshots:noDiskForCheckpoint',
      values: { needed: 1e9 + 1e3, folder },
    });
    expect(await namesOf()).toEqual(['start']);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('refuses what is larger than all that may be kept, and drops nothing for it', async () => {
    store = openCheckpointStore(folder, { ...defaultBounds, bytes: 3_000_000 });
    await save('start');
    await expect(store.begin('vote', 3_000_001)).rejects.toMatchObject({
      kind: 'engine',
      text: 'snapshots:checkpointTooLarge',
      values: { needed: 4, limit: 3 },
    });
    expect(await namesOf()).toEqual(['start']);
  });

  it('removes one', async () => {
    const [first] = [await save('start'), await save('swarm')];
    await store.remove(first.id);
    await store.remove(first.id);
    expect(await namesOf()).toEqual(['swarm']);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('removes nothing but checkpoints', async () => {
    await save('start');
    const other = join(folder, '..', 'other');
    await mkdir(other);
    await store.remove('../other');
    expect((await stat(other)).isDirectory()).toBe(true);
  });

  it.each<[string, (checkpoint: Checkpoint) => Promise<void>]>([
    ['no RAM', ({ folder: of }) => rm(join(of, 'ram'))],
    ['no disk', ({ folder: of }) => rm(join(of, 'disk.qcow2'))],
    ['no description', ({ folder: of }) => rm(join(of, 'checkpoint.json'))],
    ['half a description', ({ folder: of }) => truncate(join(of, 'checkpoint.json'), 20)],
    ['another description', ({ folder: of }) => writeFile(join(of, 'checkpoint.json'), '{"name":"start"}')],
  ])('leaves out one with %s, and cleans it away', async (_, harm) => {
    const [good, bad] = [await save('start'), await save('swarm')];
    await harm(bad);
    expect(await store.list()).toEqual([good]);
    expect(await readdir(folder)).toHaveLength(2);
    await store.clean();
    expect(await readdir(folder)).toEqual([good.id]);
  });

  it('cleans away what a process that died left, but no draft of its own and nothing of others', async () => {
    const dead = await store.begin('start', 1);
    await fill(dead.folder);
    store = openCheckpointStore(folder);
    const alive = await store.begin('swarm', 1);
    await fill(alive.folder);
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, '.DS_Store'), '');
    expect(await store.list()).toEqual([]);
    await store.clean();
    const { id } = await alive.commit(fields);
    expect((await readdir(folder)).sort()).toEqual(['.DS_Store', id, 'notes'].sort());
  });

  it('cleans away one that was replaced when its process died before removing it', async () => {
    const first = await save('start');
    await save('swarm');
    const second = await save('vote');
    const about = join(second.folder, 'checkpoint.json');
    await writeFile(about, (await readFile(about, 'utf8')).replace('"name": "vote"', '"name": "start"'));
    expect((await store.find('start'))?.id).toBe(second.id);
    await store.clean();
    expect(await namesOf()).toEqual(['swarm', 'start']);
    expect(await readdir(folder)).not.toContain(first.id);
  });
});
