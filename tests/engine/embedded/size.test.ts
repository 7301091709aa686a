import { describe, expect, it } from 'vitest';
import { type Accelerator, sizeFor, sizeForNodes } from '../../../main/engine/embedded/size';
import { Failure } from '../../../main/failure/failure';

const gibibyte = 1024 ** 3;

/** A host with all of its memory free. */
function host(gibibytes: number, cpus = 4) {
  return { memory: gibibytes * gibibyte, freeMemory: gibibytes * gibibyte, cpus };
}

describe('the size of the guest', () => {
  it.each([1, 2, 16])('is the snapshot’s without acceleration, on %i CPUs', (cpus) => {
    for (const memory of [2.5, 8, 64])
      expect(sizeFor(host(memory, cpus), 'tcg')).toEqual({ memory: 1280, cpus: 2 });
  });

  it.each([
    [2.5, 1280],
    [7.9, 1280],
    [8, 2048],
    [15.9, 2048],
    [16, 3072],
    [64, 3072],
  ])('with acceleration and %d GiB is %i MiB', (memory, expected) => {
    for (const accelerator of ['kvm', 'hvf', 'whpx'] satisfies Accelerator[])
      expect(sizeFor(host(memory), accelerator).memory).toBe(expected);
  });

  it.each([
    [1, 1],
    [2, 2],
    [4, 4],
    [16, 4],
  ])('with acceleration and %i CPUs has %i', (cpus, expected) => {
    expect(sizeFor(host(8, cpus), 'kvm').cpus).toBe(expected);
  });

  it('is what is wished for, down to what a lab needs', () => {
    expect(sizeFor(host(8), 'tcg', { memory: 4096 })).toEqual({ memory: 4096, cpus: 2 });
    expect(sizeFor(host(8), 'kvm', { cpus: 8 })).toEqual({ memory: 2048, cpus: 8 });
    expect(sizeFor(host(8), 'kvm', { memory: 64, cpus: 0 })).toEqual({ memory: 1024, cpus: 1 });
  });

  it('is refused where the host has too little, or too little of it free', () => {
    expect(() => sizeFor(host(2.4), 'tcg')).toThrow(Failure);
    const free = (mebibytes: number) => ({ ...host(16), freeMemory: mebibytes * 1024 ** 2 });
    expect(sizeFor(free(640), 'tcg').memory).toBe(1280);
    expect(() => sizeFor(free(1535), 'kvm')).toThrow(
      '1535 MiB free of 16384; it needs 1536 MiB free, and 2560 in all',
    );
    expect(sizeFor(free(512), 'kvm', { memory: 1024 }).memory).toBe(1024);
  });

  it('is refused in words', () => {
    let thrown: unknown;
    try {
      sizeFor({ memory: 2 * gibibyte, freeMemory: gibibyte, cpus: 1 }, 'tcg');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ kind: 'engine', text: 'embedded:noMemory' });
    expect((thrown as Failure).sentence('fr')).toContain('1024 Mio libres sur 2048 ; il faut 640 Mio libres');
  });
});

const mebibyte = 2 ** 20;

describe('a machine for a lab', () => {
  it.each([1, 2, 3])('of %i nodes is of the usual size, which the ready snapshot has', (nodes) => {
    expect(sizeForNodes(nodes, undefined)).toBeUndefined();
  });

  it.each([
    [4, undefined, 1620],
    [7, undefined, 2643],
    [3, 512, 1792],
    [1, 2048, 2304],
    [3, 500.5, 1758],
  ])('of %i nodes of %s MiB has %i MiB', (nodes, memory, expected) => {
    expect(sizeForNodes(nodes, memory === undefined ? undefined : memory * mebibyte)).toEqual({
      memory: expected,
    });
  });
});
