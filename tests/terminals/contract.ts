// What every terminal does, whatever its backend: the same tests on a node's shell and on the learner's own.
import { createHash, randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { HIGH } from '../../main/terminals/back-pressure';
import { runCommand } from '../../main/terminals/run-command';
import type { Terminal, TerminalExit, TerminalSize } from '../../main/terminals/terminal';

export interface Host {
  /** Opens a terminal with a bash in it. */
  open(size: TerminalSize): Promise<Terminal>;
  /** Command lines of the living processes where the shell runs. */
  processes(): Promise<string[]>;
}

/** As wide as in rehearsals, so that nothing wraps. */
const SIZE: TerminalSize = { columns: 400, rows: 30 };

export function terminalContract(host: Host): void {
  const opened: Terminal[] = [];
  const open = async (): Promise<Terminal> => {
    const terminal = await host.open(SIZE);
    opened.push(terminal);
    return terminal;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
  });

  test('has its size right from the start, and changes it', async () => {
    const terminal = await open();
    expect((await runCommand(terminal, 'stty size')).output).toBe('30 400');
    await terminal.resize({ columns: 101, rows: 33 });
    expect((await runCommand(terminal, 'stty size; echo $COLUMNS')).output).toBe('33 101\n101');
  });

  test('runs several lines in order, and knows the status of each', async () => {
    const terminal = await open();
    const code = `echo 'one
two'
# a comment
(exit 3)
for i in 1 2; do
	echo "loop $i"
done
cat <<END
text
END
false`;
    expect(await runCommand(terminal, code)).toEqual({
      exitStatus: 1,
      statuses: [0, 3, 0, 0, 1],
      output: 'one\ntwo\nloop 1\nloop 2\ntext',
    });
    expect(await runCommand(terminal, 'echo $?')).toMatchObject({ exitStatus: 0, output: '1' });
  });

  test('tells failure for code that the shell cannot read', async () => {
    const terminal = await open();
    expect(await runCommand(terminal, 'fi')).toMatchObject({ exitStatus: 2 });
    expect(await runCommand(terminal, 'true')).toMatchObject({ exitStatus: 0, statuses: [0] });
  });

  test('survives set -eu and Ctrl-C at the prompt', async () => {
    const terminal = await open();
    await runCommand(terminal, 'set -eu');
    // Key after key, as people type: bash 5.2 may sleep through a Ctrl-C that comes with other keys at once.
    const echoed = until(terminal, (text) => text.includes('half a line'));
    terminal.write('half a line');
    await echoed;
    const prompted = next(terminal, 'prompt');
    terminal.write('\x03');
    await prompted;
    expect((await runCommand(terminal, 'set +eu; echo alive')).output).toBe('alive');
  });

  test('carries every character both ways', async () => {
    const terminal = await open();
    const text = 'été, œuvre, 漢字, 😀👩‍💻, مرحبا';
    expect((await runCommand(terminal, `echo '${text}'`)).output).toBe(text);
    expect((await runCommand(terminal, `printf %s '${text}' | wc -c`)).output).toBe(
      `${Buffer.byteLength(text)}`,
    );
  });

  test('passes every key to the shell, Ctrl-P too', async () => {
    const terminal = await open();
    await runCommand(terminal, 'echo the last command');
    const echoed = until(terminal, (text) => text.includes('echo the last command'));
    terminal.write('\x10');
    await echoed;
  });

  test('tells the exit with its status', async () => {
    const terminal = await open();
    await prompt(terminal);
    const exit = new Promise<TerminalExit>((resolve) => void terminal.on('exit', resolve));
    terminal.write('exit 7\r');
    expect(await exit).toEqual({ kind: 'exited', exitStatus: 7 });
    expect(terminal.scrollback()).toContain('exit 7');
  });

  test('loses no byte of a flood, however slowly it is taken', { timeout: 120_000 }, async () => {
    const terminal = await open();
    await prompt(terminal);
    const LAST = 2_700_000; // 20 MB of numbers, no two lines alike
    const hash = createHash('sha256');
    let inside = false;
    let outstanding = 0;
    let most = 0;
    const take = async (text: string): Promise<void> => {
      if (inside) hash.update(text.split('\x1b', 1)[0] ?? '');
      outstanding += text.length;
      most = Math.max(most, outstanding);
      await delay(5);
      outstanding -= text.length;
      terminal.acknowledge(text.length);
    };
    terminal.on('data', (text) => void take(text));
    terminal.on('shell', (event) => (inside = event.kind === 'started'));
    const finished = next(terminal, 'finished');
    terminal.write(`seq ${LAST}\r`);
    await finished;

    const expected = createHash('sha256');
    for (let first = 1; first <= LAST; first += 10_000) {
      expected.update(Array.from({ length: 10_000 }, (_, index) => `${first + index}\r\n`).join(''));
    }
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
    // One batch was under way as it stopped, and one chunk of the stream behind it.
    expect(most).toBeLessThan(HIGH + 256 * 1024);
  });

  test('loses nothing at the exit either', async () => {
    const terminal = await open();
    await prompt(terminal);
    let came = '';
    terminal.on('data', (text) => {
      came += text;
      // Slower than a shell ends; what was read stays unacknowledged for as long as a busy screen takes.
      setTimeout(() => terminal.acknowledge(text.length), 300);
    });
    const exit = new Promise<TerminalExit>((resolve) => void terminal.on('exit', resolve));
    terminal.write('seq 150000; exit\r');
    await exit;
    expect(came).toContain('\r\n149999\r\n150000\r\n');
  });

  test('Ctrl-C stops a flood at once', async () => {
    const terminal = await open();
    await prompt(terminal);
    let size = 0;
    terminal.on('data', (text) => {
      size += text.length;
      terminal.acknowledge(text.length);
    });
    terminal.write('yes\r');
    await until(terminal, () => size > 2_000_000);
    const back = next(terminal, 'prompt');
    const before = performance.now();
    terminal.write('\x03');
    await back;
    expect(performance.now() - before).toBeLessThan(1500);
  });

  test('unattended, a flood goes on into the scrollback', async () => {
    const terminal = await open();
    await prompt(terminal);
    const back = next(terminal, 'prompt');
    terminal.write('seq 300000\r');
    await back;
    expect(terminal.scrollback()).toContain('\r\n299999\r\n300000\r\n');
    expect(terminal.scrollback().length).toBeLessThanOrEqual(512 * 1024);
  });

  test('closing ends everything that runs in it, however stubborn', async () => {
    const terminal = await open();
    const mark = `31${randomInt(1e6, 1e7)}`;
    const left = async (): Promise<number> =>
      (await host.processes()).filter((line) => line.includes(`sleep ${mark}`)).length;
    await runCommand(
      terminal,
      `sleep ${mark} & nohup sleep ${mark} >/dev/null & (trap '' HUP TERM; exec sleep ${mark}) &`,
    );
    terminal.write(`sleep ${mark}\r`);
    while ((await left()) < 4) await delay(50);
    terminal.write('\x1a');
    await next(terminal, 'prompt');
    terminal.write(`bash -c 'trap "" HUP; sleep ${mark}; true'\r`);
    while ((await left()) < 6) await delay(50);
    await terminal.close();
    expect(await left()).toBe(0);
    await terminal.close();
  });

  test('closing after an exit ends the jobs that it left', async () => {
    const terminal = await open();
    const mark = `31${randomInt(1e6, 1e7)}`;
    await runCommand(terminal, `(trap '' HUP; exec sleep ${mark}) & disown`);
    const exit = new Promise((resolve) => void terminal.on('exit', resolve));
    terminal.write('exit\r');
    await exit;
    await terminal.close();
    expect((await host.processes()).filter((line) => line.includes(`sleep ${mark}`))).toEqual([]);
  });

  test('closing needs neither a prompt nor a reader', async () => {
    const early = await open();
    await early.close();
    const flooding = await open();
    await prompt(flooding);
    flooding.on('data', () => undefined);
    flooding.write('yes\r');
    await delay(300);
    await flooding.close();
    expect((await host.processes()).filter((line) => /^yes/.test(line))).toEqual([]);
  });
}

/** Waits for the first prompt. */
async function prompt(terminal: Terminal): Promise<void> {
  await runCommand(terminal, 'true');
}

function next(terminal: Terminal, kind: 'prompt' | 'finished'): Promise<void> {
  return new Promise((resolve) => {
    const leave = terminal.on('shell', (event) => {
      if (event.kind !== kind) return;
      leave();
      resolve();
    });
  });
}

/** Waits until what has come since satisfies. */
function until(terminal: Terminal, satisfies: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let came = '';
    const leave = terminal.on('data', (text) => {
      came = (came + text).slice(-10_000);
      if (!satisfies(came)) return;
      leave();
      resolve();
    });
  });
}
