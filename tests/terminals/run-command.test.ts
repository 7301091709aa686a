import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../main/failure/failure';
import { runCommand } from '../../main/terminals/run-command';
import { openSession } from '../../main/terminals/session';
import { type FakeBackend, fakeBackend } from './fake-backend';

const PROMPT = '\x1b]133;A\x07[node1] # \x1b]133;B\x07';
const mark = (status: number): string => `\x1b]133;D;${status}\x07`;
const C = '\x1b]133;C\x07';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shell(): { backend: FakeBackend; terminal: ReturnType<typeof openSession> } {
  const backend = fakeBackend();
  return { backend, terminal: openSession(backend) };
}

async function failureOf(running: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await running.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
}

test('waits for the prompt, pastes, and gives what came between start and end', async () => {
  const { backend, terminal } = shell();
  const running = runCommand(terminal, 'echo one\nfalse\n');
  expect(backend.written).toBe('');
  backend.print(`Welcome\r\n${PROMPT}`);
  expect(backend.written).toBe('\x1b[200~echo one\rfalse\x1b[201~\r');
  // Readline draws the prompt again while it takes the paste in.
  backend.print(`echo one\r[node1] # \x1b]133;B\x07echo one\r\nfalse\r\n`);
  backend.print(`${C}\x1b[32mone\x1b[0m\r\n${mark(0)}${C}${mark(1)}${PROMPT}`);
  expect(await running).toEqual({ exitStatus: 1, statuses: [0, 1], output: 'one' });
});

test('knows from the scrollback that the prompt is there already', async () => {
  const { backend, terminal } = shell();
  backend.print(PROMPT);
  const running = runCommand(terminal, 'true');
  backend.print(`true\r\n${C}${mark(0)}${PROMPT}`);
  expect(await running).toEqual({ exitStatus: 0, statuses: [0], output: '' });
  const next = runCommand(terminal, 'exec bash');
  backend.print(`exec bash\r\n${C}${PROMPT}`);
  expect(await next).toMatchObject({ exitStatus: 0, statuses: [] });
});

test('code that the shell cannot read has failed', async () => {
  const { backend, terminal } = shell();
  backend.print(PROMPT);
  const running = runCommand(terminal, 'fi');
  backend.print(`fi\r\nbash: syntax error\r\n${PROMPT}`);
  expect(await running).toMatchObject({ exitStatus: 2 });
});

test('types no control character but newline and tab, least of all the end of the paste', () => {
  const { backend, terminal } = shell();
  backend.print(PROMPT);
  void runCommand(terminal, 'a\x1b[201~\r\nb\x03\tc\x1b[31m\x9b\x7f\r').catch(() => undefined);
  expect(backend.written).toBe('\x1b[200~a\rb\tc[31m\x1b[201~\r');
});

test('types nothing for comments', async () => {
  const { backend, terminal } = shell();
  expect(await runCommand(terminal, '\n# only this\n  # and that\n')).toMatchObject({ exitStatus: 0 });
  expect(backend.written).toBe('');
});

test('acknowledges what it consumes', async () => {
  const { backend, terminal } = shell();
  backend.print(PROMPT);
  const running = runCommand(terminal, 'flood');
  backend.print(C);
  for (let chunk = 0; chunk < 20; chunk += 1) backend.print('x'.repeat(70_000));
  backend.print(`${mark(0)}${PROMPT}`);
  expect((await running).output).toHaveLength(1_400_000);
  expect(backend.paused).toBe(false);
});

describe('fails with a sentence', () => {
  test('after the timeout, and interrupts what runs', async () => {
    const { backend, terminal } = shell();
    backend.print(PROMPT);
    const running = failureOf(runCommand(terminal, 'sleep 1000', { timeoutMs: 5000 }));
    backend.print(C);
    await vi.advanceTimersByTimeAsync(5000);
    const failure = await running;
    expect(failure.kind).toBe('cluster');
    expect(failure.sentence('en')).toContain('“sleep 1000” was not finished after 5 seconds');
    expect(failure.sentence('fr')).toContain('« sleep 1000 » n’était pas finie après 5 secondes');
    expect(backend.written.endsWith('\x03')).toBe(true);
  });

  test('on the signal, before and during', async () => {
    const { backend, terminal } = shell();
    backend.print(PROMPT);
    const controller = new AbortController();
    const running = failureOf(runCommand(terminal, 'top', { signal: controller.signal }));
    controller.abort();
    expect(await running).toMatchObject({ kind: 'cancelled' });
    expect(await failureOf(runCommand(terminal, 'top', { signal: controller.signal }))).toMatchObject({
      kind: 'cancelled',
    });
  });

  test('where the terminal ends, or had ended', async () => {
    const { backend, terminal } = shell();
    const running = failureOf(runCommand(terminal, 'exit 3'));
    backend.end({ kind: 'exited', exitStatus: 3 });
    expect((await running).message).toContain('exit status 3');
    expect((await failureOf(runCommand(terminal, 'ls'))).message).toContain('exit status 3');
    const other = shell();
    const lost = failureOf(runCommand(other.terminal, 'ls'));
    other.backend.end({ kind: 'lost', why: 'the container node1 stopped' });
    expect((await lost).message).toContain('the container node1 stopped');
  });
});

describe('in a terminal that somebody attends', () => {
  const attended = { attended: true };

  test('acknowledges nothing, takes its time, and is not stopped by the signal', async () => {
    const { backend, terminal } = shell();
    terminal.on('data', () => undefined);
    backend.print(PROMPT);
    const controller = new AbortController();
    const running = failureOf(runCommand(terminal, 'flood', { ...attended, signal: controller.signal }));
    backend.print(C);
    for (let chunk = 0; chunk < 20; chunk += 1) backend.print('x'.repeat(70_000));
    expect(backend.paused).toBe(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    controller.abort();
    expect(await running).toMatchObject({ kind: 'cancelled' });
    expect(backend.written.endsWith('\x03')).toBe(false);
  });

  test('leaves a busy shell alone, and waits for one that starts', async () => {
    const { backend, terminal } = shell();
    const running = runCommand(terminal, 'ls', attended);
    backend.print(PROMPT);
    expect(backend.written).toContain('ls');
    backend.print(`ls\r\n${C}`);
    const other = failureOf(runCommand(terminal, 'pwd', attended));
    expect((await other).text).toBe('terminals:busy');
    expect(backend.written).not.toContain('pwd');
    backend.print(`${mark(0)}${PROMPT}`);
    expect(await running).toMatchObject({ exitStatus: 0 });
  });

  test('puts a line aside that is half typed, and takes a redrawn prompt for none', () => {
    const { backend, terminal } = shell();
    backend.print(PROMPT);
    backend.print(`\r\x1b[K[node1] # \x1b]133;B\x07\x1b[K`);
    void runCommand(terminal, 'ls', attended);
    expect(backend.written).toBe('\x1b[200~ls\x1b[201~\r');
    const half = shell();
    half.backend.print(`${PROMPT}docker ru`);
    void runCommand(half.terminal, 'ls', attended);
    expect(half.backend.written).toBe('\x03');
    half.backend.print(`^C\r\n${PROMPT}`);
    expect(half.backend.written).toBe('\x03\x1b[200~ls\x1b[201~\r');
  });
});
