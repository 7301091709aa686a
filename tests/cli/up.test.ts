import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../main/cli/up';

const mebibyte = 2 ** 20;

describe('a machine for a lab', () => {
  it.each([1, 2, 3])('of %i nodes is of the usual size, which the ready snapshot has', (nodes) => {
    expect(sizeOf(nodes, undefined)).toBeUndefined();
  });

  it.each([
    [4, undefined, 1620],
    [7, undefined, 2643],
    [3, 512, 1792],
    [1, 2048, 2304],
    [3, 500.5, 1758],
  ])('of %i nodes of %s MiB has %i MiB', (nodes, memory, expected) => {
    expect(sizeOf(nodes, memory === undefined ? undefined : memory * mebibyte)).toEqual({ memory: expected });
  });
});
