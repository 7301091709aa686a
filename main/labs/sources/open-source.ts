// A lab from wherever a person says it is, as a folder or post on disk: a path, a zip, an address of either.
import { open, stat } from 'node:fs/promises';
import { Failure } from '../../failure/failure';
import { readAddress } from './address';
import { fetchLab } from './fetch-lab';
import { hasZipMark, openZip } from './open-zip';

export interface SourceOptions {
  /** Folder of what can be made again: zips are unpacked there, and what was fetched is kept there. */
  cache: string;
  signal?: AbortSignal | undefined;
  /** Further certificate authority (PEM) that is trusted: that of a test's own server. */
  ca?: string | undefined;
}

export interface OpenedSource {
  /** Absolute path of a folder or a post, for `loadLab`. */
  path: string;
  /** How it came there. Only `folder` and `post` are the author's own files, which change as they are saved. */
  origin: 'folder' | 'post' | 'zip' | 'web' | 'kept';
}

/**
 * `source` as a person gives it: a folder, a post or a zip by its path (relative ones from the working folder), or the
 * `https://` or `file://` address of a post or a zip. Nothing but that address, and a post's images beside it, is asked for.
 * @throws Failure `bad-input`, in one sentence; `cancelled` where the signal aborts.
 */
export async function openSource(source: string, options: SourceOptions): Promise<OpenedSource> {
  const address = readAddress(source);
  if (address.kind === 'web') {
    const fetched = await fetchLab(address.url, options);
    const origin = fetched.isKept ? 'kept' : 'web';
    if (!isZipName(fetched.file)) return { path: fetched.file, origin };
    return { path: await openZip(fetched.file, address.url.href, options.cache), origin };
  }
  const { path } = address;
  const found = await stat(path).catch((cause: unknown) => {
    throw new Failure('bad-input', 'labs:notFound', { path }, { cause });
  });
  if (found.isDirectory()) return { path, origin: 'folder' };
  if (!isZipName(path) && !(await startsAsZip(path))) return { path, origin: 'post' };
  return { path: await openZip(path, path, options.cache), origin: 'zip' };
}

function isZipName(path: string): boolean {
  return /\.zip$/i.test(path);
}

async function startsAsZip(path: string): Promise<boolean> {
  // What cannot be read is told when the lab is.
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return hasZipMark(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
