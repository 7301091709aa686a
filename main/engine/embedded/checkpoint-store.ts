// The checkpoints of one lab: a folder each, bounded in number and size, that appears whole or not at all.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure/failure';
import { codeOf } from '../runner';
import { settingSchema } from './manifest';

const megabyte = 1e6;
const gibibyte = 1024 ** 3;

export interface Bounds {
  count: number;
  /** Bytes on disk of all of them together. */
  bytes: number;
  /** Bytes of the disk that stay free. */
  spare: number;
}

/**
 * A lab has about ten steps, a checkpoint for each and one or two of the learner's own. Each takes 0.5 to 0.8 GB, so that
 * 8 GiB hold them. The last GiB of a learner's disk is not ours: systems misbehave without it.
 */
export const defaultBounds: Bounds = { count: 12, bytes: 8 * gibibyte, spare: gibibyte };

const savedSchema = z.object({
  name: z.string(),
  savedAt: z.iso.datetime(),
  /** Where the lab stood, for one that was saved at a step. */
  step: z.object({ lab: z.string(), step: z.string() }).optional(),
  /** On disk, as the RAM file is sparse. */
  bytes: z.number(),
  setting: settingSchema,
  /** Digest that names the base disk it stands on. */
  backing: z.string(),
  /** Whether its nodes are the ready snapshot's, so that a reset may be a restore. */
  ready: z.boolean(),
});

type Saved = z.infer<typeof savedSchema>;

export interface Checkpoint extends Saved {
  id: string;
  /** Holds the files `ram` and `disk.qcow2`. */
  folder: string;
}

/** A checkpoint in the making. */
interface Draft {
  /** Where `ram` and `disk.qcow2` are to be written. */
  folder: string;
  /** Makes it a checkpoint, instead of the earlier ones of its name; where this fails, `abandon` is still owed. */
  commit(fields: Pick<Saved, 'setting' | 'backing' | 'ready' | 'step'>): Promise<Checkpoint>;
  abandon(): Promise<void>;
}

export interface CheckpointStore {
  /** Oldest first, without those that are damaged. */
  list(): Promise<Checkpoint[]>;
  /** The latest of that name. */
  find(name: string): Promise<Checkpoint | undefined>;
  /**
   * Makes room for `needed` bytes, dropping the oldest where it must.
   * @throws Failure `engine` where there is no room even then; nothing was dropped.
   */
  begin(name: string, needed: number): Promise<Draft>;
  remove(id: string): Promise<void>;
  /** Removes what accidents left: drafts of a process that died, damaged checkpoints, and those that were replaced. */
  clean(): Promise<void>;
}

const files = { ram: 'ram', disk: 'disk.qcow2', about: 'checkpoint.json' };
const idPattern = /^[0-9a-f]{16}$/;
const draftPattern = /^\.[0-9a-f]{16}\.part$/;

