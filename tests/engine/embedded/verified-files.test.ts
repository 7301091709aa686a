import {
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf, rememberDigest } from '../../../main/engine/embedded/verified-files';
import { sha256OfFile } from '../../../main/images/store';
import { scratchFolder } from '../../helpers/scratch';

type Digests = Record<string, { sha256: string; blocks: number }>;

const false64 = '0'.repeat(64);

let folder = '';
let cache = '';
let file = '';
beforeEach(async () => {
  folder = await realpath(await scratchFolder());
  cache = join(folder, 'cache', 'essaim');
  file = join(folder, 'ready.ram');
  await writeFile(file, 'a snapshot');
  hoursLater(1);
});
afterEach(() => void vi.useRealTimers());

/** Files rest before their digests are remembered; their time of change cannot be set. */
function hoursLater(hours: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
}

async function digests(): Promise<Digests> {
  return JSON.parse(await readFile(join(cache, 'digests.json'), 'utf8')) as Digests;
}

/** Whatever is remembered is wrong from now on: who gives it back has not read the file. */
async function falsify(change: Partial<Digests[string]> = {}): Promise<void> {
  const entries = Object.entries(await digests());
  const wrong = entries.map(([path, entry]) => [path, { ...entry, sha256: false64, ...change }]);
  await writeFile(join(cache, 'digests.json'), JSON.stringify(Object.fromEntries(wrong)));
}

describe('the digest of a file', () => {
  it('is its sha256, holes included', async () => {
    await truncate(file, 3_500_000);
    expect(await digestOf(file, cache)).toBe(await sha256OfFile(file));
    await writeFile(file, '');
    expect(await digestOf(file, cache)).toBe(await sha256OfFile(file));
  });

  it('is remembered under the real path, also when asked through a link', async () => {
    const digest = await digestOf(file, cache);
    expect(await digests()).toMatchObject({ [file]: { sha256: digest, size: 10 } });
    await falsify();
    await symlink(file, join(folder, 'link'));
    expect(await digestOf(join(folder, 'link'), cache)).toBe(false64);
    expect(Object.keys(await digests())).toEqual([file]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['another length', () => writeFile(file, 'a snapshot of today')],
    ['another content, with the old time', () => keepingTimes(() => writeFile(file, 'a SNAPSHOT'))],
    ['another time', () => utimes(file, 1, 1)],
    [
      'another file in its place',
      () => keepingTimes(() => rm(file).then(() => writeFile(file, 'a snapshoT'))),
    ],
    ['content that never got to the disk', () => falsify({ blocks: 1000 })],
  ])('is computed again after %s', async (_, change) => {
    await digestOf(file, cache);
    await falsify();
    await change();
    hoursLater(1);
    const digest = await sha256OfFile(file);
    expect(await digestOf(file, cache)).toBe(digest);
    expect(await digests()).toMatchObject({ [file]: { sha256: digest } });
  });

  async function keepingTimes(change: () => Promise<unknown>): Promise<void> {
    const { atime, mtime } = await stat(file);
    await change();
    await utimes(file, atime, mtime);
  }

  it('is not remembered of a file that may change again under the same time', async () => {
    vi.useRealTimers();
    await writeFile(file, 'a snapshoT');
    await digestOf(file, cache);
    await expect(digests()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('can be told by who wrote the file', async () => {
    vi.useRealTimers();
    await writeFile(file, 'a snapshoT');
    await rememberDigest(file, false64, cache);
    expect(await digestOf(file, cache)).toBe(false64);
  });

  it.each(['', '{"', '[]', '{"/x":{"size":1}}', 'null'])(
    'is computed where the memory is %j',
    async (text) => {
      await mkdir(cache, { recursive: true });
      await writeFile(join(cache, 'digests.json'), text);
      const digest = await digestOf(file, cache);
      expect(digest).toBe(await sha256OfFile(file));
      expect(await digests()).toMatchObject({ [file]: { sha256: digest } });
    },
  );

  it('is computed where nothing can be remembered', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const digest = await digestOf(file, join(folder, 'no-folder'));
    expect(digest).toBe(await sha256OfFile(file));
    await mkdir(join(cache, 'digests.json'), { recursive: true });
    expect(await digestOf(file, cache)).toBe(digest);
    expect(await readdir(cache)).toEqual(['digests.json']);
  });

  it('is remembered of every file, when many are asked for at once', async () => {
    const files = Array.from({ length: 30 }, (_, index) => join(folder, `file${index}`));
    await Promise.all(files.map((each) => writeFile(each, each)));
    hoursLater(1);
    await Promise.all(files.map((each) => digestOf(each, cache)));
    expect(Object.keys(await digests()).sort()).toEqual(files.sort());
    expect(await readdir(cache)).toEqual(['digests.json']);
  });

  it('is forgotten with its file', async () => {
    const other = join(folder, 'other');
    await writeFile(other, 'x');
    hoursLater(1);
    await digestOf(file, cache);
    await rm(file);
    await digestOf(other, cache);
    expect(Object.keys(await digests())).toEqual([other]);
    await expect(digestOf(file, cache)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
