// Packs the sparse RAM file of a snapshot for shipping, and unpacks it, verified and sparse. Node's own brotli.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { Failure } from '../../failure/failure';
import { codeOf } from '../runner';

// Inside the brotli stream the file stands in pieces: a mask with a bit for each page, then the pages that are not all
// zero. Two thirds of a RAM file are zero: left out, the window reaches further and unpacking takes a third of the time.

/** Bytes: a page of the guest, the unit in which QEMU leaves out what is zero. */
const PAGE = 4096;
/** Bytes that are read, hashed and written at once: the calls cost little then, and the buffers, too. */
const PIECE = 1024 * 1024;
/** Bytes of a piece's mask. */
const MASK = PIECE / PAGE / 8;
/** Bytes: a smaller hole is written as zeros, as more calls would cost more than the disk that they save. */
const BLOCK = 64 * 1024;
const ZEROS = Buffer.alloc(BLOCK);

/**
 * Of 430 MB of daemons' memory and programs (zstd -3: 106 MB), quality 6 leaves 81 in 16 s of one core; 5 leaves 82 in
 * 13, 7 leaves 80 in 33, 9 leaves 77 in 190. A window of 128 MiB finds what several nodes have in common; 16 MiB leaves
 * 94 MB, and 256 MiB 78, but the learner's machine needs the window's size in memory to unpack. Unpacking takes 2 s.
 */
const compression = {
  [constants.BROTLI_PARAM_QUALITY]: 6,
  [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
  [constants.BROTLI_PARAM_LGWIN]: 27,
};
const decompression = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 };

export interface Packed {
  /** Bytes of the file, not of the pack. */
  size: number;
  /** Hex digest of the file, not of the pack. */
  sha256: string;
}

/** Packs `source` into `target`, which appears whole or not at all. */
export async function pack(source: string, target: string): Promise<Packed> {
  return appearing(target, async (part) => {
    const { size } = await stat(source);
    const hash = createHash('sha256');
    // Without the size brotli keeps to a table too small for the window; it takes 32 bits.
    const params = { ...compression, [constants.BROTLI_PARAM_SIZE_HINT]: Math.min(size, 2 ** 31) };
    const packer = createBrotliCompress({ chunkSize: PIECE, params });
    const handle = await open(source);
    try {
      await pipeline(encodedPieces(handle, size, hash), packer, createWriteStream(part));
    } finally {
      await handle.close();
    }
    return { size, sha256: hash.digest('hex') };
  });
}

/**
 * Unpacks `source` into `target`, which appears whole and verified or not at all. One caller at a time for a target:
 * two would write the same `<target>.part`.
 * @throws Failure `bad-input` where the pack is missing, damaged or of another file, `engine` where the disk is full.
 */
export async function unpack(source: string, target: string, expected: Packed): Promise<void> {
  await appearing(target, async (part) => {
    const unpacker = createBrotliDecompress({ chunkSize: PIECE, params: decompression });
    const handle = await open(part, 'w');
    try {
      await pipeline(createReadStream(source, { highWaterMark: PIECE }), unpacker, (chunks) =>
        decode(chunks as AsyncIterable<Buffer>, handle, expected),
      );
    } catch (cause) {
      const missing = codeOf(cause) === 'ENOENT';
      if (!missing && !isDamage(cause)) throw cause;
      const text = missing ? 'snapshots:missingPack' : 'snapshots:damagedPack';
      throw new Failure('bad-input', text, { file: source }, { cause });
    } finally {
      await handle.close();
    }
  });
}

/** Has `<target>.part` written, which becomes `target` on success and nothing otherwise. */
async function appearing<T>(target: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = `${target}.part`;
  try {
    const written = await write(part);
    await rename(part, target);
    return written;
  } catch (cause) {
    await rm(part, { force: true });
    if (codeOf(cause) !== 'ENOSPC') throw cause;
    throw new Failure('engine', 'snapshots:noDisk', { folder: dirname(target) }, { cause });
  }
}

