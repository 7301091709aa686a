// Draws the app's icon in the forms that the systems want: PNGs for Linux, ICO for Windows, ICNS for macOS.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** Pixels. */
const sizes = [16, 32, 48, 64, 128, 256, 512, 1024] as const;
type Size = (typeof sizes)[number];

/** Types of ICNS's entries that hold a PNG. */
const icnsTypes: [type: string, size: Size][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];

/** Draws `source` (SVG) into `target`, by the Electron given; what is there and of the same source stays. */
export async function drawIcons(
  source: string,
  target: string,
  electron: string,
): Promise<{ cached: boolean }> {
  const digest = createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
  const known = await readFile(join(target, 'source.sha256'), 'utf8').catch(() => '');
  if (known === digest) return { cached: true };
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await render(source, part, electron);
  const pngs = new Map<Size, Buffer>();
  for (const size of sizes) pngs.set(size, await readFile(join(part, `${size}.png`)));
  const drawn = (size: Size): Buffer => pngs.get(size) ?? Buffer.alloc(0);
  await writeFile(
    join(part, 'essaim.ico'),
    icoOf(([16, 32, 48, 64, 128, 256] as const).map((size) => ({ size, png: drawn(size) }))),
  );
  await writeFile(
    join(part, 'essaim.icns'),
    icnsOf(icnsTypes.map(([type, size]) => ({ type, png: drawn(size) }))),
  );
  await writeFile(join(part, 'source.sha256'), digest);
  await rm(target, { recursive: true, force: true });
  await rename(part, target);
  return { cached: false };
}

/** By Chromium, which is there anyway; on a Linux without a display under Xvfb. */
async function render(source: string, target: string, electron: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'essaim-icon-'));
  try {
    const isRoot = process.getuid?.() === 0;
    const page = join(import.meta.dirname, 'icon-page.cjs');
    const words = [electron, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${home}`, page];
    const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY !== undefined;
    const [program = '', ...rest] = hasDisplay ? words : ['xvfb-run', '-a', ...words];
    await execa(program, rest, {
      env: { ESSAIM_ICON_SOURCE: source, ESSAIM_ICON_TARGET: target, ESSAIM_ICON_SIZES: sizes.join(' ') },
      // Chromium complains of much that a picture does not need; an error is shown with it.
      stderr: 'pipe',
      timeout: 60_000,
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** A directory of 16 bytes for each picture, then the pictures. */
export function icoOf(pictures: { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 says 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** A type and a length before each picture, and before them all. */
export function icnsOf(pictures: { type: string; png: Buffer }[]): Buffer {
  const entry = (type: string, content: Buffer): Buffer => {
    const header = Buffer.alloc(8);
    header.write(type, 'latin1');
    header.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([header, content]);
  };
  return entry('icns', Buffer.concat(pictures.map(({ type, png }) => entry(type, png))));
}
