// The app that the end-to-end tests drive: packaged, or during development the sources' bundles in a bare Electron.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../../scripts/repository';

export interface AppProgram {
  path: string;
  isPackaged: boolean;
  /** What a packaged app finds in its resources. */
  environment: Record<string, string>;
}

/** `ESSAIM_TEST_APP` names another program; `sources` stands for the bundles in `dist`. */
export async function appProgram(): Promise<AppProgram> {
  const asked = process.env.ESSAIM_TEST_APP;
  if (asked === 'sources') return fromSources();
  const path = asked ?? repository('out', 'linux-unpacked', 'essaim');
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run dist -- --dir\``);
  return { path, isPackaged: true, environment: {} };
}

/** A copy of the stand-in Electron, as it runs what is beside it and nothing else. */
async function fromSources(): Promise<AppProgram> {
  const electron = repository('.cache', 'e2e', 'electron');
  if (!existsSync(electron)) await copyElectron(electron);
  const resources = join(electron, 'resources', 'app');
  await rm(resources, { recursive: true, force: true });
  await mkdir(resources, { recursive: true });
  const manifest = { name: 'essaim', productName: 'Essaim', version: '0.1.0', main: 'dist/main.cjs' };
  await writeFile(join(resources, 'package.json'), JSON.stringify(manifest));
  await symlink(repository('dist'), join(resources, 'dist'));
  return {
    path: join(electron, 'electron'),
    isPackaged: false,
    environment: {
      ESSAIM_IMAGES: repository('.cache', 'images'),
      ESSAIM_APPLIANCE: repository('.cache', 'appliance'),
    },
  };
}

async function copyElectron(to: string): Promise<void> {
  const from = repository('.cache', 'electron');
  const version = (await readdir(from, { withFileTypes: true })).find((entry) => entry.isDirectory());
  if (!version) throw new Error(`no Electron in ${from}`);
  await cp(join(from, version.name), to, { recursive: true });
}
