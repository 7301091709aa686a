// Digests of large files, computed once: remembered, as git's index does, until size, times or inode change.
import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../runner';

/** Bytes read at once: below 1 MiB the reads cost as much as the hashing, above nothing is gained. */
const CHUNK = 1024 * 1024;
/** Milliseconds: what changed later than this may change again under the same time. FAT has the coarsest clock. */
const COARSEST_TICK = 2000;

const stampSchema = z.object({
  size: z.number(),
  mtimeMs: z.number(),
  ctimeMs: z.number(),
  inode: z.number(),
  /** Of 512 bytes, as on disk. */
  blocks: z.number(),
});
const digestsSchema = z.record(z.string(), stampSchema.extend({ sha256: z.string() }));

type Stamp = z.infer<typeof stampSchema>;
type Digests = z.infer<typeof digestsSchema>;

/**
 * Hex sha256 of a file; read only where `<cacheFolder>/digests.json` does not know it as it is now.
 * @throws what the file system says where the file cannot be read.
 */
export async function digestOf(file: string, cacheFolder: string): Promise<string> {
  const path = await realpath(file);
  const stamp = await stampOf(path);
  const known = digestsIn(cacheFolder)[path];
  if (known && isUnchanged(known, stamp)) return known.sha256;
  const sha256 = await hashOf(path);
  const rested = Date.now() - stamp.ctimeMs > COARSEST_TICK;
  if (rested && isUnchanged(stamp, await stampOf(path))) remember(path, { ...stamp, sha256 }, cacheFolder);
  return sha256;
}

/** For who computed the digest while writing the file, and has closed it. */
export async function rememberDigest(file: string, digest: string, cacheFolder: string): Promise<void> {
  const path = await realpath(file);
  remember(path, { ...(await stampOf(path)), sha256: digest }, cacheFolder);
}

async function stampOf(path: string): Promise<Stamp> {
  const { size, mtimeMs, ctimeMs, ino, blocks } = await stat(path);
  return { size, mtimeMs, ctimeMs, inode: ino, blocks };
}

function isUnchanged(then: Stamp, now: Stamp): boolean {
  return (
    now.size === then.size &&
    now.mtimeMs === then.mtimeMs &&
    now.ctimeMs === then.ctimeMs &&
    now.inode === then.inode &&
    // A power cut can leave a file with its size and times, but holes where content had not reached the disk.
    now.blocks >= then.blocks
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  // By its iterator: the next chunk is being read while this one is hashed.
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Empty where the file is missing or damaged: everything is hashed again. */
function digestsIn(cacheFolder: string): Digests {
  try {
    return digestsSchema.parse(JSON.parse(readFileSync(fileIn(cacheFolder), 'utf8')));
  } catch {
    return {};
  }
}

/**
 * Read, changed and written without a pause, so that within one process nothing is lost. Of two processes one may lose
 * what it wrote: it hashes again.
 */
function remember(path: string, entry: Digests[string], cacheFolder: string): void {
  const digests = Object.entries({ ...digestsIn(cacheFolder), [path]: entry });
  try {
    writeDigests(Object.fromEntries(digests.filter(([known]) => existsSync(known))), cacheFolder);
  } catch (error) {
    // A cache that cannot be written (a full disk, another process on Windows) costs time, not correctness.
    if (codeOf(error) === undefined) throw error;
  }
}

function writeDigests(digests: Digests, cacheFolder: string): void {
  mkdirSync(cacheFolder, { recursive: true });
  const part = `${fileIn(cacheFolder)}.${randomBytes(6).toString('hex')}.part`;
  try {
    writeFileSync(part, JSON.stringify(digests, undefined, 2));
    renameSync(part, fileIn(cacheFolder));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function fileIn(cacheFolder: string): string {
  return join(cacheFolder, 'digests.json');
}
