// A program's standard input and output on a node as one two-way stream, by an exec without a TTY.
import { Duplex } from 'node:stream';
import type Docker from 'dockerode';

/** Bytes of a frame's header: stream number, three zeros, length (Docker API, "Stream format"). */
const headerLength = 8;
const standardOutput = 1;

/** Runs `command` in `container`; errors of the program itself end the stream with what it wrote to standard error. */
export async function execStream(container: Docker.Container, command: string[]): Promise<ExecStream> {
  const exec = await container.exec({
    Cmd: command,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const raw = await exec.start({ hijack: true, stdin: true });
  return new ExecStream(raw);
}

/** Carries HTTP like a socket: Node's http agent calls the socket methods below, which mean nothing here. */
export class ExecStream extends Duplex {
  readonly #raw: Duplex;
  #header = Buffer.alloc(0);
  #remaining = 0;
  #kind = 0;
  readonly #said: Buffer[] = [];

  constructor(raw: Duplex) {
    super({ allowHalfOpen: false });
    this.#raw = raw;
    raw.on('data', (chunk: Buffer) => this.#take(chunk));
    raw.on('end', () => this.#end());
    raw.on('close', () => this.#end());
    raw.on('error', (error) => this.destroy(error));
  }

  override _read(): void {
    this.#raw.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#raw.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#raw.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#raw.destroy();
    done(error);
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#remaining === 0) {
        const missing = headerLength - this.#header.length;
        this.#header = Buffer.concat([this.#header, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (this.#header.length < headerLength) return;
        this.#kind = this.#header[0] ?? 0;
        this.#remaining = this.#header.readUInt32BE(4);
        this.#header = Buffer.alloc(0);
        continue;
      }
      const part = rest.subarray(0, this.#remaining);
      this.#remaining -= part.length;
      rest = rest.subarray(part.length);
      if (this.#kind !== standardOutput) this.#said.push(part);
      else if (!this.push(part)) this.#raw.pause();
    }
  }

  #end(): void {
    if (this.#said.length === 0) this.push(null);
    else this.destroy(new Error(Buffer.concat(this.#said).toString('utf8').trim()));
  }
}
