import { readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { pack, type Packed, unpack } from '../../../main/engine/embedded/packed-file';
import { sha256OfFile } from '../../../main/images/store';
import { scratchFolder } from '../../helpers/scratch';

/** Bytes, as in the packed form: page, block and piece. */
const sizes = [1, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1024 * 1024, 1024 * 1024 + 1];

/** Brotli's form of nothing. */
const ENDED = Buffer.from([0x06]);

/** Memory: stretches of zeros and of something else, of lengths on and beside every border. */
const memory = fc
  .array(fc.tuple(fc.constantFrom(...sizes), fc.integer({ min: 0, max: 255 }), fc.boolean()), {
    maxLength: 6,
  })
  .map((stretches) =>
    Buffer.concat(stretches.map(([length, byte, zero]) => Buffer.alloc(length, zero ? 0 : byte))),
  );

let folder = '';
let source = '';
let packed = '';
let target = '';
beforeEach(async () => {
  folder = await scratchFolder();
  [source, packed, target] = [join(folder, 'ram'), join(folder, 'ram.br'), join(folder, 'unpacked')];
});

describe('a packed file', () => {
  it('comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(memory, async (bytes) => {
        await writeFile(source, bytes);
        const expected = await pack(source, packed);
        expect(expected).toEqual({ size: bytes.length, sha256: await sha256OfFile(source) });
        await unpack(packed, target, expected);
        expect((await readFile(target)).equals(bytes)).toBe(true);
        expect((await readdir(folder)).sort()).toEqual(['ram', 'ram.br', 'unpacked']);
      }),
      { numRuns: 40 },
    );
  });

  it.skipIf(process.platform === 'win32')('is small, and has its holes back', async () => {
    await writeFile(source, Buffer.alloc(200_000, 'memory'));
    await truncate(source, 100_000_000);
    const expected = await pack(source, packed);
    expect((await stat(packed)).size).toBeLessThan(1000);
    await unpack(packed, target, expected);
    const { size, blocks } = await stat(target);
    expect(size).toBe(100_000_000);
    expect(blocks * 512).toBeLessThan(400_000);
    expect(await sha256OfFile(target)).toBe(expected.sha256);
  });
});

describe('unpacking', () => {
  const content = Buffer.concat([
    Buffer.alloc(70_000, 'memory'),
    Buffer.alloc(2_000_000),
    Buffer.from('end'),
  ]);
  let expected: Packed;
  beforeEach(async () => {
    await writeFile(source, content);
    expected = await pack(source, packed);
    await writeFile(target, 'what was there');
  });

  async function refuses(failure: object): Promise<void> {
    await expect(unpack(packed, target, expected)).rejects.toMatchObject(failure);
    expect((await readdir(folder)).sort()).toEqual(['ram', 'ram.br', 'unpacked']);
    expect(await readFile(target, 'utf8')).toBe('what was there');
  }

  it.each<[string, () => unknown]>([
    ['is cut short', async () => truncate(packed, (await stat(packed)).size - 1)],
    ['is empty', () => truncate(packed, 0)],
    [
      'ends before its file does',
      async () => writeFile(packed, Buffer.concat([ENDED, await readFile(packed)])),
    ],
    ['is no pack', () => writeFile(packed, 'a page of error 404')],
    ['is of another file', () => (expected = { ...expected, sha256: '0'.repeat(64) })],
    ['is of a longer file', () => (expected = { ...expected, size: content.length - 1 })],
    ['is of a file that is longer by pieces', () => (expected = { ...expected, size: 5000 })],
    ['is of a shorter file', () => (expected = { ...expected, size: content.length + 1 })],
    ['is of a file that is shorter by pieces', () => (expected = { ...expected, size: 2 * content.length })],
  ])('refuses a pack that %s, and leaves nothing', async (_, harm) => {
    await harm();
    await refuses({ kind: 'bad-input', text: 'snapshots:damagedPack', values: { file: packed } });
  });

  it('refuses a pack with any byte changed', async () => {
    const whole = await readFile(packed);
    const byte = fc.integer({ min: 0, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(byte, fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8(whole.readUInt8(at) ^ flip, at);
        await writeFile(packed, damaged);
        try {
          await unpack(packed, target, expected);
        } catch (error) {
          expect(error).toMatchObject({ text: 'snapshots:damagedPack' });
          return;
        }
        // Padding, for example, may have any value.
        expect((await readFile(target)).equals(content)).toBe(true);
      }),
    );
  });

  it('names a pack that is missing', async () => {
    packed = join(folder, 'none');
    await refuses({ kind: 'bad-input', text: 'snapshots:missingPack', values: { file: packed } });
  });

  it.skipIf(process.platform !== 'linux')('says that the disk is full, and leaves nothing', async () => {
    await symlink('/dev/full', `${target}.part`);
    await refuses({ kind: 'engine', text: 'snapshots:noDisk', values: { folder } });
  });

  it('begins anew where an earlier one was cut off', async () => {
    await writeFile(`${target}.part`, Buffer.alloc(3_000_000, 'x'));
    await unpack(packed, target, expected);
    expect((await readFile(target)).equals(content)).toBe(true);
  });
});
