// `npm run dist [-- --dir] [-- --release] [-- --targets tar.gz,deb]`: packages the app for the system that it runs on, into out/.
// Makes what is missing first. `--dir`: the unpacked app only, as the tests drive it. `--release`: current Electron or nothing.
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Configuration } from 'electron-builder';
import { execa } from 'execa';
import { packReady } from './pack/appliance';
import { latestFuses } from './pack/fuses';
import { drawIcons } from './pack/icon';
import { gatherQemu } from './pack/qemu';
import { electronFolder } from './electron.mjs';
import { repository } from './repository';

const started = Date.now();
function say(text: string): void {
  console.log(`dist: ${text} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

const { values } = parseArgs({
  options: { dir: { type: 'boolean' }, release: { type: 'boolean' }, targets: { type: 'string' } },
});
const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
const cache = repository('.cache');
const electron = electronFolder({ forRelease: values.release ?? false });

/** A build that keeps what is there says so itself, and quickly. */
async function make(script: string): Promise<void> {
  await execa('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: repository(),
  });
}

async function makeParts(): Promise<void> {
  await make('build');
  say('bundles built');
  if (process.platform === 'linux') {
    await make('images');
    await make('appliance');
    const { banner, cached } = await gatherQemu(join(cache, 'qemu'), architecture);
    say(`${banner} ${cached ? 'is there already' : 'gathered with its libraries'}`);
  } else {
    say('images, appliance and QEMU are made on Debian: what stands in .cache is packaged');
  }
  const needed = ['images/images.json', 'appliance/appliance.json', 'qemu'].filter(
    (name) => !existsSync(join(cache, name)),
  );
  if (needed.length > 0) throw new Error(`missing in .cache: ${needed.join(', ')}`);
  const ready = await packReady(join(cache, 'appliance', 'ready'));
  say(
    `the ready snapshot ${{ cached: 'is packed already', packed: 'is packed', none: 'is missing: the app makes its own' }[ready]}`,
  );
  const icons = await drawIcons(
    repository('assets', 'icons', 'essaim.svg'),
    join(cache, 'icons'),
    electron.program,
  );
  say(icons.cached ? 'the icon is drawn already' : 'the icon is drawn');
}

/** Of electron-builder.yml's, those that this machine makes without the network where Electron is the stand-in. */
function targets(): string[] {
  if (values.dir) return ['dir'];
  if (values.targets !== undefined) return values.targets.split(',');
  if (!electron.isStandIn) return [];
  say('with this Electron only a tar.gz is made, to try it out');
  return ['tar.gz'];
}

async function packageApp(): Promise<void> {
  // Resources of 350 MB: linked where they are, on the same disk, instead of copied. Read when the module is loaded.
  if (process.platform === 'linux') process.env.USE_HARD_LINKS = 'true';
  // electron-builder would download its own.
  const sevenZip = ['/usr/bin/7z', '/usr/bin/7zz'].find((path) => existsSync(path));
  if (sevenZip) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= sevenZip;
  // What is large in it is compressed already: the best level costs minutes for a tenth, which only releases are worth.
  if (electron.isStandIn) process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '1';
  const { build } = await import('electron-builder');
  const config: Configuration = {
    electronDist: electron.folder,
    electronVersion: electron.version,
    electronFuses: await latestFuses(electron.program),
    afterPack: async ({ appOutDir }) => {
      // What a bare Electron runs; ours runs its own app only.
      await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
    },
  };
  const asked = targets();
  const system = { linux: 'linux', win32: 'win', darwin: 'mac' }[process.platform as string];
  if (system === undefined) throw new Error(`there is no package for ${process.platform}`);
  await build({ projectDir: repository(), config, [system]: asked, publish: 'never' });
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  const inside = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return inside.reduce((sum, size) => sum + size, 0);
}

await makeParts();
await packageApp();
const out = repository('out');
for (const name of (await readdir(out)).filter((each) =>
  /unpacked$|^mac|\.(tar\.gz|AppImage|deb|exe|dmg)$/.test(each),
))
  say(`out/${name}: ${((await sizeOf(join(out, name))) / 1e6).toFixed(0)} MB`);
