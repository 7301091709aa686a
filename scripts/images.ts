// `npm run images`: builds every image from its recipe and writes the two archives that an engine loads.
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArchivedImage, writeArchive } from '../main/images/archive';
import { contentReference, gatewayWith } from '../main/images/gateway';
import { writeRegistryLayer } from '../main/images/registry';
import { sha256OfFile, type StoreIndex } from '../main/images/store';
import { buildImage } from './images/build';
import { readRecipe } from './images/recipe';
import { repository } from './repository';

const recipes = repository('assets', 'images');
const cache = repository('.cache', 'images');

async function build(name: string): Promise<ArchivedImage[]> {
  const started = Date.now();
  const recipe = await readRecipe(join(recipes, name));
  const { images, cached } = await buildImage(recipe, cache);
  const megabytes = (images[0]?.layers[0]?.size ?? 0) / 1e6;
  const how = cached ? 'cached' : `${((Date.now() - started) / 1000).toFixed(0)} s`;
  console.log(`image ${recipe.name}: ${megabytes.toFixed(1)} MB compressed (${how})`);
  return images;
}

async function one(name: string): Promise<ArchivedImage> {
  const [image] = await build(name);
  if (!image) throw new Error(`assets/images/${name}/recipe.yml names no tag`);
  return image;
}

async function write(image: ArchivedImage, file: string): Promise<StoreIndex['node']> {
  const path = join(cache, file);
  await writeArchive([image], `${path}.part`);
  await rename(`${path}.part`, path);
  const reference = image.references[0] ?? '';
  return { file, reference, size: (await stat(path)).size, sha256: await sha256OfFile(path) };
}

await mkdir(cache, { recursive: true });
const node = await one('node');
const gateway = await one('gateway');
const standIns: ArchivedImage[] = [];
for (const name of ['busybox', 'vote', 'visualizer']) standIns.push(...(await build(name)));
const content = await writeRegistryLayer(standIns, join(cache, 'stand-ins.tar.gz'));
const index: StoreIndex = {
  node: await write({ ...node, references: [contentReference('essaim/node', node.config)] }, 'node.tar'),
  gateway: await write(gatewayWith(gateway, content), 'gateway.tar'),
  serves: standIns.flatMap((image) => image.references),
};
await writeFile(join(cache, 'images.json'), `${JSON.stringify(index, null, 2)}\n`);
console.log(
  `images in ${cache}: node ${(index.node.size / 1e6).toFixed(0)} MB, gateway ${(index.gateway.size / 1e6).toFixed(0)} MB`,
);
