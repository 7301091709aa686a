// Plays a command in a terminal as a learner pastes it, and tells what it printed and how it ended: for rehearsals.
import { Failure } from '../failure/failure';
import { screenText } from './screen-text';
import { shellIntegration } from './shell-integration';
import type { ShellEvent, Terminal, TerminalExit } from './terminal';

export interface RunOptions {
  signal?: AbortSignal;
  /** Milliseconds, the wait for the first prompt included. */
  timeoutMs?: number;
}

export interface CommandResult {
  /** Status of the last command of the code. */
  exitStatus: number;
  /** Status of every command of the code, in order: a line, or several that belong together, is one. */
  statuses: number[];
  /** What was on the screen between the commands' starts and ends, without colours. */
  output: string;
}

/** Milliseconds for a command: pulling an image or converging a service takes one minute in an emulated engine. */
const TIMEOUT_MS = 120_000;
/** What bash says of code that it cannot read; it runs nothing then, so no mark tells a status. */
const SYNTAX_ERROR = 2;
/** Characters of the code that a sentence quotes. */
const QUOTED = 60;

/**
 * Waits for the prompt, pastes the code, and waits until the prompt is back. Consumes and acknowledges the terminal's
 * data: nobody else should. Long lines stay whole only in a very wide terminal (400 columns).
 * @throws Failure `cluster` after the timeout or where the terminal ends, `cancelled` on the signal; what ran is sent Ctrl-C.
 */
export async function runCommand(
  terminal: Terminal,
  code: string,
  options: RunOptions = {},
): Promise<CommandResult> {
  const { signal, timeoutMs = TIMEOUT_MS } = options;
  const command = quote(code);
  const typed = typeable(code);
  if (signal?.aborted === true) throw new Failure('cancelled', 'terminals:cancelled', { command });
  // Of comments alone bash tells nothing, not even that it read them.
  if (typed.split('\n').every((line) => /^\s*(#|$)/.test(line)))
    return { exitStatus: 0, statuses: [], output: '' };

  const screen = screenText();
  const statuses: number[] = [];
  let pasted = false;
  let started = false;
  let running = false;
  const undo: (() => void)[] = [];

  const paste = (): void => {
    pasted = true;
    terminal.write(`\x1b[200~${typed.replaceAll('\n', '\r')}\x1b[201~\r`);
  };

  try {
    return await new Promise<CommandResult>((resolve, reject) => {
      const hear = (event: ShellEvent): void => {
        if (!pasted) {
          if (event.kind === 'prompt') paste();
          return;
        }
        switch (event.kind) {
          case 'started':
            started = running = true;
            break;
          case 'finished':
            running = false;
            statuses.push(event.exitStatus);
            break;
          case 'prompt': {
            // `exec bash` starts and never finishes.
            const exitStatus = statuses.at(-1) ?? (started ? 0 : SYNTAX_ERROR);
            resolve({ exitStatus, statuses, output: screen.text() });
          }
        }
      };
      const stop = (failure: Failure): void => {
        terminal.write('\x03');
        reject(failure);
      };
      const abort = (): void => stop(new Failure('cancelled', 'terminals:cancelled', { command }));
      const timer = setTimeout(() => {
        stop(new Failure('cluster', 'terminals:timeout', { command, count: Math.round(timeoutMs / 1000) }));
      }, timeoutMs);
      signal?.addEventListener('abort', abort);
      undo.push(
        terminal.on('data', (text) => {
          if (running) screen.feed(text);
          terminal.acknowledge(text.length);
        }),
        terminal.on('shell', hear),
        terminal.on('exit', (exit) => reject(endOf(exit, command))),
        () => clearTimeout(timer),
        () => signal?.removeEventListener('abort', abort),
      );
      if (isPrompting(terminal)) paste();
    });
  } finally {
    for (const step of undo) step();
  }
}

/** The code as it can be pasted: neither the end of the paste nor any other control character gets into the shell. */
function typeable(code: string): string {
  return (
    code
      .replaceAll('\x1b[201~', '')
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- these are what must not pass
      .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      .replace(/\n+$/, '')
  );
}

/** Whether the last that the shell told is that it waits. */
function isPrompting(terminal: Terminal): boolean {
  let last: ShellEvent | undefined;
  const ignore = (): undefined => undefined;
  shellIntegration(ignore, (event) => (last = event))(terminal.scrollback());
  return last?.kind === 'prompt';
}

function endOf(exit: TerminalExit, command: string): Failure {
  return exit.kind === 'lost'
    ? new Failure('cluster', 'terminals:lost', { command, why: exit.why })
    : new Failure('cluster', 'terminals:exited', { command, status: exit.exitStatus ?? '?' });
}

function quote(code: string): string {
  const line = code.trim().split('\n')[0] ?? '';
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}
