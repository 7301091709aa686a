import { expect, it } from 'vitest';
import { fileNameOf, isFollowable } from '../../../renderer/library/source';

it.each([
  ['opened', '/home/zoe/labo.md', true],
  ['opened', 'C:\\labos\\swarm', true],
  ['opened', 'https://exemple.fr/labo.md', false],
  ['opened', '/home/zoe/labo.zip', false],
  ['shipped', 'swarm-vue-d-ensemble', false],
] as const)('a lab that is %s, %s, can be followed: %s', (origin, source, can) =>
  expect(isFollowable({ origin, source })).toBe(can),
);

it.each([
  ['/home/zoe/labo.md', 'labo.md'],
  ['C:\\labos\\swarm\\', 'swarm'],
  ['labo.md', 'labo.md'],
])('the file of %s is called %s', (source, name) => expect(fileNameOf(source)).toBe(name));
