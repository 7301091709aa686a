// A terminal: one shell on one node or on the learner's own machine, the same to whoever holds it.

export interface TerminalSize {
  columns: number;
  rows: number;
}

/** What the shell tells about itself by OSC 133 sequences (they stay in the data; xterm ignores them). */
export type ShellEvent =
  | { kind: 'prompt' } // the shell waits for a command: the prompt is on the screen
  | { kind: 'started' } // a command began to run
  | { kind: 'finished'; exitStatus: number }; // a command ended

export type TerminalExit = { kind: 'exited'; exitStatus: number | undefined } | { kind: 'lost'; why: string };

export interface TerminalEvents {
  /** UTF-8 decoded output in order; acknowledge its length (in UTF-16 units) once it is on the screen. */
  data: (text: string) => void;
  /** Between the data that ends with the shell's sequence and the data behind it. */
  shell: (event: ShellEvent) => void;
  /** Once, last; whoever subscribes afterwards is told too. */
  exit: (exit: TerminalExit) => void;
}

export interface Terminal {
  /** Unique within the process. */
  readonly id: string;
  /** Types text into the shell, as keys would; a no-op after the exit. */
  write(text: string): void;
  resize(size: TerminalSize): Promise<void>;
  /** Says that `characters` (UTF-16 units) of the data were consumed, which lets more come. */
  acknowledge(characters: number): void;
  /** The output kept for re-attaching, oldest first, at most the scrollback's limit. */
  scrollback(): string;
  /** Subscribes; what it returns unsubscribes. */
  on<E extends keyof TerminalEvents>(event: E, listener: TerminalEvents[E]): () => void;
  /** Ends the shell and what runs in it; resolves when it is gone. Idempotent. */
  close(): Promise<void>;
}

/** Where a session's bytes come from and go to: the exec of a node's shell, or a pty of this machine. */
export interface TerminalBackend {
  write(bytes: Buffer): void;
  resize(size: TerminalSize): Promise<void>;
  /** Stops and restarts the reading of output, for back-pressure. */
  pause(): void;
  resume(): void;
  onData(listener: (bytes: Buffer) => void): void;
  onExit(listener: (exit: TerminalExit) => void): void;
  /** Kills the shell and its children; resolves when they are gone. */
  kill(): Promise<void>;
}
