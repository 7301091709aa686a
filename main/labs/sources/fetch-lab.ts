// Fetches a post or a zip into the cache, where it opens again without a network.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../../failure/failure';
import { type Download, download, isUnreachable } from './download';
import { digestOf, keep, kept } from './keep';
import type { SourceOptions } from './open-source';
import { hasZipMark, zipLimitBytes } from './open-zip';
import { decode, fetchImages } from './web-images';

/** Milliseconds: a large zip over a slow line; who does not want to wait stops it. */
const patience = 60_000;
/** Says which file of the folder is the post or zip. */
const note = 'fetched.json';

export interface FetchedLab {
  /** Absolute path of the post or zip. */
  file: string;
  /** Whether the network could not be reached, and this is what was fetched before. */
  isKept: boolean;
}

export async function fetchLab(url: URL, options: SourceOptions): Promise<FetchedLab> {
  const { cache, signal, ca } = options;
  const key = `web-${digestOf(url.href)}`;
  let fetched: Download;
  try {
    fetched = await download(url, { signal, ca, limitBytes: zipLimitBytes, patience });
  } catch (failure) {
    const folder = isUnreachable(failure) ? await kept(cache, key) : undefined;
    if (folder === undefined) throw failure;
    return { file: await notedIn(folder), isKept: true };
  }
  const name = nameOf(url, fetched);
  const folder = await keep(cache, key, (aside) => fill(aside, name, fetched, options));
  return { file: join(folder, name), isKept: false };
}

async function fill(
  folder: string,
  name: string,
  { bytes, url }: Download,
  options: SourceOptions,
): Promise<void> {
  const file = join(folder, name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, bytes);
  await writeFile(join(folder, note), JSON.stringify({ file: name }));
  if (!hasZipMark(bytes)) await fetchImages(bytes.toString('utf8'), { file, url }, options);
}

async function notedIn(folder: string): Promise<string> {
  const { file } = JSON.parse(await readFile(join(folder, note), 'utf8')) as { file: string };
  return join(folder, file);
}

/** `lab/lab.md`, `lab/index.md`, `lab.zip`: named as at its address, in a folder that gives `index.md` its id. */
function nameOf({ href, pathname }: URL, { bytes, type }: Download): string {
  const [last = '', above = ''] = pathname.split('/').filter(Boolean).reverse().map(plain);
  if (hasZipMark(bytes)) return `${last.replace(/\.zip$/i, '') || 'lab'}.zip`;
  if (/\.zip$/i.test(last)) throw new Failure('bad-input', 'authoring:notAZip', { url: href });
  const isPage = type === 'text/html' || /^\s*<(!doctype html|html)\b/i.test(bytes.toString('utf8', 0, 200));
  if (isPage) throw new Failure('bad-input', 'authoring:webPage', { url: href });
  if (bytes.length === 0) throw new Failure('bad-input', 'authoring:nothingThere', { url: href });
  const post = /\.(md|markdown)$/i.test(last) ? last : `${last || 'index'}.md`;
  const isMain = /^(index|post)\.(md|markdown)$/i.test(post);
  return join(isMain ? above || 'lab' : basename(post).replace(/\..*$/, '') || 'lab', post);
}

/** A name that any file system takes, and that leads nowhere else. */
function plain(segment: string): string {
  return decode(segment)
    .replace(/[^\p{L}\p{N}._ -]/gu, '-')
    .replace(/^\.+/, '')
    .slice(0, 80);
}
