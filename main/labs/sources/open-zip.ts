// Opens a zip: unpacked into the cache, once for each content.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../../failure/failure';
import { findPost } from '../find-post';
import { digestOf, keep, kept } from './keep';
import { unpack } from './unpack';

/** Bytes of a zip: what it may hold, hardly packed. */
export const zipLimitBytes = 128 * 2 ** 20;

/** Returns its folder. The name of the lab is that of the one folder in it, or of the zip. */
export async function openZip(file: string, shown: string, cache: string): Promise<string> {
  const { size } = await stat(file);
  if (size > zipLimitBytes)
    throw new Failure('bad-input', 'authoring:zipTooLarge', { zip: shown, limit: zipLimitBytes / 2 ** 20 });
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Failure('bad-input', 'labs:unreadable', { path: file, reason: reasonOf(cause) }, { cause });
  });
  const name = basename(file).replace(/\.zip$/i, '') || 'lab';
  const key = `zip-${digestOf(bytes)}`;
  const folder =
    (await kept(cache, key)) ?? (await keep(cache, key, (aside) => unpack(bytes, join(aside, name), shown)));
  const top = await topOf(folder);
  await findPost(top, shown);
  return top;
}

function reasonOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? String(thrown);
}

/** The folder of the zip's content; the one in it where that is all there is. */
async function topOf(folder: string): Promise<string> {
  const [name] = await readdir(folder);
  const inside = join(folder, name ?? '');
  const [only, ...others] = await readdir(inside, { withFileTypes: true });
  return only?.isDirectory() && others.length === 0 ? join(inside, only.name) : inside;
}

/** How every zip begins: one with a file in it, or an empty one. */
export function hasZipMark(bytes: Buffer): boolean {
  return ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(bytes.subarray(0, 4).toString('latin1'));
}
