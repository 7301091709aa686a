import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ArchivedImage, type Layer, sha256 } from '../../../main/images/archive';
import { linkOf, writeDockerRoot } from '../../../scripts/appliance/docker-root';
import { scratchFolder } from '../../helpers/scratch';

const layer = (name: string): Layer => ({
  file: `/layers/${name}.tar.gz`,
  digest: sha256(`${name} zipped`),
  diffId: sha256(name),
  size: 100,
});
const [base, middle, top] = [layer('base'), layer('middle'), layer('top')];
const image = (references: string[], ...layers: Layer[]): ArchivedImage => ({
  references,
  config: Buffer.from(JSON.stringify({ rootfs: { diff_ids: layers.map(({ diffId }) => diffId) } })),
  layers,
});

/** A chain's id, as the OCI image specification computes it. */
const chain = (below: string, { diffId }: Layer): string => sha256(`${below} ${diffId}`);
const second = chain(base.diffId, middle);
const third = chain(second, top);
const hex = (digest: string): string => digest.replace('sha256:', '');

let root = '';
beforeEach(async () => {
  root = join(await scratchFolder(), 'docker');
});

const read = (...path: string[]): Promise<string> => readFile(join(root, ...path), 'utf8');
const database = (id: string, field: string): Promise<string> =>
  read('image/overlay2/layerdb/sha256', hex(id), field);

describe('the root of a dockerd', () => {
  const node = image(['essaim/node:1'], base, middle);

  it('has an image’s layers, each on top of the one before', async () => {
    const sizes = new Map([
      [base.diffId, 1000],
      [middle.diffId, 20],
    ]);
    const placed = await writeDockerRoot(root, [node], ({ diffId }) => sizes.get(diffId) ?? 0);
    const [lower, upper] = [await database(base.diffId, 'cache-id'), await database(second, 'cache-id')];
    expect(placed).toEqual([
      { layer: base, folder: `overlay2/${lower}/diff` },
      { layer: middle, folder: `overlay2/${upper}/diff` },
    ]);
    expect([await database(base.diffId, 'diff'), await database(second, 'diff')]).toEqual([
      base.diffId,
      middle.diffId,
    ]);
    expect([await database(base.diffId, 'size'), await database(second, 'size')]).toEqual(['1000', '20']);
    expect(await database(second, 'parent')).toBe(base.diffId);
    await expect(database(base.diffId, 'parent')).rejects.toMatchObject({ code: 'ENOENT' });
    const link = await read('overlay2', lower, 'link');
    expect(await read('overlay2', upper, 'lower')).toBe(`l/${link}`);
    await expect(read('overlay2', lower, 'lower')).rejects.toMatchObject({ code: 'ENOENT' });
    for (const id of [lower, upper]) expect(await read('overlay2', id, 'committed')).toBe('');
  });

  it('has its configuration and its names', async () => {
    const id = sha256(node.config);
    await writeDockerRoot(root, [node, image(['essaim/node:2', 'localhost:5000/a/b:c'], top)], () => 0);
    expect(await read('image/overlay2/imagedb/content/sha256', hex(id))).toBe(node.config.toString());
    expect(JSON.parse(await read('image/overlay2/repositories.json'))).toEqual({
      Repositories: {
        'essaim/node': {
          'essaim/node:1': id,
          'essaim/node:2': expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        },
        'localhost:5000/a/b': { 'localhost:5000/a/b:c': expect.any(String) as string },
      },
    });
  });

  it('has layers that images share once, nearest first where there are several below', async () => {
    const placed = await writeDockerRoot(root, [node, image(['essaim/b:1'], base, middle, top)], () => 0);
    expect(placed.map((each) => each.layer)).toEqual([base, middle, top]);
    const links = await Promise.all(
      [base.diffId, second].map(async (id) => read('overlay2', await database(id, 'cache-id'), 'link')),
    );
    expect(await read('overlay2', await database(third, 'cache-id'), 'lower')).toBe(
      links
        .reverse()
        .map((link) => `l/${link}`)
        .join(':'),
    );
    expect(await database(third, 'parent')).toBe(second);
  });

  it('is the same each time', async () => {
    const content = async (): Promise<Record<string, string>> => {
      const found = await readdir(root, { recursive: true, withFileTypes: true });
      const files = found
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      const texts = files.map(async (file) => [file.slice(root.length), await readFile(file, 'utf8')]);
      return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
    };
    await writeDockerRoot(root, [node], () => 1);
    const first = await content();
    root = join(await scratchFolder(), 'docker');
    await writeDockerRoot(root, [node], () => 1);
    expect(await content()).toEqual(first);
    expect(Object.keys(first)).toHaveLength(14);
  });
});

describe('a short name', () => {
  it('is 26 characters of A-Z and 2-7, another one for each layer', () => {
    const links = Array.from({ length: 100 }, (_, at) => linkOf(String(at)));
    for (const link of links) expect(link).toMatch(/^[A-Z2-7]{26}$/);
    expect(new Set(links).size).toBe(100);
    expect(linkOf('0')).toBe(links[0]);
  });
});
