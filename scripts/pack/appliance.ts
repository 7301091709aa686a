// The ready snapshot's memory as it is shipped: packed, beside the sparse file of 1.3 GB that it stands for.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { snapshotFiles } from '../../main/engine/embedded/appliance';
import { readManifest } from '../../main/engine/embedded/manifest';
import { pack } from '../../main/engine/embedded/packed-file';
import { packedOf } from '../../main/engine/embedded/ready';

/**
 * Packs it once: a snapshot that is made anew comes in a new folder, without a pack.
 * @throws Error where the file is not the manifest's
 */
export async function packReady(folder: string): Promise<'packed' | 'cached' | 'none'> {
  const manifestFile = join(folder, snapshotFiles.manifest);
  if (!existsSync(manifestFile)) return 'none';
  const memory = join(folder, snapshotFiles.memory);
  const target = packedOf(memory);
  if (existsSync(target)) return 'cached';
  const known = (await readManifest(manifestFile)).files[snapshotFiles.memory];
  const { sha256 } = await pack(memory, target);
  if (sha256 === known?.sha256) return 'packed';
  await rm(target, { force: true });
  throw new Error(`${memory} is not the one of its manifest: remove ${folder} and run \`npm run appliance\``);
}
