// Reads a shell's OSC 133 marks out of its output, which passes through unchanged.
import { escapeScanner } from './escapes';
import type { ShellEvent } from './terminal';

/**
 * Gives back what takes each chunk of output: the chunk goes on to `pass`, cut only behind a mark, and `tell` is called
 * between the text that ends with the mark and the text behind it.
 *
 * A B counts only behind an A: a shell prints its prompt, and B in it, again whenever it redraws the line.
 */
export function shellIntegration(
  pass: (text: string) => void,
  tell: (event: ShellEvent) => void,
): (text: string) => void {
  const scanner = escapeScanner();
  let prompting = false;

  const eventOf = (body: string): ShellEvent | undefined => {
    const [code, mark, status] = body.split(';');
    if (code !== '133') return undefined;
    if (mark === 'A') prompting = true;
    if (mark === 'B' && prompting) {
      prompting = false;
      return { kind: 'prompt' };
    }
    if (mark === 'C') {
      prompting = false;
      return { kind: 'started' };
    }
    if (mark === 'D') return { kind: 'finished', exitStatus: Number.parseInt(status ?? '', 10) || 0 };
    return undefined;
  };

  return (text) => {
    let passed = 0;
    scanner.scan(text, {
      escape: (sequence, end) => {
        const event = sequence.kind === 'osc' ? eventOf(sequence.body) : undefined;
        if (event === undefined) return;
        pass(text.slice(passed, end));
        passed = end;
        tell(event);
      },
    });
    if (passed < text.length) pass(passed === 0 ? text : text.slice(passed));
  };
}
