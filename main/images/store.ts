// The image store: a folder with the two archives that an engine loads, and their index.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Failure } from '../failure/failure';

const archive = z.object({ file: z.string(), reference: z.string(), size: z.number(), sha256: z.string() });
const indexSchema = z.object({ node: archive, gateway: archive, serves: z.array(z.string()) });

/** `images.json` as `npm run images` writes it; files are relative to its folder. */
export type StoreIndex = z.infer<typeof indexSchema>;

/** An archive of one image, known by a reference that changes with its content. */
export interface StoredImage {
  file: string;
  reference: string;
  /** Bytes. */
  size: number;
  /** Hex digest of the file. */
  sha256: string;
}

export interface ImageStore {
  node: StoredImage;
  gateway: StoredImage;
  /** References that the gateway serves: `instavote/vote:latest`. */
  serves: string[];
}

/** @throws Failure `bad-input` where the folder holds no images or its index is broken. */
export async function openStore(folder: string): Promise<ImageStore> {
  let index: StoreIndex;
  try {
    index = indexSchema.parse(JSON.parse(await readFile(join(folder, 'images.json'), 'utf8')));
  } catch (cause) {
    throw new Failure('bad-input', 'images:noStore', { folder }, { cause });
  }
  const placed = (image: StoreIndex['node']): StoredImage => ({ ...image, file: join(folder, image.file) });
  return { node: placed(index.node), gateway: placed(index.gateway), serves: index.serves };
}

/** Reference of the node image; undefined where the images are not even built, which is told by what needs them. */
export async function knownNodeImage(images: () => Promise<ImageStore>): Promise<string | undefined> {
  return (await knownStore(images))?.node.reference;
}

/** What the gateway serves; undefined where the images are not even built. */
export async function knownServes(images: () => Promise<ImageStore>): Promise<string[] | undefined> {
  return (await knownStore(images))?.serves;
}

async function knownStore(images: () => Promise<ImageStore>): Promise<ImageStore | undefined> {
  try {
    return await images();
  } catch (error) {
    if (error instanceof Failure && error.kind === 'bad-input') return undefined;
    throw error;
  }
}

/**
 * Makes sure that an archive is whole before an engine gets it.
 * @throws Failure `bad-input` where it is missing, cut short or changed.
 */
export async function verifyArchive(image: StoredImage): Promise<void> {
  const { file } = image;
  const found = await stat(file).catch((cause: unknown) => {
    throw new Failure('bad-input', 'images:missingArchive', { file }, { cause });
  });
  if (found.size !== image.size || (await sha256OfFile(file)) !== image.sha256)
    throw new Failure('bad-input', 'images:corruptArchive', { file });
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
