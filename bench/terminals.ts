// How much a node's terminal costs on top of a bare exec with a TTY over the Docker API: throughput and a key's echo.
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { openNodeShell } from '../main/terminals/node-shell';
import { openSession } from '../main/terminals/session';
import { figure, type Figure, type Rounds } from './figure';

/** Rounds of which the median counts: the machine is shared and noisy. */
const ROUNDS = 5;
/** Bytes that the node prints in one round: about one second and a half. */
const FLOOD = 60_000_000;
/** Parts of a round's flood, each other's turn after each: the machine's pace changes within a second. */
const SLICES = 2;
/** Characters of a printed line, its newline included; the TTY makes one more of the newline. */
const LINE = 100;
/** Keys of one round. */
const KEYS = 400;
/** Keys after which it is the other's turn: so many fit on a line. */
const KEYS_PER_LINE = 40;
/** Smallest share of the bare throughput. */
const THROUGHPUT_TARGET = 0.9;
/** Largest multiple of the bare echo's 95th percentile. */
const ECHO_TARGET = 1.5;

/** One shell as the benchmark uses it, ours or bare. */
interface Shell {
  write(text: string): void;
  /** Tells every piece of output: how much it is, and whether `text` is in it. */
  listen(listener: (size: number, has: (text: string) => boolean) => void): void;
  close(): Promise<void>;
}

export async function benchTerminals(container: Docker.Container): Promise<Figure[]> {
  const flood: Rounds = { ours: [], bare: [] };
  const p50: Rounds = { ours: [], bare: [] };
  const p95: Rounds = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const shells = { ours: await openOurs(container), bare: await openBare(container) };
    // In turns, and the first in turns too: what warms up or disturbs meets both.
    const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    const seconds: Rounds = { ours: [], bare: [] };
    for (let slice = 0; slice < SLICES; slice += 1) {
      for (const which of slice % 2 === 0 ? order : [...order].reverse()) {
        seconds[which].push(await secondsOf(shells[which]));
      }
    }
    const echoes: Rounds = { ours: [], bare: [] };
    for (let keys = 0; keys < KEYS; keys += KEYS_PER_LINE) {
      for (const which of order) echoes[which].push(...(await echo(shells[which])));
    }
    for (const which of order) {
      flood[which].push(FLOOD / 1e6 / sum(seconds[which]));
      p50[which].push(percentile(echoes[which], 0.5));
      p95[which].push(percentile(echoes[which], 0.95));
      await shells[which].close();
    }
  }
  return [
    figure('bytes through a terminal', 'MB/s', flood, { atLeast: THROUGHPUT_TARGET }),
    figure('key echo, median', 'ms', p50, { atMost: ECHO_TARGET }),
    figure('key echo, 95th percentile', 'ms', p95, { atMost: ECHO_TARGET }),
  ];
}

/** Seconds from the first to the last byte of one slice of the flood. */
async function secondsOf(shell: Shell): Promise<number> {
  const bytes = FLOOD / SLICES;
  const expected = bytes + bytes / LINE;
  return new Promise((resolve) => {
    let size = 0;
    let first = 0;
    shell.listen((piece) => {
      // Before it there are the prompt and the echo of the command, a thousandth of a percent of what is counted.
      size += piece;
      if (first === 0 && size > 1000) first = performance.now();
      if (size >= expected) resolve((performance.now() - first) / 1000);
    });
    shell.write(`yes ${'x'.repeat(LINE - 1)} | head -c ${bytes}\r`);
  });
}

/** Milliseconds from each key of one line to its echo by the shell's line editor. */
async function echo(shell: Shell): Promise<number[]> {
  const taken: number[] = [];
  const typed = (keys: string, expected: string): Promise<number> =>
    new Promise((resolve) => {
      const before = performance.now();
      shell.listen((_size, has) => {
        if (has(expected)) resolve(performance.now() - before);
      });
      shell.write(keys);
    });
  await typed('\x15echo cl""ean\r', 'clean');
  // The prompt behind it is awaited through the first key, which does not count.
  await typed('z', 'z');
  for (let key = 0; key < KEYS_PER_LINE; key += 1) taken.push(await typed('z', 'z'));
  return taken;
}

async function openOurs(container: Docker.Container): Promise<Shell> {
  const terminal = openSession(await openNodeShell(container, { size: { columns: 80, rows: 24 } }));
  let listener: Parameters<Shell['listen']>[0] = () => undefined;
  terminal.on('data', (text) => {
    listener(text.length, (part) => text.includes(part));
    terminal.acknowledge(text.length);
  });
  return {
    write: (text) => terminal.write(text),
    listen: (next) => void (listener = next),
    close: () => terminal.close(),
  };
}

async function openBare(container: Docker.Container): Promise<Shell> {
  const exec = await container.exec({
    Cmd: ['bash', '-l'],
    Env: ['TERM=xterm-256color', 'LANG=C.UTF-8'],
    WorkingDir: '/root',
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream: Duplex = await exec.start({ hijack: true, stdin: true, Tty: true });
  await exec.resize({ w: 80, h: 24 });
  let listener: Parameters<Shell['listen']>[0] = () => undefined;
  stream.on('data', (bytes: Buffer) => listener(bytes.length, (part) => bytes.includes(part)));
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  return {
    write: (text) => stream.write(text),
    listen: (next) => void (listener = next),
    async close() {
      stream.write('\x15exit\r');
      await ended;
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
