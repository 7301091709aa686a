// Finds and reads a lab: a post, or a folder with one, and the sidecar beside it.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure/failure';
import type { Paths } from '../paths';
import { findPost, mainPosts, postName } from './find-post';
import type { Lab } from './lab';
import { offlineWarnings } from './offline/warnings';
import { inLineOrder } from './parse/parse';
import { parseLabSafely } from './parse/safely';
import { idOfPost } from './parse/post';
import { readText, statOf } from './read-text';
import { readSidecar } from './sidecar';
import { isAddress } from './sources/address';
import { type OpenedSource, openSource } from './sources/open-source';

export interface LoadOptions {
  /** References that the lab's gateway has (`ImageStore.serves`): any other image is a warning. Not said: none is. */
  serves?: readonly string[] | undefined;
}

/** Throws a Failure of kind `bad-input` where `pathOrFolder` is no lab or its sidecar is wrong. */
export async function loadLab(pathOrFolder: string, { serves }: LoadOptions = {}): Promise<Lab> {
  const lab = await readLab(pathOrFolder);
  return { ...lab, warnings: inLineOrder([...lab.warnings, ...offlineWarnings(lab, serves)]) };
}

async function readLab(pathOrFolder: string): Promise<Lab> {
  const found = path.resolve(pathOrFolder);
  const isFolder = (await statOf(found)).isDirectory();
  const post = isFolder ? await findPost(found) : found;
  if (!postName.test(post)) throw new Failure('bad-input', 'labs:notAPost', { path: post });
  const id = isFolder ? path.basename(found) : idOfPost(post);
  const source = await readText(post);
  if (source.trim() === '') throw new Failure('bad-input', 'labs:empty', { path: post });
  const parsed = await parseLabSafely(source, { path: post, id });
  const sidecarFile = await sidecarOf(post, isFolder);
  if (sidecarFile === undefined) return { ...parsed, sidecar: undefined };
  return { ...parsed, ...readSidecar(await readText(sidecarFile), sidecarFile, parsed) };
}

/** A lab that ships with Essaim, by its name, or the learner's own, from wherever it is (see `openSource`). */
export async function findLab(
  name: string,
  { labs: labsFolder, cache }: Pick<Paths, 'labs' | 'cache'>,
  signal?: AbortSignal,
): Promise<OpenedSource> {
  const labs = await shippedLabs(labsFolder);
  if (labs.includes(name)) return { path: path.join(labsFolder, name), origin: 'folder' };
  if (isAddress(name) || (await stat(name).catch(() => undefined)))
    return openSource(name, { cache, signal });
  throw new Failure('bad-input', 'labs:unknownLab', { name, labs: labs.join(', ') || '-' });
}

/** Names of the labs in a folder: each a folder with a post. */
export async function shippedLabs(labsFolder: string): Promise<string[]> {
  // Without the folder there is no shipped lab: a path is still found.
  const entries = await readdir(labsFolder, { withFileTypes: true }).catch(() => []);
  const labs: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const names = await readdir(path.join(labsFolder, entry.name));
    if (names.some((name) => postName.test(name))) labs.push(entry.name);
  }
  return labs.sort();
}

/** `lab.yml` speaks of its folder's post; beside a post among others it is `<name>.lab.yml`. */
async function sidecarOf(post: string, isFolder: boolean): Promise<string | undefined> {
  const isMain = isFolder || mainPosts.includes(path.basename(post));
  const name = path.basename(post).replace(postName, '');
  const names = isMain ? ['lab.yml'] : [`${name}.lab.yml`, `${idOfPost(post)}.lab.yml`];
  for (const each of names) {
    const file = path.join(path.dirname(post), each);
    if (await stat(file).catch(() => undefined)) return file;
  }
  return undefined;
}
