// The images of a post that was fetched: those of its own site are fetched beside it, all others stay a warning.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Failure } from '../../failure/failure';
import { parseLab } from '../parse/parse';
import { siteRoot } from './address';
import { download } from './download';

/** Limits: what the pictures of one post come to, several times over. */
const limits = {
  images: 60,
  /** Bytes of one. */
  each: 8 * 2 ** 20,
  /** Bytes of all. */
  total: 40 * 2 ** 20,
  /** Milliseconds for one. */
  patience: 10_000,
};

interface Fetching {
  signal?: AbortSignal | undefined;
  ca?: string | undefined;
}

/** Only the post itself matters: an image that cannot be fetched is a warning when the lab is read. */
export async function fetchImages(
  markdown: string,
  post: { file: string; url: URL },
  options: Fetching,
): Promise<void> {
  let total = 0;
  for (const { url, file } of imagesOf(markdown, post).slice(0, limits.images)) {
    const fetched = await imageAt(url, { ...options, left: limits.total - total });
    if (!fetched) continue;
    total += fetched.length;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, fetched);
  }
}

/** As the parser will look for them: below the post's folder, whether they are named from there or from the site's root. */
function imagesOf(markdown: string, post: { file: string; url: URL }): { url: URL; file: string }[] {
  const folder = dirname(post.file);
  const found = new Map<string, { url: URL; file: string }>();
  for (const source of sourcesIn(markdown, post.file)) {
    const isRooted = source.startsWith('/');
    const base = isRooted ? siteRoot(post.url) : post.url;
    const relative = isRooted ? source.replace(/^\/+/, '') : source;
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(source)) continue;
    const url = new URL(`./${relative}`, base);
    const file = resolve(join(folder, decode(source.replace(/[?#].*$/s, '')).replace(/^\/+/, '')));
    const isPicture = /\.(apng|avif|gif|jpe?g|png|svg|webp)$/i.test(file);
    if (url.origin === post.url.origin && isPicture && file.startsWith(folder + sep))
      found.set(file, { url, file });
  }
  return [...found.values()];
}

function sourcesIn(markdown: string, file: string): string[] {
  try {
    return parseLab(markdown, { path: file }).steps.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'prose' ? block.images.map(({ source }) => source) : [])),
    );
  } catch (thrown) {
    // Too large or too deep: told when the lab is read.
    if (thrown instanceof Failure) return [];
    throw thrown;
  }
}

/** Of a path in an address. */
export function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // A stray percent sign: the name is meant as it stands.
    return url;
  }
}

async function imageAt(url: URL, options: Fetching & { left: number }): Promise<Buffer | undefined> {
  const { signal, ca, left } = options;
  const limitBytes = Math.min(limits.each, left);
  try {
    return (await download(url, { signal, ca, limitBytes, patience: limits.patience })).bytes;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'bad-input') return undefined;
    throw thrown;
  }
}
