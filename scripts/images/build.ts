// Builds one recipe into the images of its tags.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArchivedImage, Layer } from '../../main/images/archive';
import type { Recipe } from './recipe';
import { repository } from '../repository';
import { buildRoot } from './root';

/** What makes a layer: when it changes, so may what it makes. */
const builder = [
  repository('scripts', 'images', 'root.ts'),
  repository('scripts', 'images', 'recipe.ts'),
  repository('main', 'images', 'archive.ts'),
];

const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

export interface BuiltImage {
  images: ArchivedImage[];
  cached: boolean;
}

/** Builds into `cache`, or takes what an equal recipe left there. */
export async function buildImage(recipe: Recipe, cache: string): Promise<BuiltImage> {
  const prefix = `${recipe.name.replace('/', '-')}-`;
  const folder = join(cache, `${prefix}${await recipeHash(recipe)}`);
  await removeOlder(cache, prefix, folder);
  const cachedLayer = await readLayerNote(folder);
  const layer = cachedLayer ?? (await buildLayer(recipe, folder));
  const images = Object.entries(recipe.tags).map(([tag, { environment }]) => ({
    references: [`${recipe.name}:${tag}`],
    config: configOf(recipe, tag, environment, layer),
    layers: [layer],
  }));
  return { images, cached: cachedLayer !== undefined };
}

/** What earlier recipes of the same image left: 100 MB each. */
async function removeOlder(cache: string, prefix: string, folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (name.startsWith(prefix) && path !== folder) await rm(path, { recursive: true });
  }
}

async function buildLayer(recipe: Recipe, folder: string): Promise<Layer> {
  const scratch = await mkdtemp(join(tmpdir(), 'essaim-image-'));
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const partial = join(folder, 'layer.part');
    const layer = await buildRoot(recipe, scratch, partial);
    const file = join(folder, 'layer.tar.gz');
    await rename(partial, file);
    await writeFile(join(folder, 'layer.json'), JSON.stringify({ ...layer, file: 'layer.tar.gz' }));
    return { ...layer, file };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function readLayerNote(folder: string): Promise<Layer | undefined> {
  try {
    const note = JSON.parse(await readFile(join(folder, 'layer.json'), 'utf8')) as Layer;
    return { ...note, file: join(folder, note.file) };
  } catch {
    return undefined; // never built, or the build was cut off: it is built anew
  }
}

async function recipeHash(recipe: Recipe): Promise<string> {
  const hash = createHash('sha256').update(arch());
  const own = await readdir(recipe.folder, { recursive: true, withFileTypes: true });
  const files = own.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const copies = Object.values(recipe.copies).map((source) => join(recipe.folder, source));
  for (const file of [...builder, ...files.sort(), ...copies.sort()])
    hash.update(await readFile(file)).update('\0');
  return hash.digest('hex').slice(0, 12);
}

function configOf(recipe: Recipe, tag: string, extra: Record<string, string>, layer: Layer): Buffer {
  const { config, labels } = recipe;
  const environment = Object.entries({ ...config.environment, ...extra });
  return Buffer.from(
    JSON.stringify({
      architecture: architectures[arch()] ?? arch(),
      os: 'linux',
      created: '2026-01-01T00:00:00Z',
      config: {
        Entrypoint: config.entrypoint,
        ...(config.command.length > 0 && { Cmd: config.command }),
        WorkingDir: config.workingDirectory,
        Env: environment.map(([name, value]) => `${name}=${value}`),
        ...(config.exposedPorts.length > 0 && {
          ExposedPorts: Object.fromEntries(config.exposedPorts.map((port) => [port, {}])),
        }),
        ...(config.stopSignal && { StopSignal: config.stopSignal }),
        Labels: {
          ...labels,
          'org.opencontainers.image.version': tag,
          'io.essaim.stand-in': String(!recipe.name.startsWith('essaim/')),
        },
      },
      rootfs: { type: 'layers', diff_ids: [layer.diffId] },
      history: [
        { created: '2026-01-01T00:00:00Z', created_by: `essaim: assets/images recipe of ${recipe.name}` },
      ],
    }),
  );
}
