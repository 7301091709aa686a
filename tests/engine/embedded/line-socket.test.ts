import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ConnectOptions, connectLines } from '../../../main/engine/embedded/line-socket';
import { lineServer, socketPath } from './line-server';

async function connect(path: string, options: ConnectOptions = { patience: 1_000 }) {
  const seen: string[] = [];
  const socket = await connectLines<string>(path, options, (line) => void seen.push(line));
  onTestFinished(() => socket.close());
  return { socket, seen };
}

describe('connecting', () => {
  it('waits for a socket that is not there yet, or that nobody listens on yet', async () => {
    const path = await socketPath();
    const coming = connect(path, { patience: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await lineServer(undefined, { path });
    expect((await coming).seen).toEqual([]);
  });

  it('gives up when its patience ends, with the code of the last attempt', async () => {
    const path = await socketPath();
    const started = performance.now();
    await expect(connect(path, { patience: 100 })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(100);
  });

  it('does not wait for what will not come', async () => {
    const file = await socketPath();
    await writeFile(file, '');
    await expect(connect(join(file, 'below'), { patience: 60_000 })).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
  });

  it('stops when it is told to, before and while it waits', async () => {
    const path = await socketPath();
    const signal = AbortSignal.abort();
    await expect(connect(path, { patience: 60_000, signal })).rejects.toMatchObject({ code: 'ABORT_ERR' });
    const waiting = connect(path, { patience: 60_000, signal: AbortSignal.timeout(50) });
    await expect(waiting).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  it('is not undone by a signal that comes later', async () => {
    const server = await lineServer();
    const abort = new AbortController();
    const { socket, seen } = await connect(server.path, { patience: 1_000, signal: abort.signal });
    abort.abort();
    socket.send('still here');
    await vi.waitFor(() => expect(server.received).toEqual(['still here']));
    expect(seen).toEqual([]);
  });
});

describe('lines', () => {
  it('are whole, however the bytes come', async () => {
    const server = await lineServer();
    const { seen } = await connect(server.path);
    await vi.waitFor(() => expect(server.connections).toHaveLength(1));
    for (const byte of Buffer.from('été\r\n\n')) {
      server.write(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    server.write('two\nthree\nhalf');
    await vi.waitFor(() => expect(seen).toEqual(['été', '', 'two', 'three']));
  });

  it('may be long', async () => {
    const server = await lineServer();
    const { seen } = await connect(server.path);
    await vi.waitFor(() => expect(server.connections).toHaveLength(1));
    const long = 'x'.repeat(1_000_000);
    server.write(`${long}\n`);
    await vi.waitFor(() => expect(seen[0]?.length).toBe(long.length));
  });

  it('that have no end close the connection', async () => {
    const server = await lineServer();
    const { socket } = await connect(server.path);
    await vi.waitFor(() => expect(server.connections).toHaveLength(1));
    const question = expect(socket.ask('1', 'question', 5_000)).rejects.toMatchObject({
      code: 'ECONNRESET',
      cause: { message: expect.stringContaining('a line of more than') as string },
    });
    server.write('x'.repeat(9 * 1024 * 1024));
    await question;
    await socket.closed;
  });
});

describe('questions', () => {
  it('get their own answers, in any order', async () => {
    const { socket } = await connect((await lineServer()).path);
    const answers = Promise.all([socket.ask('a', 'x', 1_000), socket.ask('b', 'y', 1_000)]);
    socket.answer('b', 'of b');
    socket.answer('c', 'of nobody');
    socket.answer('a', 'of a');
    expect(await answers).toEqual(['of a', 'of b']);
  });

  it('fail when they take too long, and take no answer then', async () => {
    const { socket } = await connect((await lineServer()).path);
    await expect(socket.ask('a', 'x', 20)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    socket.answer('a', 'late');
  });

  it('fail when the connection ends, and after', async () => {
    const server = await lineServer((_line, { connections }) => connections[0]?.destroy());
    const { socket } = await connect(server.path);
    const gone = { code: 'ECONNRESET', message: `the connection to ${server.path} is closed` };
    await expect(socket.ask('a', 'x', 5_000)).rejects.toMatchObject(gone);
    await socket.closed;
    await expect(socket.ask('b', 'y', 5_000)).rejects.toMatchObject(gone);
  });

  it('have ids of their own, in each connection', async () => {
    const { path } = await lineServer();
    const [first, second] = [await connect(path), await connect(path)];
    const ids = [first.socket.newId(), first.socket.newId(), second.socket.newId(), second.socket.newId()];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[12]$/);
  });
});