async function* encodedPieces(handle: FileHandle, size: number, hash: Hash): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(PIECE);
  for (let at = 0; at < size; at += PIECE) {
    const piece = buffer.subarray(0, Math.min(PIECE, size - at));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead < piece.length) throw new Error(`the file ended at ${at + bytesRead} while it was packed`);
    hash.update(piece);
    yield encoded(piece);
  }
}

function encoded(piece: Buffer): Buffer {
  const mask = Buffer.alloc(MASK);
  const pages = [...runsOf(piece, PAGE)].map(({ from, to }) => {
    for (let page = from / PAGE; page * PAGE < to; page += 1)
      mask.writeUInt8(mask.readUInt8(page >> 3) | (1 << (page & 7)), page >> 3);
    return piece.subarray(from, to);
  });
  return Buffer.concat([mask, ...pages]);
}

async function decode(chunks: AsyncIterable<Buffer>, handle: FileHandle, expected: Packed): Promise<void> {
  const source = exactReader(chunks);
  const hash = createHash('sha256');
  const mask = Buffer.alloc(MASK);
  const buffer = Buffer.alloc(PIECE);
  for (let at = 0; at < expected.size; at += PIECE) {
    const piece = buffer.subarray(0, Math.min(PIECE, expected.size - at)).fill(0);
    await source.fill(mask);
    for (let page = 0; page * PAGE < piece.length; page += 1)
      if (mask.readUInt8(page >> 3) & (1 << (page & 7)))
        await source.fill(piece.subarray(page * PAGE, (page + 1) * PAGE));
    const written = writeSparsely(piece, handle, at);
    // While another thread writes it.
    hash.update(piece);
    await written;
  }
  if (!(await source.isAtEnd())) throw new Damage('more than expected is packed');
  if (hash.digest('hex') !== expected.sha256) throw new Damage('the digest is not the expected one');
  await handle.truncate(expected.size);
}

async function writeSparsely(piece: Buffer, handle: FileHandle, at: number): Promise<void> {
  for (const { from, to } of runsOf(piece, BLOCK))
    for (let done = from; done < to;)
      done += (await handle.write(piece, done, to - done, at + done)).bytesWritten;
}

/** Where `bytes` are not all zero, in whole units, neighbours joined. */
function* runsOf(bytes: Buffer, unit: number): Generator<{ from: number; to: number }> {
  let from = -1;
  for (let at = 0; at < bytes.length; at += unit) {
    const end = Math.min(bytes.length, at + unit);
    const isZero = bytes.compare(ZEROS, 0, end - at, at, end) === 0;
    if (isZero && from >= 0) yield { from, to: at };
    if (isZero) from = -1;
    else if (from < 0) from = at;
  }
  if (from >= 0) yield { from, to: bytes.length };
}

/** Chunks come in any size; this takes from them as many bytes as are asked for. */
function exactReader(chunks: AsyncIterable<Buffer>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async fill(into: Buffer): Promise<void> {
      for (let done = 0; done < into.length;) {
        if (rest.length === 0) {
          const next = await iterator.next();
          if (next.done === true) throw new Damage('less than expected is packed');
          rest = next.value;
        }
        const copied = rest.copy(into, done);
        done += copied;
        rest = rest.subarray(copied);
      }
    },
    async isAtEnd(): Promise<boolean> {
      return rest.length === 0 && (await iterator.next()).done === true;
    },
  };
}

class Damage extends Error {}

/**
 * Whether it is the pack that is wrong: brotli says so by these codes, and by others that memory is short. Nobody aborts
 * here: Node's streams do, where brotli's end comes before the file's.
 */
function isDamage(error: unknown): boolean {
  return error instanceof Damage || /ERROR_FORMAT|^Z_BUF_ERROR$|^ABORT_ERR$/.test(codeOf(error) ?? '');
}
