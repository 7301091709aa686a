// The appliance: kernel, initrd and disk of the machine, and the ready snapshot where there is one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure/failure';

const schema = z.object({
  architecture: z.enum(['x64', 'arm64']),
  /** Hex digest of all that it was built from. */
  inputs: z.string(),
  /** Names of the images on its disk, which a store's must be. */
  images: z.object({ node: z.string(), gateway: z.string() }),
});

/** `appliance.json` as `npm run appliance` writes it; the files stand beside it. */
export type ApplianceIndex = z.infer<typeof schema>;

export interface Appliance extends ApplianceIndex {
  kernel: string;
  initrd: string;
  disk: string;
  /** Folder of the snapshot that was shipped; its manifest may be missing. */
  ready: string;
}

/** Names within a snapshot's folder. */
export const snapshotFiles = { memory: 'ram', disk: 'disk.qcow2', manifest: 'manifest.json' } as const;

/** @throws Failure `bad-input` where the folder holds no appliance. */
export async function openAppliance(folder: string): Promise<Appliance> {
  let index: ApplianceIndex;
  try {
    index = schema.parse(JSON.parse(await readFile(join(folder, 'appliance.json'), 'utf8')));
  } catch (cause) {
    throw new Failure('bad-input', 'embedded:noAppliance', { folder }, { cause });
  }
  return {
    ...index,
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd'),
    disk: join(folder, 'disk.qcow2'),
    ready: join(folder, 'ready'),
  };
}
