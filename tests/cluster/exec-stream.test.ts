import { PassThrough, type Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type Docker from 'dockerode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { execStream, ExecStream } from '../../main/cluster/exec-stream';

const stdout = 1;
const stderr = 2;

function frame(kind: number, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = kind;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** Cuts at places that are given as shares of the whole. */
function cut(bytes: Buffer, shares: number[]): Buffer[] {
  const places = shares.map((share) => Math.floor(share * bytes.length)).sort((one, other) => one - other);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

async function all(stream: Duplex): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe('a program on a node', () => {
  it('is heard whole, wherever its frames are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), shares, async (texts, places) => {
        const raw = new PassThrough();
        const stream = new ExecStream(raw);
        for (const chunk of cut(Buffer.concat(texts.map((text) => frame(stdout, text))), places))
          raw.write(chunk);
        raw.end();
        expect(await all(stream)).toBe(texts.join(''));
      }),
    );
  });

  it('ends with what it complained of, wherever that is cut', async () => {
    await fc.assert(
      fc.asyncProperty(shares, async (places) => {
        const raw = new PassThrough();
        const stream = new ExecStream(raw);
        const said = Buffer.concat([frame(stderr, 'démon '), frame(stdout, ''), frame(stderr, 'éteint\n')]);
        for (const chunk of cut(said, places)) raw.write(chunk);
        raw.end();
        await expect(all(stream)).rejects.toThrow(/^démon éteint$/);
      }),
    );
  });

  it('is told what is written, and ends when it is told to', async () => {
    const raw = new PassThrough();
    const written: string[] = [];
    const stream = new ExecStream(
      Object.assign(new PassThrough(), {
        write: (chunk: Buffer, _encoding: string, done: () => void) => {
          written.push(chunk.toString());
          done();
          return true;
        },
        end: (done: () => void) => raw.end(done),
      }),
    );
    stream.write('GET /');
    stream.end();
    await new Promise((resolve) => stream.once('finish', resolve));
    expect(written).toEqual(['GET /']);
    expect(raw.writableEnded).toBe(true);
  });

  it('is not read faster than its reader reads', async () => {
    const raw = new PassThrough();
    const stream = new ExecStream(raw);
    for (let count = 0; count < 100; count += 1) raw.write(frame(stdout, 'x'.repeat(10_000)));
    await turn();
    expect(raw.isPaused()).toBe(true);
    expect(stream.readableLength).toBeLessThan(100_000);
    raw.end();
    expect((await all(stream)).length).toBe(1_000_000);
  });

  it('that is cut off fails with the reason, and lets go of the connection', async () => {
    const raw = new PassThrough();
    const stream = new ExecStream(raw);
    raw.destroy(new Error('ECONNRESET'));
    await expect(all(stream)).rejects.toThrow('ECONNRESET');
    expect(raw.destroyed).toBe(true);
  });

  it('is run without a TTY, with all three streams', async () => {
    const raw = new PassThrough();
    let asked: unknown;
    const container = {
      exec: (options: unknown) => {
        asked = options;
        return Promise.resolve({ start: () => Promise.resolve(raw) });
      },
    } as unknown as Docker.Container;
    raw.end(frame(stdout, 'node1\n'));
    expect(await all(await execStream(container, ['hostname']))).toBe('node1\n');
    expect(asked).toEqual({ Cmd: ['hostname'], AttachStdin: true, AttachStdout: true, AttachStderr: true });
  });
});
