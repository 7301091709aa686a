// The initrd: busybox, the init script, and the kernel modules that the machine needs, in the order of their dependencies.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { execa } from 'execa';
import { type CpioEntry, writeCpio } from './cpio';

const folderMode = 0o040755;
const programMode = 0o100755;
const fileMode = 0o100644;
const linkMode = 0o120777;

/** What the init script uses of busybox. */
const applets = [
  'sh',
  'mount',
  'mkdir',
  'cat',
  'echo',
  'grep',
  'insmod',
  'usleep',
  'poweroff',
  'switch_root',
];

export interface InitrdSources {
  /** The unpacked packages: has usr/bin/busybox and usr/lib/modules. */
  root: string;
  /** The init script. */
  init: string;
  /** Modules that are wanted, without what they depend on. */
  modules: string[];
}

export async function makeInitrd({ root, init, modules }: InitrdSources): Promise<Buffer> {
  const ordered = await inOrder(await moduleFiles(root), modules);
  const folder = (name: string): CpioEntry => ({ name, mode: folderMode, data: Buffer.alloc(0) });
  const entries: CpioEntry[] = [
    ...['bin', 'dev', 'proc', 'sys', 'disk', 'scratch', 'root', 'modules'].map(folder),
    { name: 'init', mode: programMode, data: await readFile(init) },
    { name: 'bin/busybox', mode: programMode, data: await readFile(join(root, 'usr/bin/busybox')) },
    ...applets.map((name) => ({ name: `bin/${name}`, mode: linkMode, data: Buffer.from('busybox') })),
    ...ordered.map(({ name, bytes }) => ({ name: `modules/${name}.ko`, mode: fileMode, data: bytes })),
    {
      name: 'modules/order',
      mode: fileMode,
      data: Buffer.from(ordered.map(({ name }) => `${name}.ko\n`).join('')),
    },
  ];
  return promisify(gzip)(writeCpio(entries), { level: 9 });
}

/** In place of a file: the kernel has the module in itself. */
const builtIn = Symbol('built-in');

interface Module {
  name: string;
  bytes: Buffer;
}

/** Module's name: its file, and the names of those that the kernel has built in. */
async function moduleFiles(root: string): Promise<Map<string, string | typeof builtIn>> {
  const all = join(root, 'usr/lib/modules');
  const [version] = await readdir(all);
  if (version === undefined) throw new Error(`there is no kernel in ${all}`);
  const found = new Map<string, string | typeof builtIn>();
  for (const entry of await readdir(join(all, version, 'kernel'), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) found.set(nameOf(entry.name), join(entry.parentPath, entry.name));
  const list = await readFile(join(all, version, 'modules.builtin'), 'utf8');
  for (const line of list.split('\n').filter(Boolean)) found.set(nameOf(basename(line)), builtIn);
  return found;
}

/** A module's name has underscores, its file may have hyphens. */
function nameOf(file: string): string {
  return file.replace(/\.ko.*$/, '').replaceAll('-', '_');
}

async function inOrder(files: Map<string, string | typeof builtIn>, wanted: string[]): Promise<Module[]> {
  const ordered = new Map<string, Module>();
  const add = async (name: string): Promise<void> => {
    const file = files.get(name);
    if (ordered.has(name) || file === builtIn) return;
    if (file === undefined) throw new Error(`the kernel has no module ${name}`);
    const bytes = await plain(file);
    for (const dependency of dependenciesOf(bytes)) await add(dependency);
    ordered.set(name, { name, bytes });
  };
  for (const name of wanted) await add(nameOf(name));
  return [...ordered.values()];
}

async function plain(file: string): Promise<Buffer> {
  if (!file.endsWith('.xz')) return readFile(file);
  const { stdout } = await execa('xz', ['-dc', file], { encoding: 'buffer' });
  return Buffer.from(stdout);
}

/** The field `depends` of the module's own description. */
export function dependenciesOf(module: Buffer): string[] {
  const text = module.toString('latin1');
  const list = /\0depends=([^\0]*)\0/.exec(text)?.[1] ?? '';
  return list.split(',').filter(Boolean).map(nameOf);
}
