// One terminal as the window knows it: told what happens in it, shown or not, and never blocked by not being shown.
import type { TerminalExit, TerminalPlace, TerminalSize } from '../../../preload/contract';
import { openSession } from '../../terminals/session';
import type { Terminal, TerminalBackend } from '../../terminals/terminal';
import type { Tell } from '../ipc';

export interface AppSession {
  readonly id: string;
  readonly place: TerminalPlace;
  /** Whether the lab's commands go to it. */
  main: boolean;
  readonly terminal: Terminal;
  /** The container that its shell runs in; undefined on the learner's own machine. */
  readonly container: string | undefined;
  /** How its shell ended; undefined while it lives. */
  exit: () => TerminalExit | undefined;
  /** Starts the flow of its data to the window, or anew for one that was reloaded; gives what was printed before. */
  attach(size: TerminalSize): Promise<string>;
  /** Says that so many characters are on the screen. */
  acknowledge(characters: number): void;
}

interface Place {
  place: TerminalPlace;
  container: string | undefined;
}

export function openAppSession(
  backend: TerminalBackend,
  { place, container }: Place,
  tell: Tell,
): AppSession {
  const terminal = openSession(backend);
  const { id } = terminal;
  let exit: TerminalExit | undefined;
  let isShown = false;
  /** Characters that the window has been sent and has not acknowledged. */
  let outstanding = 0;

  // The one listener that keeps the account: a run in this terminal listens, too, and must not hold up anything.
  terminal.on('data', (text) => {
    if (!isShown) {
      terminal.acknowledge(text.length);
      return;
    }
    outstanding += text.length;
    tell('terminals', 'data', { id, text });
  });
  terminal.on('shell', (event) => tell('terminals', 'shell', { id, event }));
  terminal.on('exit', (how) => {
    exit = how;
    tell('terminals', 'exit', { id, exit: how });
  });

  return {
    ...{ id, place, container, terminal, main: false },
    exit: () => exit,
    async attach(size) {
      // What another page was sent will never be acknowledged; what comes until the answer is in the answer.
      isShown = false;
      terminal.acknowledge(outstanding);
      outstanding = 0;
      // Refused where the engine has just gone, which is told otherwise; what was printed is shown all the same.
      await terminal.resize(size).catch(() => undefined);
      // A window that was reloaded does not know of it.
      if (exit) tell('terminals', 'exit', { id, exit });
      isShown = true;
      return terminal.scrollback();
    },
    acknowledge(characters) {
      const known = Math.min(characters, outstanding);
      outstanding -= known;
      terminal.acknowledge(known);
    },
  };
}

/** A shell that could not be opened, as a terminal that has ended: its pane says why, and offers a new one. */
export function endedBackend(why: string): TerminalBackend {
  const nothing = (): void => undefined;
  return {
    write: nothing,
    resize: () => Promise.resolve(),
    pause: nothing,
    resume: nothing,
    onData: nothing,
    onExit: (listener) => listener({ kind: 'lost', why }),
    kill: () => Promise.resolve(),
  };
}
