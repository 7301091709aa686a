// The cache of labs that came from elsewhere: a folder for each, whole or not there at all.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Days after which a lab that nobody opened is forgotten: longer than a term's holidays. */
const keptDays = 90;
/** Days after which a folder that was never finished is what an accident left. */
const unfinishedDays = 1;
/** Milliseconds. */
const day = 24 * 60 * 60 * 1000;
const unfinished = '.part-';

/** Path of a kept lab, which is now used; undefined where it is not there. */
export async function kept(cache: string, key: string): Promise<string | undefined> {
  const folder = join(cache, 'labs', key);
  const now = new Date();
  return utimes(folder, now, now).then(
    () => folder,
    () => undefined,
  );
}

/** Fills a folder aside and puts it in the place of what was kept under that key. Returns its path. */
export async function keep(
  cache: string,
  key: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const labs = join(cache, 'labs');
  const aside = join(labs, `${unfinished}${randomUUID()}`);
  const folder = join(labs, key);
  await mkdir(aside, { recursive: true });
  try {
    await fill(aside);
    await replace(aside, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await forgetOld(labs);
  return folder;
}

async function replace(aside: string, folder: string): Promise<void> {
  const before = `${aside}-before`;
  // Nothing to put away where the lab is new.
  await rename(folder, before).catch(() => undefined);
  try {
    await rename(aside, folder);
  } finally {
    await rm(before, { recursive: true, force: true });
  }
}

async function forgetOld(labs: string): Promise<void> {
  for (const name of await readdir(labs)) {
    const folder = join(labs, name);
    // Another Essaim may be clearing up at this moment, too.
    const found = await stat(folder).catch(() => undefined);
    const days = name.startsWith(unfinished) ? unfinishedDays : keptDays;
    if (found && Date.now() - found.mtimeMs > days * day) await rm(folder, { recursive: true, force: true });
  }
}

/** Part of a key that stands for a content or an address. */
export function digestOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
