// A backend without a shell: the test says what it prints and how it ends, and sees what was asked of it.
import type { TerminalBackend, TerminalExit, TerminalSize } from '../../main/terminals/terminal';

export interface FakeBackend extends TerminalBackend {
  /** Everything written, decoded. */
  written: string;
  sizes: TerminalSize[];
  paused: boolean;
  /** How often it was told to stop reading. */
  pauses: number;
  kills: number;
  print(output: string | Uint8Array): void;
  end(exit: TerminalExit): void;
}

export function fakeBackend(): FakeBackend {
  let data: (bytes: Buffer) => void = () => undefined;
  let exit: (exit: TerminalExit) => void = () => undefined;
  return {
    written: '',
    sizes: [],
    paused: false,
    pauses: 0,
    kills: 0,
    write(bytes) {
      this.written += bytes.toString('utf8');
    },
    resize(size) {
      this.sizes.push(size);
      return Promise.resolve();
    },
    pause() {
      this.paused = true;
      this.pauses += 1;
    },
    resume() {
      this.paused = false;
    },
    onData: (listener) => void (data = listener),
    onExit: (listener) => void (exit = listener),
    kill() {
      this.kills += 1;
      exit({ kind: 'exited', exitStatus: 129 });
      return Promise.resolve();
    },
    print: (output) => data(Buffer.from(output as string)),
    end: (how) => exit(how),
  };
}
