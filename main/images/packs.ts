// Packs: archives of true images (`docker save`), put in a folder; the gateway then serves them instead of the stand-ins.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure/failure';
import { codeOf } from '../engine/runner';
import { type ArchivedImage, readArchive, writeArchive } from './archive';
import { gatewayWith } from './gateway';
import { writeRegistryLayer } from './registry';
import { type ImageStore, sha256OfFile, type StoredImage, verifyArchive } from './store';

/**
 * The store with a gateway that also serves the packs in `folder`; the store itself where there is none.
 * The gateway is made once and kept in `cache`.
 * @throws Failure `bad-input` that names the pack that is damaged.
 */
export async function withPacks(store: ImageStore, folder: string, cache: string): Promise<ImageStore> {
  const packs = await packsIn(folder);
  if (packs.length === 0) return store;
  const key = await keyOf(store.gateway, packs);
  const note = join(cache, `gateway-${key}.json`);
  const made = (await known(note)) ?? (await make(store, packs, cache, key));
  await writeFile(note, JSON.stringify(made));
  return { ...store, gateway: made.gateway, serves: [...new Set([...store.serves, ...made.serves])] };
}

interface Made {
  gateway: StoredImage;
  serves: string[];
}

async function packsIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.tar'))
      .map((name) => join(folder, name))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** What was made before; undefined where it is gone or was left half-way: then it is made again. */
async function known(note: string): Promise<Made | undefined> {
  try {
    const made = JSON.parse(await readFile(note, 'utf8')) as Made;
    return (await stat(made.gateway.file)).size === made.gateway.size ? made : undefined;
  } catch {
    return undefined;
  }
}

/** Packs are large: name, size and time tell a changed one without reading it. */
async function keyOf(gateway: StoredImage, packs: string[]): Promise<string> {
  const hash = createHash('sha256').update(gateway.sha256);
  for (const file of packs) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file} ${String(size)} ${String(mtimeMs)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** A damaged pack is the learner's own file: it cannot be built again. */
async function readPack(file: string, scratch: string): Promise<ArchivedImage[]> {
  try {
    return await readArchive(file, scratch);
  } catch (cause) {
    throw new Failure('bad-input', 'images:corruptPack', { file }, { cause });
  }
}

/** What earlier packs made: each is as large as they were. */
async function removeOlder(cache: string, key: string): Promise<void> {
  const older = (await readdir(cache)).filter((name) => name.startsWith('gateway-') && !name.includes(key));
  await Promise.all(older.map((name) => rm(join(cache, name))));
}

async function make(store: ImageStore, packs: string[], cache: string, key: string): Promise<Made> {
  await verifyArchive(store.gateway);
  await mkdir(cache, { recursive: true });
  // In the cache and not in /tmp, which may be memory: packs are large.
  const scratch = await mkdtemp(join(cache, 'pack-'));
  try {
    const images: ArchivedImage[] = [];
    for (const [index, pack] of packs.entries())
      images.push(...(await readPack(pack, join(scratch, String(index)))));
    const [gateway] = await readArchive(store.gateway.file, join(scratch, 'gateway'));
    if (!gateway) throw new Error(`${store.gateway.file} holds no image`);
    const served = gatewayWith(gateway, await writeRegistryLayer(images, join(scratch, 'content.tar.gz')));
    const file = join(cache, `gateway-${key}.tar`);
    await writeArchive([served], `${file}.part`);
    await rename(`${file}.part`, file);
    await removeOlder(cache, key);
    const { size } = await stat(file);
    return {
      gateway: { file, reference: served.references[0] ?? '', size, sha256: await sha256OfFile(file) },
      serves: images.flatMap((image) => image.references),
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
