// `npm run appliance [-- --arch arm64]`: builds the embedded engine's machine from Debian packages, and its ready snapshot.
// Needs what `npm run images` has made. Kernel, initrd and disk come out the same from the same packages.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { up } from '../main/cluster/up';
import { type ApplianceIndex, openAppliance } from '../main/engine/embedded/appliance';
import type { GuestArchitecture } from '../main/engine/embedded/arguments';
import { launchMachine } from '../main/engine/embedded/connect';
import { createCall } from '../main/engine/runner';
import { translator } from '../main/i18n/i18n';
import { readArchive } from '../main/images/archive';
import { type ImageStore, openStore } from '../main/images/store';
import { silentLog } from '../main/log/log';
import { makeDisk } from './appliance/disk';
import { makeInitrd } from './appliance/initrd';
import { readRecipe } from './images/recipe';
import { buildRoot } from './images/root';
import { repository } from './repository';

const sources = repository('assets', 'appliance');
const target = repository('.cache', 'appliance');
/** Debian's names of the architectures. */
const debian: Record<GuestArchitecture, string> = { x64: 'amd64', arm64: 'arm64' };

const started = Date.now();
function say(text: string): void {
  console.log(`appliance: ${text} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

function askedArchitecture(): GuestArchitecture {
  const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });
  if (values.arch === 'x64' || values.arch === 'arm64') return values.arch;
  throw new Error(`there is no appliance for ${values.arch}: --arch x64 or --arch arm64`);
}

/** A digest of everything that the machine is made of. */
async function inputsOf(architecture: GuestArchitecture, images: ImageStore): Promise<string> {
  const hash = createHash('sha256').update(architecture);
  for (const { sha256 } of [images.node, images.gateway]) hash.update(sha256);
  const builders = [repository('scripts', 'appliance.ts'), repository('scripts', 'images', 'root.ts')];
  for (const folder of [sources, repository('scripts', 'appliance')])
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) builders.push(join(entry.parentPath, entry.name));
  for (const file of builders.sort()) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex');
}

async function isBuilt(inputs: string): Promise<boolean> {
  const index = await readFile(join(target, 'appliance.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(index) as Partial<ApplianceIndex>).inputs === inputs;
}

async function build(
  part: string,
  architecture: GuestArchitecture,
  images: ImageStore,
  inputs: string,
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'essaim-appliance-'));
  try {
    await rm(part, { recursive: true, force: true });
    for (const folder of [part, join(scratch, 'tree'), join(scratch, 'packages'), join(scratch, 'images')])
      await mkdir(folder, { recursive: true });
    const recipe = await readRecipe(sources);
    const machine = await buildRoot(recipe, scratch, join(scratch, 'machine.tar.gz'), debian[architecture]);
    const packages = join(scratch, 'packages');
    await execa('tar', ['-xzf', machine.file, '-C', packages]);
    say('packages unpacked');

    const [kernel] = await readdir(join(packages, 'boot'));
    if (kernel === undefined) throw new Error('the packages bring no kernel');
    await rename(join(packages, 'boot', kernel), join(part, 'vmlinuz'));
    const list = await readFile(join(sources, 'modules'), 'utf8');
    const modules = list
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => line.split(' ').filter(Boolean));
    await writeFile(
      join(part, 'initrd'),
      await makeInitrd({ root: packages, init: join(sources, 'initrd', 'init'), modules }),
    );

    const archived = await Promise.all(
      [images.node, images.gateway].map(async ({ file, reference }, index) => {
        const folder = join(scratch, 'images', String(index));
        await mkdir(folder);
        const [image] = await readArchive(file, folder);
        if (!image) throw new Error(`${file} holds no image`);
        return { ...image, references: [reference] };
      }),
    );
    const without = ['boot', 'usr/lib/modules', 'usr/bin/busybox'];
    await makeDisk({ images: archived, machine, without, scratch }, join(part, 'disk.qcow2'));
    const index: ApplianceIndex = {
      architecture,
      inputs,
      images: { node: images.node.reference, gateway: images.gateway.reference },
    };
    await writeFile(join(part, 'appliance.json'), `${JSON.stringify(index, null, 2)}\n`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Boots the machine once, brings up its cluster and saves it, by the engine's own means. */
async function makeReady(appliance: string, images: ImageStore): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'essaim-ready-'));
  const cache = join(scratch, 'cache');
  try {
    await mkdir(cache);
    const engine = await launchMachine({
      name: 'labo',
      environment: process.env,
      log: silentLog,
      kept: false,
      appliance,
      machines: join(scratch, 'machines'),
      cache,
      readyFolder: join(appliance, 'ready'),
      // A snapshot that is shipped must serve every laptop: made under emulation, also where this machine could do better.
      accelerator: 'tcg',
      onStage: ({ text, values }) => say(translator('en')(text, values)),
    });
    try {
      say('machine booted');
      const call = createCall(engine, silentLog);
      const cluster = await up(engine, { name: 'labo', nodes: 3, images, kept: true }, call);
      cluster.close();
      say('three nodes up, and saved');
    } finally {
      await engine.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function sizeOf(name: string): Promise<string> {
  const { size, blocks } = await stat(join(target, name));
  return `${name} ${(Math.min(size, blocks * 512) / 1e6).toFixed(1)} MB`;
}

/** Builds what is missing in the folder: all of it, or the snapshot alone. */
async function complete(folder: string, architecture: GuestArchitecture, images: ImageStore): Promise<void> {
  const { ready } = await openAppliance(folder);
  if (architecture !== process.arch) {
    say('no ready snapshot: it can be made on a machine of that architecture only');
  } else if (await stat(join(ready, 'manifest.json')).catch(() => undefined)) {
    say('the ready snapshot is cached');
  } else {
    await makeReady(folder, images);
    say('ready snapshot saved');
  }
}

const architecture = askedArchitecture();
const images = await openStore(repository('.cache', 'images'));
const inputs = await inputsOf(architecture, images);
if (await isBuilt(inputs)) {
  say('kernel, initrd and disk are cached');
  await complete(target, architecture, images);
} else {
  // Beside the one that is there, and in its place once it is whole.
  const part = `${target}.part`;
  try {
    await build(part, architecture, images, inputs);
    say('kernel, initrd and disk built');
    await complete(part, architecture, images);
    await rm(target, { recursive: true, force: true });
    await rename(part, target);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
const files = [
  'vmlinuz',
  'initrd',
  'disk.qcow2',
  ...(architecture === process.arch ? ['ready/ram', 'ready/disk.qcow2'] : []),
];
console.log(`appliance in ${target}: ${(await Promise.all(files.map(sizeOf))).join(', ')}`);
