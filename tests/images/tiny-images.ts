// Images of one small file each, as the archives and layers that Essaim works with.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { extract, type Header, pack } from 'tar-stream';
import { type ArchivedImage, type Layer, writeLayer } from '../../main/images/archive';

export type Entry = Partial<Header> & { name: string; content?: string | Buffer };

export async function tarOf(entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of entries) tar.entry(header, content ?? '');
  tar.finalize();
  return buffer(tar);
}

/** What a tar holds, by path. */
export async function filesOf(file: string, zipped = false): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = extract();
  const source = createReadStream(file);
  (zipped ? source.pipe(createGunzip()) : source).pipe(entries);
  for await (const entry of entries) files.set(entry.header.name, (await buffer(entry)).toString());
  return files;
}

/** A layer in `folder` with the one file `name`. */
export async function tinyLayer(
  folder: string,
  name: string,
  content: string | Buffer = name,
): Promise<Layer> {
  const tar = pack();
  tar.entry({ name, mtime: new Date(0) }, content);
  tar.finalize();
  return writeLayer(tar, join(folder, `${name}.tar.gz`));
}

export function tinyImage(layers: Layer[], ...references: string[]): ArchivedImage {
  const rootfs = { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) };
  return { references, config: Buffer.from(JSON.stringify({ os: 'linux', rootfs })), layers };
}

export async function writeTar(file: string, entries: Entry[]): Promise<string> {
  await writeFile(file, await tarOf(entries));
  return file;
}