/** One process at a time may save and clean in `folder`; it need not exist yet. */
export function openCheckpointStore(folder: string, bounds = defaultBounds): CheckpointStore {
  const drafts = new Set<string>();
  const draftOf = (id: string): string => join(folder, `.${id}.part`);

  const list = async (): Promise<Checkpoint[]> => {
    const ids = (await namesIn(folder)).filter((name) => idPattern.test(name));
    const read = await Promise.all(ids.map((id) => readCheckpoint(join(folder, id), id)));
    return read.filter((checkpoint) => checkpoint !== undefined).sort(byAge);
  };

  const remove = async (id: string): Promise<void> => {
    if (!idPattern.test(id)) return;
    // Away at once: a removal that is cut off leaves a draft, not half a checkpoint.
    try {
      await rename(join(folder, id), draftOf(id));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    await rm(draftOf(id), { recursive: true, force: true });
  };

  /** Windows keeps what is in use, by a guest that was restored from it; `clean` removes it later. */
  const removeWhereFree = async (id: string): Promise<void> => {
    try {
      await remove(id);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  };

  const begin = async (name: string, needed: number): Promise<Draft> => {
    await mkdir(folder, { recursive: true });
    for (const { id } of await roomFor(name, needed)) await remove(id);
    const id = randomBytes(8).toString('hex');
    const draft = draftOf(id);
    await mkdir(draft);
    drafts.add(draft);
    return {
      folder: draft,
      async commit(fields) {
        const bytes = await settle(draft);
        const saved: Saved = { name, savedAt: new Date().toISOString(), bytes, ...fields };
        await writeSettled(join(draft, files.about), JSON.stringify(saved, undefined, 2));
        const replaced = (await list()).filter((checkpoint) => checkpoint.name === name);
        await rename(draft, join(folder, id));
        drafts.delete(draft);
        await Promise.all(replaced.map(({ id }) => removeWhereFree(id)));
        return { ...saved, id, folder: join(folder, id) };
      },
      async abandon() {
        await rm(draft, { recursive: true, force: true });
        drafts.delete(draft);
      },
    };
  };

  const roomFor = async (name: string, needed: number): Promise<Checkpoint[]> => {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const room = makeRoom(await list(), { name, needed, free }, bounds);
    switch (room.kind) {
      case 'fits':
        return room.drop;
      case 'too-large':
        throw new Failure('engine', 'snapshots:checkpointTooLarge', {
          needed: Math.ceil(needed / megabyte),
          limit: Math.floor(bounds.bytes / megabyte),
        });
      case 'no-disk':
        throw new Failure('engine', 'snapshots:noDiskForCheckpoint', {
          needed: Math.ceil((needed + bounds.spare) / megabyte),
          free: Math.floor(free / megabyte),
          folder,
        });
    }
  };

  return {
    list,
    begin,
    remove,
    find: async (name) => (await list()).filter((checkpoint) => checkpoint.name === name).pop(),
    async clean() {
      const names = await namesIn(folder);
      const left = names.filter((name) => draftPattern.test(name)).map((name) => join(folder, name));
      for (const draft of left.filter((path) => !drafts.has(path)))
        await rm(draft, { recursive: true, force: true });
      const latest = new Map((await list()).map(({ name, id }) => [name, id]));
      const kept = new Set(latest.values());
      for (const id of names.filter((name) => idPattern.test(name) && !kept.has(name))) await remove(id);
    },
  };
}

type Room = { kind: 'fits'; drop: Checkpoint[] } | { kind: 'too-large' | 'no-disk' };

/**
 * What to drop, oldest first and no more than needed, before a checkpoint of `needed` bytes is saved. One of the same
 * name goes only after the new one is there: it does not count, but its disk is not free yet.
 */
export function makeRoom(
  checkpoints: Checkpoint[],
  { name, needed, free }: { name: string; needed: number; free: number },
  bounds: Bounds,
): Room {
  if (needed > bounds.bytes) return { kind: 'too-large' };
  const others = checkpoints.filter((checkpoint) => checkpoint.name !== name);
  const drop: Checkpoint[] = [];
  let count = others.length + 1;
  let bytes = others.reduce((sum, checkpoint) => sum + checkpoint.bytes, needed);
  let left = free - needed;
  for (const oldest of others) {
    if (count <= bounds.count && bytes <= bounds.bytes && left >= bounds.spare) break;
    drop.push(oldest);
    count -= 1;
    bytes -= oldest.bytes;
    left += oldest.bytes;
  }
  return left >= bounds.spare ? { kind: 'fits', drop } : { kind: 'no-disk' };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Undefined where a file is missing or the description is damaged; a disk that fails is no reason to remove one. */
async function readCheckpoint(folder: string, id: string): Promise<Checkpoint | undefined> {
  try {
    await Promise.all([stat(join(folder, files.ram)), stat(join(folder, files.disk))]);
    const saved = savedSchema.parse(JSON.parse(await readFile(join(folder, files.about), 'utf8')));
    return { ...saved, id, folder };
  } catch (error) {
    const damaged = codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError;
    if (damaged) return undefined;
    throw error;
  }
}

function byAge(a: Checkpoint, b: Checkpoint): number {
  return Date.parse(a.savedAt) - Date.parse(b.savedAt) || (a.id < b.id ? -1 : 1);
}

/** Waits until the files are on disk, and gives their bytes there: of a hole that a power cut leaves QEMU says nothing. */
async function settle(draft: string): Promise<number> {
  const sizes = [files.ram, files.disk].map(async (name) => {
    // Windows flushes only what was opened for writing.
    const handle = await open(join(draft, name), 'r+');
    try {
      await handle.datasync();
      // POSIX: `blocks` are of 512 bytes whatever the file system's own are.
      return (await handle.stat()).blocks * 512;
    } finally {
      await handle.close();
    }
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function writeSettled(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
