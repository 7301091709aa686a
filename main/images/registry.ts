// Images as a registry keeps them on disk (the `filesystem` driver of distribution 2.x), as a layer of the gateway.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import { type ArchivedImage, sha256, writeLayer, type Layer } from './archive';

/** Where the gateway's registry looks: `rootdirectory` of assets/images/gateway/files/etc/essaim/mirror.yml. */
const root = 'var/lib/essaim/registry/docker/registry/v2';

const mediaTypes = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

/** Writes the layer `file` that makes a gateway serve `images` under their references. */
export async function writeRegistryLayer(images: ArchivedImage[], file: string): Promise<Layer> {
  const tar = pack();
  const [layer] = await Promise.all([writeLayer(tar, file), fill(new Tree(tar), images)]);
  return layer;
}

async function fill(tree: Tree, images: ArchivedImage[]): Promise<void> {
  for (const image of images) {
    const manifest = manifestOf(image);
    const digest = sha256(manifest);
    const config = sha256(image.config);
    await tree.bytes(blobPath(digest), manifest);
    await tree.bytes(blobPath(config), image.config);
    for (const layer of image.layers) await tree.file(blobPath(layer.digest), layer);
    for (const reference of image.references) {
      const { repository, tag } = splitReference(reference);
      const home = `${root}/repositories/${repository}`;
      for (const blob of [config, ...image.layers.map((layer) => layer.digest)]) {
        await tree.bytes(`${home}/_layers/${linkPath(blob)}`, blob);
      }
      await tree.bytes(`${home}/_manifests/revisions/${linkPath(digest)}`, digest);
      await tree.bytes(`${home}/_manifests/tags/${tag}/current/link`, digest);
      await tree.bytes(`${home}/_manifests/tags/${tag}/index/${linkPath(digest)}`, digest);
    }
  }
  tree.end();
}

function manifestOf(image: ArchivedImage): Buffer {
  const layers = image.layers.map(({ digest, size }) => ({ mediaType: mediaTypes.layer, size, digest }));
  const config = { mediaType: mediaTypes.config, size: image.config.length, digest: sha256(image.config) };
  return Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers }, null, 2),
  );
}

function blobPath(digest: string): string {
  const hex = digest.slice('sha256:'.length);
  return `${root}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
}

function linkPath(digest: string): string {
  return `${digest.replace(':', '/')}/link`;
}

/** Docker Hub's own short names live under `library/`; its host is dropped, as mirrors know only paths. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const bare = reference.replace(/^(docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, '');
  const colon = bare.lastIndexOf(':');
  const named = colon > bare.lastIndexOf('/');
  const name = named ? bare.slice(0, colon) : bare;
  return {
    repository: name.includes('/') ? name : `library/${name}`,
    tag: named ? bare.slice(colon + 1) : 'latest',
  };
}

/** A tar to which each path is added once. */
class Tree {
  readonly #seen = new Set<string>();

  constructor(readonly tar: Pack) {}

  async bytes(name: string, content: Buffer | string): Promise<void> {
    const bytes = Buffer.from(content);
    const entry = this.#open(name, bytes.length);
    if (!entry) return;
    await pipeline(Readable.from([bytes]), entry);
  }

  async file(name: string, layer: Layer): Promise<void> {
    const entry = this.#open(name, layer.size);
    if (entry) await pipeline(createReadStream(layer.file), entry);
  }

  end(): void {
    this.tar.finalize();
  }

  #open(name: string, size: number): ReturnType<Pack['entry']> | undefined {
    if (this.#seen.has(name)) return undefined;
    this.#seen.add(name);
    return this.tar.entry({ name, size, mtime: new Date(0) });
  }
}
