// Where a lab is said to be: a path on this machine, or an address on the network.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, messageOf } from '../../failure/failure';

export type Address = { kind: 'path'; path: string } | { kind: 'web'; url: URL };

/** Two letters at least: `C:\labs` is a path. */
const scheme = /^([a-z][a-z0-9+.-]+):/i;

/** Whether a source names a place by its address: such a one is the same from any folder. */
export function isAddress(source: string): boolean {
  return scheme.test(source);
}

/** @throws Failure `bad-input` for any protocol but https and file, and for what is no address. */
export function readAddress(source: string): Address {
  const protocol = scheme.exec(source)?.[1]?.toLowerCase();
  if (protocol === undefined) return { kind: 'path', path: resolve(source) };
  if (protocol !== 'https' && protocol !== 'file')
    throw new Failure('bad-input', 'authoring:protocol', { source, protocol });
  try {
    const url = new URL(source);
    if (protocol === 'file') return { kind: 'path', path: fileURLToPath(url) };
    url.hash = '';
    return { kind: 'web', url: rawOnGitHub(url) };
  } catch (cause) {
    throw new Failure('bad-input', 'authoring:noAddress', { source, reason: messageOf(cause) }, { cause });
  }
}

const rawHost = 'raw.githubusercontent.com';

/** GitHub shows a file on a page; the file itself is at another address. */
function rawOnGitHub(url: URL): URL {
  const page = /^\/([^/]+)\/([^/]+)\/(?:blob|raw)\/(.+)$/.exec(url.pathname);
  if (!page || !/^(www\.)?github\.com$/.test(url.hostname)) return url;
  const [, owner, repository, file] = page;
  return new URL(`https://${rawHost}/${owner}/${repository}/${file}`);
}

/** Where the root of a post's site is: on GitHub, the repository at that commit. */
export function siteRoot(url: URL): URL {
  const depth = url.hostname === rawHost ? 3 : 0;
  const path = url.pathname.split('/').slice(1, 1 + depth);
  return new URL(['', ...path, ''].join('/'), url);
}
