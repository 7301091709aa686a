// Finds and reads a lab: a post, or a folder with one, and the sidecar beside it.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure/failure';
import type { Lab } from './lab';
import { parseLabSafely } from './parse/safely';
import { idOfPost } from './parse/post';
import { readText, statOf } from './read-text';
import { readSidecar } from './sidecar';

const postName = /\.(md|markdown)$/i;
/** Names that make a file the post of its folder, the first one first. */
const mainPosts = ['index.md', 'post.md', 'index.markdown', 'post.markdown'];

/** Throws a Failure of kind `bad-input` where `pathOrFolder` is no lab or its sidecar is wrong. */
export async function loadLab(pathOrFolder: string): Promise<Lab> {
  const found = path.resolve(pathOrFolder);
  const isFolder = (await statOf(found)).isDirectory();
  const post = isFolder ? await postIn(found) : found;
  if (!postName.test(post)) throw new Failure('bad-input', 'labs:notAPost', { path: post });
  const id = isFolder ? path.basename(found) : idOfPost(post);
  const source = await readText(post);
  if (source.trim() === '') throw new Failure('bad-input', 'labs:empty', { path: post });
  const parsed = await parseLabSafely(source, { path: post, id });
  const sidecarFile = await sidecarOf(post, isFolder);
  if (sidecarFile === undefined) return { ...parsed, sidecar: undefined };
  return { ...parsed, ...readSidecar(await readText(sidecarFile), sidecarFile, parsed) };
}

/** Path of a lab that ships with Essaim, by its name, or of the learner's own. */
export async function findLab(name: string, labsFolder: string): Promise<string> {
  const labs = await shippedLabs(labsFolder);
  if (labs.includes(name)) return path.join(labsFolder, name);
  const own = await stat(name).catch(() => undefined);
  if (own) return path.resolve(name);
  throw new Failure('bad-input', 'labs:unknownLab', { name, labs: labs.join(', ') || '-' });
}

/** Names of the labs in a folder: each a folder with a post. */
async function shippedLabs(labsFolder: string): Promise<string[]> {
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

async function postIn(folder: string): Promise<string> {
  const posts = (await readdir(folder)).filter((name) => postName.test(name)).sort();
  const chosen = mainPosts.find((name) => posts.includes(name)) ?? posts[0];
  if (chosen === undefined) throw new Failure('bad-input', 'labs:noPost', { folder });
  if (posts.length > 1 && !mainPosts.includes(chosen)) {
    throw new Failure('bad-input', 'labs:severalPosts', { folder, posts: posts.join(', ') });
  }
  return path.join(folder, chosen);
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
