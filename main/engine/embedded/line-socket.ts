// A socket that carries lines, with questions and answers told apart by an id: what QMP and the guest's agent share.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../runner';
import { within } from '../within';

/** Milliseconds between two attempts: QEMU opens its sockets some tens of milliseconds after its start. */
const pause = 20;
/** Milliseconds that the last attempt has at least; a socket that somebody listens on takes less than 1. */
const leastAttempt = 1_000;
/** Characters without an end of line after which the other side is not one of ours: QMP's longest answer has 0.3 M. */
const longestLine = 8 * 1024 * 1024;
/** What connect says where QEMU does not listen yet, or (Windows) all instances of the pipe are taken for a moment. */
const notYet = ['ENOENT', 'ECONNREFUSED', 'EAGAIN', 'EBUSY'];
/** Milliseconds that an answer may take where the caller says nothing. */
export const usualLimit = 10_000;

export interface ConnectOptions {
  /** Milliseconds in which the socket must appear. */
  patience: number;
  /** Gives up connecting; an open connection is not concerned. */
  signal?: AbortSignal;
}

export interface LineSocket<Answer> {
  /** An id that no other connection to the same socket has used. */
  newId(): string;
  send(line: string): void;
  /**
   * Sends the line and waits until `answer` brings what belongs to the id.
   * @throws Error with code `ETIMEDOUT` after `limit` milliseconds, `ECONNRESET` when the connection closes
   */
  ask(id: string, line: string, limit: number): Promise<Answer>;
  /** Ignores ids that nobody waits for (any more). */
  answer(id: string, answer: Answer): void;
  /** Resolves once the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  close(reason?: Error): void;
}

interface Waiting<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

/** Lines go to `onLine` without their end. `path` is a unix socket or a Windows named pipe. */
export async function connectLines<Answer>(
  path: string,
  options: ConnectOptions,
  onLine: (line: string, socket: LineSocket<Answer>) => void,
): Promise<LineSocket<Answer>> {
  const socket = await patiently(path, options);
  const waiting = new Map<string, Waiting<Answer>>();
  const prefix = randomBytes(4).toString('hex');
  let count = 0;
  let cause: Error | undefined;

  const gone = (): Error =>
    Object.assign(new Error(`the connection to ${path} is closed`, { cause }), { code: 'ECONNRESET' });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', (error) => (cause = error));
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });

  const lines: LineSocket<Answer> = {
    newId: () => `${prefix}-${++count}`,
    send: (line) => void socket.write(`${line}\n`),
    ask: (id, line, limit) => {
      const answer = new Promise<Answer>((resolve, reject) => {
        if (socket.destroyed) throw gone();
        waiting.set(id, { resolve, reject });
        lines.send(line);
      });
      return within(limit, answer).finally(() => waiting.delete(id));
    },
    answer: (id, answer) => waiting.get(id)?.resolve(answer),
    closed,
    close: (reason) => void socket.destroy(reason),
  };
  socket.setEncoding('utf8').on(
    'data',
    splitter(
      (line) => onLine(line, lines),
      () => lines.close(new Error(`a line of more than ${longestLine} characters`)),
    ),
  );
  return lines;
}

/** Keeps a rejection that nobody waits for from ending the process; who waits gets it all the same. */
export function takenByAnyone<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function patiently(path: string, { patience, signal }: ConnectOptions): Promise<Socket> {
  const deadline = performance.now() + patience;
  for (;;) {
    const left = deadline - performance.now();
    try {
      return await attempt(path, Math.max(left, leastAttempt), signal);
    } catch (error) {
      if (left <= 0 || !notYet.includes(codeOf(error) ?? '')) throw error;
    }
    await sleep(pause, undefined, { signal });
  }
}

async function attempt(path: string, limit: number, signal: AbortSignal | undefined): Promise<Socket> {
  const socket = connect(path);
  try {
    await within(limit, once(socket, 'connect'), signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function splitter(onLine: (line: string) => void, onTooLong: () => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    // Only the chunk is searched: what a long line has so far is not looked through again.
    const [first = '', ...others] = chunk.split('\n');
    rest += first;
    for (const next of others) {
      onLine(rest.endsWith('\r') ? rest.slice(0, -1) : rest);
      rest = next;
    }
    if (rest.length > longestLine) onTooLong();
  };
}
