import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { sha256 } from '../../main/images/archive';
import { openStore, sha256OfFile, verifyArchive } from '../../main/images/store';
import { scratchFolder } from '../helpers/scratch';

const content = 'an archive';
const archive = {
  file: 'node.tar',
  reference: 'essaim/node:1',
  size: content.length,
  sha256: sha256(content).slice('sha256:'.length),
};
const index = {
  node: archive,
  gateway: { ...archive, file: 'gateway.tar' },
  serves: ['instavote/vote:latest'],
};

let folder = '';
beforeEach(async () => {
  folder = await scratchFolder();
  await writeFile(join(folder, 'images.json'), JSON.stringify(index));
  await writeFile(join(folder, 'node.tar'), content);
});

it('a store names its archives where they are', async () => {
  expect(await openStore(folder)).toEqual({
    node: { ...archive, file: join(folder, 'node.tar') },
    gateway: { ...archive, file: join(folder, 'gateway.tar') },
    serves: ['instavote/vote:latest'],
  });
});

it.each([
  ['is cut short', '{"node":'],
  ['lacks something', JSON.stringify({ node: archive, serves: [] })],
])('a store whose index %s is refused, and the folder named', async (_, text) => {
  await writeFile(join(folder, 'images.json'), text);
  await expect(openStore(folder)).rejects.toMatchObject({
    kind: 'bad-input',
    text: 'images:noStore',
    values: { folder },
  });
});

it('a folder that is not there is no store', async () => {
  await expect(openStore(join(folder, 'none'))).rejects.toThrow(join(folder, 'none'));
});

it('an archive is verified', async () => {
  const { node } = await openStore(folder);
  await expect(verifyArchive(node)).resolves.toBeUndefined();
  expect(await sha256OfFile(node.file)).toBe(archive.sha256);
});

it.each([
  ['is missing', 'gateway', 'images:missingArchive', undefined],
  ['is cut short', 'node', 'images:corruptArchive', 'an arch'],
  ['was changed', 'node', 'images:corruptArchive', 'an archivE'],
] as const)('an archive that %s is named', async (_, name, text, changed) => {
  if (changed !== undefined) await writeFile(join(folder, 'node.tar'), changed);
  const image = (await openStore(folder))[name];
  await expect(verifyArchive(image)).rejects.toMatchObject({
    kind: 'bad-input',
    text,
    values: { file: image.file },
  });
});
