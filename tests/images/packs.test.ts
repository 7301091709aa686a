import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readArchive, writeArchive } from '../../main/images/archive';
import { withPacks } from '../../main/images/packs';
import { type ImageStore, sha256OfFile, verifyArchive } from '../../main/images/store';
import { scratchFolder } from '../helpers/scratch';
import { filesOf, tinyImage, tinyLayer } from './tiny-images';

describe('packs', () => {
  let home = '';
  let packs = '';
  let cache = '';
  let store: ImageStore;
  beforeEach(async () => {
    home = await scratchFolder();
    packs = join(home, 'packs');
    cache = join(home, 'cache', 'essaim');
    const file = join(home, 'gateway.tar');
    await writeArchive([tinyImage([await tinyLayer(home, 'gateway')], 'essaim/gateway:1')], file);
    const { size } = await stat(file);
    const gateway = { file, reference: 'essaim/gateway:1', size, sha256: await sha256OfFile(file) };
    store = {
      gateway,
      node: { ...gateway, file: join(home, 'node.tar') },
      serves: ['instavote/vote:latest'],
    };
  });

  async function addPack(name: string, ...references: string[]): Promise<string> {
    await mkdir(packs, { recursive: true });
    const file = join(packs, name);
    await writeArchive([tinyImage([await tinyLayer(home, name)], ...references)], file);
    return file;
  }

  it('that are not there leave the store as it is', async () => {
    expect(await withPacks(store, packs, cache)).toBe(store);
    await mkdir(packs);
    await writeFile(join(packs, 'readme.txt'), 'x');
    expect(await withPacks(store, packs, cache)).toBe(store);
  });

  it('are served by the gateway, on top of what it serves already', async () => {
    await addPack('vote.tar', 'instavote/vote:latest', 'instavote/vote:indent');
    await addPack('redis.tar', 'redis:7');
    const { gateway, node, serves } = await withPacks(store, packs, cache);
    expect(node).toBe(store.node);
    expect(serves).toEqual(['instavote/vote:latest', 'redis:7', 'instavote/vote:indent']);
    expect(gateway.reference).toMatch(/^essaim\/gateway:[0-9a-f]{12}$/);
    await verifyArchive(gateway);
    const [image] = await readArchive(gateway.file, join(home, 'unpacked'));
    expect(image?.references).toEqual([gateway.reference]);
    expect(image?.layers).toHaveLength(2);
    const paths = [...(await filesOf(image?.layers[1]?.file ?? '', true)).keys()].join('\n');
    expect(paths).toContain('/repositories/library/redis/_manifests/tags/7/current/link');
    expect(paths).toContain('/repositories/instavote/vote/_manifests/tags/indent/current/link');
  });

  it('are prepared once, again when one changes, and leave nothing half-made', async () => {
    const pack = await addPack('vote.tar', 'instavote/vote:latest');
    const first = await withPacks(store, packs, cache);
    const { mtimeMs } = await stat(first.gateway.file);
    expect(await withPacks(store, packs, cache)).toEqual(first);
    expect((await stat(first.gateway.file)).mtimeMs).toBe(mtimeMs);
    await rm(pack);
    await addPack('other.tar', 'instavote/vote:indent');
    expect((await withPacks(store, packs, cache)).gateway.reference).not.toBe(first.gateway.reference);
    for (const name of await readdir(cache)) expect(name).toMatch(/^gateway-[0-9a-f]{16}\.(tar|json)$/);
  });

  it.each(['gone', 'cut short'])('are prepared again when what was prepared is %s', async (how) => {
    await addPack('vote.tar', 'instavote/vote:latest');
    const first = await withPacks(store, packs, cache);
    if (how === 'gone') await rm(first.gateway.file);
    else for (const name of await readdir(cache)) await truncate(join(cache, name), 5);
    expect(await withPacks(store, packs, cache)).toEqual(first);
    await verifyArchive(first.gateway);
  });

  it('that are damaged are named, and nothing is left behind', async () => {
    await addPack('good.tar', 'redis:7');
    const bad = await addPack('poor.tar', 'instavote/vote:latest');
    await truncate(bad, 600);
    await expect(withPacks(store, packs, cache)).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'images:corruptPack',
      values: { file: bad },
    });
    expect(await readdir(cache)).toEqual([]);
  });

  it('without the gateway to put them into: the gateway is named', async () => {
    await addPack('vote.tar', 'instavote/vote:latest');
    await rm(store.gateway.file);
    await expect(withPacks(store, packs, cache)).rejects.toMatchObject({
      text: 'images:missingArchive',
      values: { file: store.gateway.file },
    });
  });
});
