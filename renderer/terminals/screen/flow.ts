// One terminal's data from main to its screen: in order, each character once, and acknowledged when it was taken in.
import type { Answer, TerminalSize } from '../../../preload/contract';

/**
 * Characters that may be on the screen without main knowing: a key's echo costs no message. Far below the 64 K at
 * which main reads on, so that it never waits for them.
 */
const silently = 8 * 1024;

interface FlowParts {
  /** Asks main for the flow; the answer is what was printed before. */
  attach: (size: TerminalSize) => Promise<Answer<string>>;
  acknowledge: (characters: number) => void;
  /** Puts it on the screen, and says when it was taken in. */
  write: (text: string, done?: () => void) => void;
}

export interface Flow {
  /** Starts it, once. */
  start(size: TerminalSize): Promise<void>;
  receive(text: string): void;
}

export function createFlow({ attach, acknowledge, write }: FlowParts): Flow {
  let state: 'idle' | 'asked' | 'flowing' = 'idle';
  // Main may send the first data before its answer arrives; they belong behind it.
  let early: string[] = [];
  let owed = 0;

  const show = (text: string): void =>
    write(text, () => {
      owed += text.length;
      if (owed < silently) return;
      acknowledge(owed);
      owed = 0;
    });

  return {
    async start(size) {
      if (state !== 'idle') return;
      state = 'asked';
      const before = await attach(size);
      // A terminal that is gone says so by the list; what it sent until then is shown all the same.
      if (before.ok && before.value !== '') write(before.value);
      state = 'flowing';
      for (const text of early) show(text);
      early = [];
    },
    receive(text) {
      // What comes before anybody asked is in the answer.
      if (state === 'asked') early.push(text);
      else if (state === 'flowing') show(text);
    },
  };
}
