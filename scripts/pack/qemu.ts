// Gathers a QEMU that runs on a Linux without any: its programs, libraries and firmware as they are, and whose they are.
import { chmod, copyFile, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { findQemu, qemuEnvironment } from '../../main/engine/embedded/find-qemu';
import type { GuestArchitecture } from '../../main/engine/embedded/arguments';

/** What QEMU loads for our machine (`strace`): its BIOS, the boot of a kernel from memory, KVM's interrupts. */
const firmware: Record<GuestArchitecture, string[]> = {
  x64: ['bios-256k.bin', 'linuxboot_dma.bin', 'kvmvapic.bin'],
  arm64: [],
};

/** The C library belongs to the system, as it comes with the loader that starts a program. */
const systemLibraries = /^(ld-linux|libc|libm|libdl|librt|libpthread|libresolv|libutil|libanl)[-.]/;

interface Piece {
  /** Where it is here, links followed. */
  from: string;
  /** Where it belongs, below the folder. */
  to: string;
}

/**
 * Copies the machine's own QEMU into `target`, whole or not at all; one that is there and the same stays.
 * @returns what it is: QEMU's banner, and whether it was there
 */
export async function gatherQemu(
  target: string,
  architecture: GuestArchitecture,
): Promise<{ banner: string; cached: boolean }> {
  const qemu = await findQemu({ environment: process.env, architecture });
  const pieces = await piecesOf(qemu.path, qemu.image, architecture);
  const listing = await listingOf(pieces);
  const known = await readFile(join(target, 'files.txt'), 'utf8').catch(() => '');
  if (known === listing) return { banner: qemu.banner, cached: true };

  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  for (const { from, to } of pieces) {
    const copy = join(part, to);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(from, copy);
    await chmod(copy, to.includes('/') ? 0o644 : 0o755);
  }
  await writeLicenses(pieces, join(part, 'licenses'));
  await writeFile(join(part, 'files.txt'), listing);
  await tryOut(join(part, basename(qemu.path)), qemu.banner);
  await rm(target, { recursive: true, force: true });
  await rename(part, target);
  return { banner: qemu.banner, cached: false };
}

async function piecesOf(program: string, image: string, architecture: GuestArchitecture): Promise<Piece[]> {
  const libraries = new Map<string, string>();
  for (const each of [program, image]) {
    const { stdout } = await execa('ldd', [each]);
    for (const [name, path] of librariesIn(stdout)) libraries.set(name, path);
  }
  const { stdout } = await execa(program, ['-L', 'help']);
  const folders = stdout.split('\n').map((line) => line.trim());
  const found = firmware[architecture].map((name) => {
    const folder = folders.find((candidate) => existsSync(join(candidate, name)));
    if (folder === undefined) throw new Error(`QEMU has no ${name} in ${folders.join(', ')}`);
    // QEMU looks for its folders below `qemu-bundle` beside itself before it does at the top.
    return [join(folder, name), join('qemu-bundle', folder, name)] as const;
  });
  const all = [
    ...[program, image].map((path) => [path, basename(path)] as const),
    ...[...libraries].map(([name, path]) => [path, join('lib', name)] as const),
    ...found,
  ];
  return Promise.all(all.map(async ([from, to]) => ({ from: await realpath(from), to })));
}

/** Names and paths of `ldd`'s lines, less those that belong to the system. */
export function librariesIn(ldd: string): [name: string, path: string][] {
  return ldd.split('\n').flatMap((line): [string, string][] => {
    const [, name = '', path = ''] = /^\s*(\S+) => (.*?)(?: \(0x[0-9a-f]+\))?$/.exec(line) ?? [];
    if (name === '' || systemLibraries.test(name)) return [];
    if (!path.startsWith('/')) throw new Error(`QEMU lacks its library ${name}`);
    return [[name, path]];
  });
}

/** Names, sizes and times: by it, another build of any piece is noticed. */
async function listingOf(pieces: Piece[]): Promise<string> {
  const lines = pieces.map(async ({ from, to }) => {
    const { size, mtime } = await stat(from);
    return `${to}\t${size}\t${mtime.toISOString()}\n`;
  });
  return (await Promise.all(lines)).sort().join('');
}

/** Whose work it is: the copyright file of each Debian package, and where the sources are. */
async function writeLicenses(pieces: Piece[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const packages = await packagesOf(pieces.map(({ from }) => from));
  for (const name of packages)
    await copyFile(`/usr/share/doc/${name}/copyright`, join(folder, `${name}.txt`));
  const format = '${Package}: source package ${source:Package} ${source:Version}\n';
  const { stdout } = await execa('dpkg-query', ['-W', '-f', format, ...packages]);
  await writeFile(
    join(folder, 'README.txt'),
    `These programs and libraries are Debian's, unchanged. Their sources, in these very versions, are in\nDebian's snapshot archive and, by \`apt-get source\`, at every mirror of Debian.\n\n${stdout}\n`,
  );
}

/**
 * Names of the Debian packages that brought the files. dpkg knows a file by the path of its package, with or without
 * the /usr of a merged system.
 */
async function packagesOf(files: string[]): Promise<string[]> {
  const names = (file: string): string[] => [file, file.replace(/^\/usr\//, '/'), `/usr${file}`];
  // Fails as soon as one path is not known, and tells of the others all the same.
  const { stdout } = await execa('dpkg-query', ['-S', ...files.flatMap(names)], { reject: false });
  const owners = new Map(
    stdout.split('\n').map((line) => {
      const [, name = '', path = ''] = /^([^:,]+)[^ ]*: (.*)$/.exec(line) ?? [];
      return [path, name];
    }),
  );
  const found = files.map((file) => {
    const owner = names(file).flatMap((name) => owners.get(name) ?? [])[0];
    if (owner === undefined)
      throw new Error(`${file} belongs to no Debian package: its licence is not known`);
    return owner;
  });
  return [...new Set(found)].sort();
}

async function tryOut(program: string, banner: string): Promise<void> {
  const { stdout } = await execa(program, ['--version'], { env: qemuEnvironment(program) });
  if (stdout.split('\n')[0] !== banner) throw new Error(`the copy of QEMU says ${stdout}`);
}
