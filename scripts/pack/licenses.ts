// The licences of the npm packages that are inside our bundles, as their authors want them to go along.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `inputs`: files of the bundles, relative to `top`. */
export async function licensesOf(inputs: string[], top: string): Promise<string> {
  const folders = packagesOf(inputs).map((folder) => join(top, folder));
  // A package may bring another one built into it, without its package.json: its own licence file tells of it.
  const own = folders.filter((folder) => existsSync(join(folder, 'package.json')));
  const sections = await Promise.all(own.map(section));
  return sections.join(`\n${'-'.repeat(80)}\n\n`);
}

/** Folders of the packages: `node_modules/@scope/name`, or deeper where there are two versions of one. */
export function packagesOf(inputs: string[]): string[] {
  const folders = inputs.flatMap(
    (input) =>
      /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replaceAll('\\', '/'))?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

async function section(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = (await readdir(folder)).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
