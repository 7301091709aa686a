import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HIGH, LOW } from '../../main/terminals/back-pressure';
import { openSession } from '../../main/terminals/session';
import type { TerminalExit } from '../../main/terminals/terminal';
import { cut, output, shares } from './chunks';
import { fakeBackend } from './fake-backend';

test('bytes in, text out: no character is cut, nothing is lost, wherever the borders are', () => {
  fc.assert(
    fc.property(output, shares, (whole, borders) => {
      const backend = fakeBackend();
      const terminal = openSession(backend);
      let came = '';
      terminal.on('data', (text) => {
        expect(text).not.toMatch(/\p{Surrogate}/u);
        came += text;
      });
      for (const chunk of cut(Buffer.from(whole), borders)) backend.print(chunk);
      backend.end({ kind: 'exited', exitStatus: 0 });
      expect(came).toBe(whole);
      expect(terminal.scrollback()).toBe(whole);
    }),
  );
});

test('writes what is typed as UTF-8, and nothing after the exit', async () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  terminal.write('é😀\x03');
  await terminal.resize({ columns: 100, rows: 30 });
  backend.end({ kind: 'exited', exitStatus: 0 });
  terminal.write('more');
  await terminal.resize({ columns: 1, rows: 1 });
  expect(backend.written).toBe('é😀\x03');
  expect(backend.sizes).toEqual([{ columns: 100, rows: 30 }]);
});

test('tells the exit once, last, and also to those who come late', async () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  const came: (string | TerminalExit)[] = [];
  terminal.on('data', (text) => came.push(text));
  terminal.on('exit', (exit) => came.push(exit));
  const flood = 'x'.repeat(10_000);
  backend.print(flood);
  backend.print('last');
  backend.end({ kind: 'exited', exitStatus: 3 });
  backend.end({ kind: 'lost', why: 'again' });
  expect(came).toEqual([flood + 'last', { kind: 'exited', exitStatus: 3 }]);
  const late = await new Promise<TerminalExit>((resolve) => void terminal.on('exit', resolve));
  expect(late).toEqual({ kind: 'exited', exitStatus: 3 });
  expect(came).toHaveLength(2);
});

test('a mark is told between the data before it and the data behind it, also in a flood', () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  const came: string[] = [];
  terminal.on('data', (text) => came.push(text.replace(/x+/, 'x')));
  terminal.on('shell', (event) => came.push(event.kind));
  backend.print(`${'x'.repeat(20_000)}\x1b]133;C\x07output\x1b]133;D;0\x07`);
  expect(came).toEqual(['x\x1b]133;C\x07', 'started', 'output\x1b]133;D;0\x07', 'finished']);
});

test('stops reading while too much is unacknowledged', () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  terminal.on('data', () => undefined);
  for (let size = 0; size <= HIGH; size += 70_000) backend.print('x'.repeat(70_000));
  expect(backend.paused).toBe(true);
  terminal.acknowledge(HIGH - LOW);
  expect(backend.paused).toBe(true);
  terminal.acknowledge(70_000);
  expect(backend.paused).toBe(false);
});

test('unattended it reads on; when the last listener leaves, what it owed is forgotten', () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  const flood = (): void => {
    for (let size = 0; size <= HIGH; size += 70_000) backend.print('x'.repeat(70_000));
  };
  flood();
  expect(backend.pauses).toBe(0);
  const leave = terminal.on('data', () => undefined);
  const leaveToo = terminal.on('data', () => undefined);
  flood();
  leave();
  expect(backend.paused).toBe(true);
  leaveToo();
  expect(backend.paused).toBe(false);
});

test('re-attaching in the middle of a flood loses and repeats nothing', () => {
  vi.useFakeTimers();
  const backend = fakeBackend();
  const terminal = openSession(backend);
  let whole = '';
  const print = (text: string): void => {
    whole += text;
    backend.print(text);
  };
  for (let line = 0; line < 2000; line += 1) print(`line ${line}\r\n`);
  let came = terminal.scrollback();
  terminal.on('data', (text) => (came += text));
  for (let line = 0; line < 2000; line += 1) print(`more ${line}\r\n`);
  vi.runAllTimers();
  vi.useRealTimers();
  expect(createHash('sha256').update(came).digest('hex')).toBe(
    createHash('sha256').update(whole).digest('hex'),
  );
});

test('closing kills once, and lets a paused backend drain', async () => {
  const backend = fakeBackend();
  const terminal = openSession(backend);
  terminal.on('data', () => undefined);
  for (let size = 0; size <= HIGH; size += 70_000) backend.print('x'.repeat(70_000));
  await Promise.all([terminal.close(), terminal.close()]);
  expect(backend.paused).toBe(false);
  expect(backend.kills).toBe(1);
});

test('every terminal has its own id', () => {
  const ids = [1, 2, 3].map(() => openSession(fakeBackend()).id);
  expect(new Set(ids).size).toBe(3);
});
