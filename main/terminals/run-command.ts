// Plays a command in a terminal as a learner pastes it, and tells what it printed and how it ended.
import { Failure } from '../failure/failure';
import { screenText } from './screen-text';
import { isHalfTyped, lastShellEvent } from './shell-position';
import type { ShellEvent, Terminal, TerminalExit } from './terminal';

export interface RunOptions {
  signal?: AbortSignal;
  /** Milliseconds, the wait for the first prompt included; where it is attended, that wait alone. */
  timeoutMs?: number;
  /**
   * Somebody shows the terminal, acknowledges its data and may type into it: the command takes as long as it takes,
   * what was typed half is put aside, and a busy shell is left alone.
   */
  attended?: boolean;
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
 * data: nobody else should, unless it is attended. Long lines stay whole only in a very wide terminal (400 columns).
 * @throws Failure `cluster` after the timeout, where the terminal ends or, attended, where it is busy; `cancelled` on
 * the signal. What ran is sent Ctrl-C, unless it is attended.
 */
export async function runCommand(
  terminal: Terminal,
  code: string,
  options: RunOptions = {},
): Promise<CommandResult> {
  const { signal, timeoutMs = TIMEOUT_MS, attended = false } = options;
  const command = quote(code);
  const typed = typeable(code);
  if (signal?.aborted === true) throw new Failure('cancelled', 'terminals:cancelled', { command });
  // Of comments alone bash tells nothing, not even that it read them.
  if (typed.split('\n').every((line) => /^\s*(#|$)/.test(line)))
    return { exitStatus: 0, statuses: [], output: '' };

  const before = lastShellEvent(terminal.scrollback());
  if (attended && isBusy(terminal)) throw new Failure('cluster', 'terminals:busy', { command });

  const screen = screenText();
  const statuses: number[] = [];
  let pasted = false;
  let started = false;
  let running = false;
  const undo: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const paste = (): void => {
    pasted = true;
    if (attended) clearTimeout(timer);
    terminal.write(`${pasteOf(typed)}\r`);
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
        if (!attended) terminal.write('\x03');
        reject(failure);
      };
      const abort = (): void => stop(new Failure('cancelled', 'terminals:cancelled', { command }));
      timer = setTimeout(() => {
        stop(new Failure('cluster', 'terminals:timeout', { command, count: Math.round(timeoutMs / 1000) }));
      }, timeoutMs);
      signal?.addEventListener('abort', abort);
      undo.push(
        terminal.on('data', (text) => {
          if (running) screen.feed(text);
          if (!attended) terminal.acknowledge(text.length);
        }),
        terminal.on('shell', hear),
        terminal.on('exit', (exit) => reject(endOf(exit, command))),
        () => clearTimeout(timer),
        () => signal?.removeEventListener('abort', abort),
      );
      if (before?.kind !== 'prompt') return;
      // Ctrl-C leaves it on the screen, and brings a new prompt.
      if (attended && isHalfTyped(terminal.scrollback())) terminal.write('\x03');
      else paste();
    });
  } finally {
    for (const step of undo) step();
  }
}

/** Whether a command runs in it: what was typed now would go to that. */
export function isBusy(terminal: Terminal): boolean {
  return lastShellEvent(terminal.scrollback())?.kind === 'started';
}

/** What a terminal sends where the code is pasted into it: it stands at the prompt, and nothing runs. */
export function pasteOf(code: string): string {
  return `\x1b[200~${typeable(code).replaceAll('\n', '\r')}\x1b[201~`;
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

function endOf(exit: TerminalExit, command: string): Failure {
  return exit.kind === 'lost'
    ? new Failure('cluster', 'terminals:lost', { command, why: exit.why })
    : new Failure('cluster', 'terminals:exited', { command, status: exit.exitStatus ?? '?' });
}

function quote(code: string): string {
  const line = code.trim().split('\n')[0] ?? '';
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}
