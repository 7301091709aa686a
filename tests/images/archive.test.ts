import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { readArchive, sha256, writeArchive } from '../../main/images/archive';
import { scratchFolder } from '../helpers/scratch';
import { type Entry, filesOf, tarOf, tinyImage, tinyLayer, writeTar } from './tiny-images';

let folder = '';
beforeEach(async () => {
  folder = await scratchFolder();
});

describe('a layer', () => {
  it('is known by the digests of its tar and of the gzipped tar', async () => {
    const layer = await tinyLayer(folder, 'hello');
    const zipped = await readFile(layer.file);
    expect(layer).toMatchObject({
      size: zipped.length,
      digest: sha256(zipped),
      diffId: sha256(gunzipSync(zipped)),
    });
  });

  it('is the same bytes each time', async () => {
    const one = await tinyLayer(folder, 'hello');
    const other = await tinyLayer(await scratchFolder(), 'hello');
    expect(other.digest).toBe(one.digest);
  });
});

describe('an archive', () => {
  it('is read as it was written', async () => {
    const [base, vote, result] = await Promise.all(
      ['base', 'vote', 'result'].map((name) => tinyLayer(folder, name)),
    );
    if (!base || !vote || !result) throw new Error('no layers');
    const images = [tinyImage([base, vote], 'a/vote:1', 'a/vote:latest'), tinyImage([base, result])];
    const file = join(folder, 'images.tar');
    await writeArchive(images, file);
    const read = await readArchive(file, join(folder, 'unpacked'));
    const known = ({ digest, diffId }: { digest: string; diffId: string }) => ({ digest, diffId });
    expect(read.map((image) => ({ ...image, layers: image.layers.map(known) }))).toEqual(
      images.map((image) => ({ ...image, layers: image.layers.map(known) })),
    );
  });

  it('holds a shared layer once', async () => {
    const base = await tinyLayer(folder, 'base');
    const file = join(folder, 'images.tar');
    await writeArchive([tinyImage([base], 'a:1'), tinyImage([base, base], 'b:1')], file);
    expect([...(await filesOf(file)).keys()].filter((name) => name.endsWith('.tar.gz'))).toHaveLength(1);
  });

  it('of `docker save` is read, too: plain layers, a layer that repeats by a link, folders', async () => {
    const layer = await tarOf([{ name: 'hello', content: 'hello' }]);
    const config = JSON.stringify({ rootfs: { diff_ids: [sha256(layer), sha256(layer)] } });
    const file = await writeTar(join(folder, 'saved.tar'), [
      { name: 'one/', type: 'directory' },
      { name: 'one/layer.tar', content: layer },
      { name: 'two/layer.tar', type: 'symlink', linkname: '../one/layer.tar' },
      { name: 'c.json', content: config },
      {
        name: 'manifest.json',
        content: JSON.stringify([
          { Config: 'c.json', RepoTags: null, Layers: ['one/layer.tar', 'two/layer.tar'] },
        ]),
      },
    ]);
    const [image] = await readArchive(file, join(folder, 'unpacked'));
    expect(image?.references).toEqual([]);
    expect(image?.layers.map(({ diffId }) => diffId)).toEqual([sha256(layer), sha256(layer)]);
  });
});

describe('what is no archive is refused by its name', () => {
  const refused = async (file: string, why: RegExp | string) => {
    await expect(readArchive(file, join(folder, 'unpacked'))).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'images:corruptArchive',
      values: { file },
      cause: { message: expect.stringMatching(why) as string },
    });
  };

  it('noise', async () => {
    const file = join(folder, 'noise.tar');
    await writeFile(file, Buffer.alloc(5000, 7));
    await refused(file, /tar header/);
  });

  // Within a header, a content, the padding behind it, and the layer.
  it.each([0, 300, 600, 700, 1700, 60_000])('an archive cut short after %i bytes', async (size) => {
    const file = join(folder, 'cut.tar');
    const content = randomBytes(100_000);
    await writeArchive([tinyImage([await tinyLayer(folder, 'hello', content)], 'a:1')], file);
    await truncate(file, size);
    await refused(file, /./);
  });

  it('a layer that was changed', async () => {
    const layer = await tinyLayer(folder, 'hello');
    const other = await tinyLayer(folder, 'other');
    const file = join(folder, 'changed.tar');
    await writeArchive([{ ...tinyImage([layer], 'a:1'), layers: [other] }], file);
    await refused(file, 'does not match its digest');
  });

  it.each<[string, Entry]>([
    ['a path', { name: '../evil', content: 'x' }],
    ['a path within', { name: 'a/../../evil', content: 'x' }],
    ['an absolute path', { name: '/tmp/essaim-evil', content: 'x' }],
    ['a link', { name: 'a/evil', type: 'symlink', linkname: '../../../etc/passwd' }],
  ])('%s that leads out of it', async (_, entry) => {
    const more = { name: 'more', content: 'x'.repeat(300_000) };
    await refused(await writeTar(join(folder, 'evil.tar'), [entry, more]), /leaves the archive/);
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  });

  it('a manifest that leads out of it', async () => {
    const manifest = JSON.stringify([{ Config: '../../etc/passwd', RepoTags: [], Layers: [] }]);
    await refused(
      await writeTar(join(folder, 'evil.tar'), [{ name: 'manifest.json', content: manifest }]),
      /leaves/,
    );
  });
});
