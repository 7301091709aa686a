// An image's one layer: a Debian root made by mmdebstrap, stripped as the recipe says, with its own files on top.
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import picomatch from 'picomatch';
import { extract, pack, type Header, type Pack } from 'tar-stream';
import { type Layer, writeLayer } from '../../main/images/archive';
import { debianMirror } from './mirror';
import type { Recipe } from './recipe';

/** Debian suite of every image: the first with Docker 26. */
const suite = 'trixie';
/** Every file's time: one fixed day, so that the same packages give the same bytes. */
const epoch = new Date('2026-01-01T00:00:00Z');

/** The packages' licences go wherever their programs go. */
const copyrights = 'usr/share/doc/*/copyright';

/** Builds the recipe's layer at `file`, with `root.tar` in `scratch`; for this machine's architecture, or Debian's name of one. */
export async function buildRoot(
  recipe: Recipe,
  scratch: string,
  file: string,
  architecture?: string,
): Promise<Layer> {
  const root = join(scratch, 'root.tar');
  await bootstrap(recipe, root, architecture);
  const tar = pack();
  const [layer] = await Promise.all([writeLayer(tar, file), fill(tar, recipe, root)]);
  return layer;
}

async function bootstrap(recipe: Recipe, root: string, architecture: string | undefined): Promise<void> {
  const arguments_ = [
    `--variant=${recipe.variant}`,
    `--include=${recipe.packages.join(',')}`,
    ...(architecture === undefined ? [] : [`--architectures=${architecture}`]),
    // Documentation and translations never reach the root: less to unpack and to strip.
    ...['doc', 'man', 'info', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    `--dpkgopt=path-include=/${copyrights}`,
    '--aptopt=APT::Install-Recommends "false"',
    suite,
    root,
    await debianMirror(),
  ];
  const env = { SOURCE_DATE_EPOCH: String(epoch.getTime() / 1000) };
  try {
    await execa('mmdebstrap', arguments_, { env, stdin: 'ignore' });
  } catch (cause) {
    throw new Error(`mmdebstrap could not make the root of ${recipe.name}`, { cause });
  }
}

async function fill(tar: Pack, recipe: Recipe, root: string): Promise<void> {
  const keep = recipe.keep && picomatch(recipe.keep, { dot: true });
  const remove = picomatch(recipe.remove, { dot: true });
  const isLicence = picomatch(copyrights);
  const wanted = (path: string, isFolder: boolean): boolean =>
    isLicence(path) ||
    // Folders follow from their files where only some are kept; devices come from the engine.
    (path !== '' && !path.startsWith('dev/') && (keep ? !isFolder && keep(path) : true) && !remove(path));

  const entries = extract();
  const feeding = pipeline(createReadStream(root), entries);
  const kept = new Set<string>();
  for await (const entry of entries) {
    const header = cleaned(entry.header);
    if (wanted(header.name, header.type === 'directory')) {
      if (header.type === 'link' && !kept.has(header.linkname))
        throw new Error(
          `${recipe.name}: ${header.name} is a hard link to ${header.linkname}, which is left out`,
        );
      kept.add(header.name);
      await pipeline(entry, tar.entry(header));
    } else {
      entry.resume();
    }
  }
  await feeding;
  await addOwn(tar, recipe, kept);
  tar.finalize();
}

/** Names without `./` and trailing slash, times fixed; owner and mode stay. */
function cleaned(header: Header): Header {
  const name = header.name.replace(/^\.\//, '').replace(/\/$/, '');
  const linkname = header.type === 'link' ? header.linkname.replace(/^\.\//, '') : header.linkname;
  return { ...header, name, mtime: epoch, pax: null, ...(linkname ? { linkname } : {}) };
}

/** Engines refuse a layer that has a path twice: what stands in for a package's file is left out of the packages. */
async function addOwn(tar: Pack, recipe: Recipe, kept: Set<string>): Promise<void> {
  const add = async (name: string, file: string): Promise<void> => {
    if (kept.has(name)) throw new Error(`${recipe.name}: ${name} is in a package, too: list it under remove`);
    const bytes = await readFile(file);
    const isProgram = ((await stat(file)).mode & 0o100) !== 0;
    const entry = tar.entry({ name, mode: isProgram ? 0o755 : 0o644, mtime: epoch, size: bytes.length });
    await pipeline(Readable.from([bytes]), entry);
  };
  if (recipe.files) {
    const folder = join(recipe.folder, recipe.files);
    for (const file of await filesBelow(folder)) await add(relative(folder, file), file);
  }
  for (const [name, source] of Object.entries(recipe.copies)) await add(name, join(recipe.folder, source));
  for (const [name, linkname] of Object.entries(recipe.links))
    tar.entry({ name, type: 'symlink', linkname, mtime: epoch });
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
