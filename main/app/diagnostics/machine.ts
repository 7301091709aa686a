// What the report says of this computer.
import { mkdir, statfs } from 'node:fs/promises';
import { arch, cpus, freemem, release, totalmem, type as systemName, version } from 'node:os';
import { gigabytes } from '../../diagnosis/context';
import type { Translate } from '../../i18n/i18n';
import type { Paths } from '../../paths';

export async function machineLines({ data, cache }: Paths, say: Translate): Promise<string[]> {
  const model = cpus()[0]?.model.trim() ?? '?';
  return [
    say('window:reportSystem', { system: `${systemName()} ${release()} ${arch()} (${version()})` }),
    say('window:reportProcessor', { cpus: cpus().length, model }),
    say('window:reportMemory', { free: gigabytes(freemem()), total: gigabytes(totalmem()) }),
    ...(await Promise.all([data, cache].map((folder) => diskLine(folder, say)))),
  ];
}

async function diskLine(folder: string, say: Translate): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { bavail, blocks, bsize } = await statfs(folder);
  return say('window:reportDisk', {
    folder,
    free: gigabytes(bavail * bsize),
    total: gigabytes(blocks * bsize),
  });
}
