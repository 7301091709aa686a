// Tells when the files of a lab are saved: the post, its sidecar, its images.
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Lab } from './lab';

/**
 * Milliseconds between two looks. A look asks for the times of some ten files, which costs nothing; and unlike `fs.watch` it
 * sees editors that save by renaming, folders that a checkout replaces, and files on network drives.
 */
const pause = 250;

/** Folders below the lab's own in which images are looked for: `images/2024`. */
const depth = 2;

/**
 * Calls `onChange` after a save, once the files are calm: an editor writes in several goes, and a checkout many files.
 * What it returns ends it.
 */
export function followLab({ path }: Pick<Lab, 'path'>, onChange: () => void): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let told: string | undefined;
  let before: string | undefined;
  const look = async (): Promise<void> => {
    const now = await printOf(path);
    if (isOver) return;
    told ??= now;
    if (now === before && now !== told) {
      told = now;
      onChange();
    }
    before = now;
    timer = setTimeout(() => void look(), pause);
  };
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Changes with each save of a file of the lab. */
async function printOf(post: string): Promise<string> {
  const files = [...(await besidePost(post)), ...(await imagesBelow(dirname(post), depth))];
  const prints = await Promise.all(
    [...new Set(files)].sort().map(async (file) => print(file, await statOf(file))),
  );
  return prints.join('\n');
}

/** The post, and sidecars by any name: one may be made only now. */
async function besidePost(post: string): Promise<string[]> {
  const folder = dirname(post);
  const names = await namesIn(folder);
  return [
    post,
    ...names.filter(({ name }) => /(^|\.)lab\.yml$/.test(name)).map(({ name }) => join(folder, name)),
  ];
}

async function imagesBelow(folder: string, levels: number): Promise<string[]> {
  const entries = await namesIn(folder);
  const inside = entries.map(({ name, isFolder }) => {
    const path = join(folder, name);
    const isPicture = /^\.(apng|avif|gif|jpe?g|png|svg|webp)$/i.test(extname(name));
    if (!isFolder) return Promise.resolve(isPicture ? [path] : []);
    return levels > 0 && isLabFolder(name) ? imagesBelow(path, levels - 1) : Promise.resolve([]);
  });
  return (await Promise.all(inside)).flat();
}

/** A single post may lie in a folder of anything at all: of its neighbours only those with images matter. */
function isLabFolder(name: string): boolean {
  return /^(images?|img|assets|figures|pictures|\d{4})$/i.test(basename(name));
}

async function namesIn(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  // It may be away for a moment, as while a checkout replaces it.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

async function statOf(file: string): Promise<Stats | undefined> {
  return stat(file).catch(() => undefined);
}

function print(file: string, found: Stats | undefined): string {
  return found ? `${file} ${found.ino} ${found.size} ${found.mtimeMs}` : `${file} -`;
}
