import { describe, expect, it } from 'vitest';
import { isOwnRegistry, isSame, readReference } from '../../../main/labs/offline/reference';

describe('an image reference', () => {
  it.each([
    ['vote', 'docker.io', 'library/vote', 'latest'],
    ['instavote/vote', 'docker.io', 'instavote/vote', 'latest'],
    ['docker.io/vote:1', 'docker.io', 'library/vote', '1'],
    ['index.docker.io/library/vote', 'docker.io', 'library/vote', 'latest'],
    ['quay.io/a/b:c', 'quay.io', 'a/b', 'c'],
    ['localhost/a', 'localhost', 'a', 'latest'],
    ['node1:5000/a:b', 'node1:5000', 'a', 'b'],
    ['vote@sha256:12', 'docker.io', 'library/vote', undefined],
    ['vote:1@sha256:12', 'docker.io', 'library/vote', '1'],
  ])('%s', (written, registry, repository, tag) => {
    expect(readReference(written)).toEqual({ registry, repository, tag });
  });

  it.each([
    ['vote', 'library/vote:latest', true],
    ['vote:1', 'vote', false],
    ['vote@sha256:1', 'vote:7', true],
    ['a/vote', 'vote', false],
    ['quay.io/vote', 'vote', false],
  ])('%s of %s: %s', (image, available, same) => {
    expect(isSame(readReference(image), readReference(available))).toBe(same);
  });

  it.each([
    ['localhost:5000/a', true],
    ['node1:5000/a', true],
    ['10.0.0.1:5000/a', true],
    ['quay.io/a', false],
    ['a', false],
  ])('%s is of the lab’s own registry: %s', (image, own) => {
    expect(isOwnRegistry(readReference(image))).toBe(own);
  });
});
