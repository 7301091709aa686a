// The app's own protocol: its files and the images of the lab that is open, and nothing else of the disk.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

export const appOrigin = 'essaim://app';

/** Folders of the address: `essaim://app/…` is the window, `essaim://app/lab/<n>` the n-th image of the lab. */
const labFolder = '/lab/';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * xterm.js writes style elements of its own, which only 'unsafe-inline' lets in; no script has such a permission.
 * Lab images are served by us, and as images: a script in an SVG does not run there.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Before the app is ready: the protocol is to be like https to Chromium. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'essaim', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** `labImages`: absolute paths of the images of the open lab, in their order. */
export function serveApp(folder: string, labImages: () => string[]): void {
  protocol.handle('essaim', async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === 'app' ? fileOf(pathname, folder, labImages()) : undefined;
    if (file === undefined || request.method !== 'GET') return new Response('', { status: 404 });
    try {
      const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
      return new Response(await readFile(file), {
        headers: {
          'content-type': type,
          'content-security-policy': pathname.startsWith(labFolder)
            ? "default-src 'none'; style-src 'unsafe-inline'"
            : policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          // Another lab's images have the same addresses.
          'cache-control': 'no-store',
        },
      });
    } catch {
      return new Response('', { status: 404 }); // not there, or no longer
    }
  });
}

function fileOf(pathname: string, folder: string, labImages: string[]): string | undefined {
  if (pathname.startsWith(labFolder)) return labImages[Number(pathname.slice(labFolder.length))];
  const path = normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
  const file = join(folder, path);
  return file.startsWith(folder + sep) ? file : undefined;
}
