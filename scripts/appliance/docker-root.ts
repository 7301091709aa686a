// The folder of a dockerd (its data root, overlay2) with images in it, written without running one: seconds instead of
// minutes under emulation, and the same images give the same bytes. The layer's files themselves are unpacked by whoever
// may own files as root (disk.ts). Form: moby's layer/filestore.go, image/fs.go, reference/store.go, overlay2/overlay.go.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchivedImage, Layer } from '../../main/images/archive';

export interface PlacedLayer {
  layer: Layer;
  /** Folder, relative to the data root, that the layer's files are to be unpacked into. */
  folder: string;
}

/** Writes all of the data root but the layers' files. Sizes are told by `sizeOf`, in bytes of a layer's unpacked files. */
export async function writeDockerRoot(
  root: string,
  images: ArchivedImage[],
  sizeOf: (layer: Layer) => number,
): Promise<PlacedLayer[]> {
  const put = async (path: string, text: string | Buffer): Promise<void> => {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  const placed = new Map<string, PlacedLayer>();
  const names: Record<string, Record<string, string>> = {};
  for (const image of images) {
    const id = hex(image.config);
    await put(`image/overlay2/imagedb/content/sha256/${id}`, image.config);
    let parent: Chain | undefined;
    for (const layer of image.layers) {
      const chain: Chain = chainOf(parent, layer);
      if (!placed.has(chain.id)) {
        const database = `image/overlay2/layerdb/sha256/${chain.id}`;
        await put(`${database}/diff`, layer.diffId);
        await put(`${database}/size`, String(sizeOf(layer)));
        await put(`${database}/cache-id`, chain.cache);
        if (parent) await put(`${database}/parent`, `sha256:${parent.id}`);
        await put(`overlay2/${chain.cache}/link`, chain.link);
        await put(`overlay2/${chain.cache}/committed`, '');
        if (parent)
          await put(`overlay2/${chain.cache}/lower`, chain.lower.map((link) => `l/${link}`).join(':'));
        placed.set(chain.id, { layer, folder: `overlay2/${chain.cache}/diff` });
      }
      parent = chain;
    }
    for (const reference of image.references) {
      const repository = reference.slice(0, reference.lastIndexOf(':'));
      names[repository] = { ...names[repository], [reference]: `sha256:${id}` };
    }
  }
  await put('image/overlay2/repositories.json', JSON.stringify({ Repositories: names }));
  return [...placed.values()];
}

/** A layer on top of those below it. */
interface Chain {
  id: string;
  /** Name of its folder; random with dockerd, made of the chain here. */
  cache: string;
  /** Short name of its files, and those of the layers below, nearest first. */
  link: string;
  lower: string[];
}

function chainOf(parent: Chain | undefined, { diffId }: Layer): Chain {
  const id = parent ? hex(`sha256:${parent.id} ${diffId}`) : diffId.slice('sha256:'.length);
  const cache = hex(`essaim ${id}`);
  return {
    id,
    cache,
    link: linkOf(cache),
    lower: parent ? [parent.link, ...parent.lower] : [],
  };
}

/** 26 characters of A-Z and 2-7, as overlay2 makes them. */
export function linkOf(cache: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bytes = createHash('sha256').update(cache).digest();
  return [...bytes.subarray(0, 26)].map((byte) => letters[byte % letters.length]).join('');
}

function hex(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
