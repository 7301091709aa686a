import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../main/images/archive';
import { splitReference, writeRegistryLayer } from '../../main/images/registry';
import { scratchFolder } from '../helpers/scratch';
import { filesOf, tinyImage, tinyLayer } from './tiny-images';

it.each([
  ['instavote/vote:indent', 'instavote/vote', 'indent'],
  ['instavote/vote', 'instavote/vote', 'latest'],
  ['redis', 'library/redis', 'latest'],
  ['redis:7', 'library/redis', '7'],
  ['docker.io/redis:7', 'library/redis', '7'],
  ['docker.io/library/redis', 'library/redis', 'latest'],
  ['index.docker.io/instavote/vote:1', 'instavote/vote', '1'],
  ['localhost:5000/vote', 'localhost:5000/vote', 'latest'],
  ['localhost:5000/vote:1', 'localhost:5000/vote', '1'],
])('%s is served as %s, tag %s', (reference, repository, tag) => {
  expect(splitReference(reference)).toEqual({ repository, tag });
});

describe('the registry’s layer', async () => {
  const folder = await scratchFolder();
  const [base, vote] = await Promise.all([tinyLayer(folder, 'base'), tinyLayer(folder, 'vote')]);
  const one = tinyImage([base, vote], 'docker.io/instavote/vote:latest', 'instavote/vote:2');
  const other = tinyImage([base], 'redis:7');
  const written = await writeRegistryLayer([one, other], join(folder, 'content.tar.gz'));
  const files = await filesOf(written.file, true);
  const root = 'var/lib/essaim/registry/docker/registry/v2';
  const blob = (digest: string) => {
    const hex = digest.slice('sha256:'.length);
    return files.get(`${root}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`);
  };
  const link = (path: string) => files.get(`${root}/repositories/${path}/link`) ?? '';

  it('leads from each tag to a manifest whose blobs are all there', () => {
    for (const [tag, image] of [
      ['instavote/vote/_manifests/tags/latest/current', one],
      ['instavote/vote/_manifests/tags/2/current', one],
      ['library/redis/_manifests/tags/7/current', other],
    ] as const) {
      const digest = link(tag);
      const manifest = blob(digest) ?? '';
      expect(sha256(manifest)).toBe(digest);
      const { config, layers } = JSON.parse(manifest) as Record<
        'config',
        { digest: string; size: number }
      > & {
        layers: { digest: string; size: number }[];
      };
      expect(blob(config.digest)).toBe(image.config.toString());
      expect(config.size).toBe(image.config.length);
      expect(layers.map(({ digest }) => digest)).toEqual(image.layers.map(({ digest }) => digest));
      expect(layers.map(({ size }) => size)).toEqual(image.layers.map(({ size }) => size));
      for (const layer of layers) expect(blob(layer.digest)).toBeDefined();
    }
  });

  it('lets each repository use its own blobs and revisions, no others', () => {
    const path = (digest: string) => digest.replace(':', '/');
    for (const digest of [sha256(one.config), base.digest, vote.digest])
      expect(link(`instavote/vote/_layers/${path(digest)}`)).toBe(digest);
    expect(link(`library/redis/_layers/${path(vote.digest)}`)).toBe('');
    const revision = link('library/redis/_manifests/tags/7/current');
    expect(link(`library/redis/_manifests/revisions/${path(revision)}`)).toBe(revision);
    expect(link(`library/redis/_manifests/tags/7/index/${path(revision)}`)).toBe(revision);
  });

  it('holds each blob once: two manifests, two configurations, two layers', () => {
    expect([...files.keys()].filter((name) => name.endsWith('/data'))).toHaveLength(6);
  });

  it('gives a tag that two images bear to the first', async () => {
    const layer = await writeRegistryLayer([other, tinyImage([vote], 'redis:7')], join(folder, 'two.tar.gz'));
    const digest = (await filesOf(layer.file, true)).get(
      `${root}/repositories/library/redis/_manifests/tags/7/current/link`,
    );
    expect(digest).toBe(link('library/redis/_manifests/tags/7/current'));
  });
});
