// Image archives (the `docker save` form, loaded by Docker, Podman and containerd alike): writing and reading.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack, type Pack } from 'tar-stream';
import { z } from 'zod';
import { Failure } from '../failure/failure';

/** One image: its configuration as the engine's JSON, and its layers as gzipped tar files, base first. */
export interface ArchivedImage {
  /** `instavote/vote:latest`; none where the archive names none. */
  references: string[];
  config: Buffer;
  layers: Layer[];
}

export interface Layer {
  /** Path of the gzipped tar. */
  file: string;
  /** `sha256:…` of the gzipped tar, as registries name it. */
  digest: string;
  /** `sha256:…` of the tar itself, as the configuration names it. */
  diffId: string;
  /** Bytes of the gzipped tar. */
  size: number;
}

export function sha256(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Gzips a tar into `file`. Level 6 without a name or time in the header: the same tar gives the same bytes. */
export async function writeLayer(tar: Readable | Pack, file: string): Promise<Layer> {
  const plain = createHash('sha256');
  const zipped = createHash('sha256');
  await pipeline(tar, hashing(plain), createGzip({ level: 6 }), hashing(zipped), createWriteStream(file));
  return {
    file,
    digest: `sha256:${zipped.digest('hex')}`,
    diffId: `sha256:${plain.digest('hex')}`,
    size: (await stat(file)).size,
  };
}

function hashing(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

/** Writes images that may share layers into one archive. */
export async function writeArchive(images: ArchivedImage[], file: string): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createWriteStream(file));
  const names = new Set<string>();
  const addBytes = (name: string, bytes: Buffer): void => {
    if (names.has(name)) return;
    names.add(name);
    tar.entry({ name, mtime: new Date(0) }, bytes);
  };
  for (const image of images) {
    addBytes(configName(image), image.config);
    for (const layer of image.layers) {
      const name = layerName(layer);
      if (names.has(name)) continue;
      names.add(name);
      await pipeline(createReadStream(layer.file), tar.entry({ name, size: layer.size, mtime: new Date(0) }));
    }
  }
  const manifest = images.map((image) => ({
    Config: configName(image),
    RepoTags: image.references,
    Layers: image.layers.map(layerName),
  }));
  addBytes('manifest.json', Buffer.from(JSON.stringify(manifest)));
  tar.finalize();
  await written;
}

function configName(image: ArchivedImage): string {
  return `${sha256(image.config).slice('sha256:'.length)}.json`;
}

function layerName(layer: Layer): string {
  return `${layer.digest.slice('sha256:'.length)}.tar.gz`;
}

const manifestSchema = z.array(
  z.object({ Config: z.string(), RepoTags: z.array(z.string()).nullable(), Layers: z.array(z.string()) }),
);
const configSchema = z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) });

/**
 * Reads an archive by unpacking it into `folder`, which the caller owns and removes. Every layer is checked
 * against the configuration's digests.
 * @throws Failure `bad-input` where it is no image archive, cut short, or changed.
 */
export async function readArchive(file: string, folder: string): Promise<ArchivedImage[]> {
  try {
    await unpack(file, folder);
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    const images: ArchivedImage[] = [];
    for (const entry of manifest) {
      const config = await readFile(inside(folder, entry.Config));
      const { rootfs } = configSchema.parse(JSON.parse(config.toString('utf8')));
      const layers: Layer[] = [];
      for (const [index, name] of entry.Layers.entries()) {
        const layer = await readLayer(inside(folder, name), `${inside(folder, name)}.layer`);
        if (layer.diffId !== rootfs.diff_ids[index])
          throw new Error(`layer ${name} does not match its digest`);
        layers.push(layer);
      }
      images.push({ references: entry.RepoTags ?? [], config, layers });
    }
    return images;
  } catch (cause) {
    if (cause instanceof Failure || isMissing(cause, file)) throw cause;
    throw new Failure('bad-input', 'images:corruptArchive', { file }, { cause });
  }
}

/** Archives hold layers plain or gzipped; both come out gzipped by us. */
async function readLayer(file: string, zipped: string): Promise<Layer> {
  const source = createReadStream(file);
  if (!(await isGzip(file))) return writeLayer(source, zipped);
  const plain = createGunzip();
  const [layer] = await Promise.all([writeLayer(plain, zipped), pipeline(source, plain)]);
  return layer;
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.equals(Buffer.from([0x1f, 0x8b]));
  } finally {
    await handle.close();
  }
}

async function unpack(file: string, folder: string): Promise<void> {
  const entries = extract();
  const feeding = pipeline(createReadStream(file), entries);
  // What fails here fails the loop below, too, which is where it is told.
  feeding.catch(() => undefined);
  for await (const entry of entries) {
    const { name, type, linkname } = entry.header;
    const path = inside(folder, name);
    if (type === 'file') {
      await mkdir(dirname(path), { recursive: true });
      // By its iterator: of an entry that an archive's early end has destroyed already, a pipe would wait for ever.
      await pipeline(Readable.from(entry), createWriteStream(path));
    } else if (type === 'symlink' && linkname) {
      // `docker save` links a layer that repeats to its first copy.
      await mkdir(dirname(path), { recursive: true });
      await copyFile(inside(folder, join(dirname(name), linkname)), path);
      entry.resume();
    } else {
      entry.resume();
    }
  }
  await feeding;
}

/** A path of the archive below `folder`; an archive is not trusted to stay there by itself. */
function inside(folder: string, name: string): string {
  const path = normalize(name);
  if (path.startsWith('..') || path.startsWith('/')) throw new Error(`entry ${name} leaves the archive`);
  return join(folder, path);
}

function isMissing(error: unknown, file: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ENOENT' &&
    'path' in error &&
    error.path === file
  );
}
