// What earlier output still means for later output: modes, colours, character sets. Told again before a cut replay.
import type { Escape } from './escapes';

export interface TerminalState {
  note(sequence: Escape): void;
  /** Sequences that bring a fresh screen into this state. */
  restore(): string;
}

/** Modes that a fresh screen has set: line wrap, and the visible cursor. */
const INITIALLY_SET = new Set(['?7', '?25']);
/** Modes that change the screen itself; they come first in a replay. */
const ALTERNATE_SCREENS = new Set(['?47', '?1047', '?1049']);
/** Entries kept of modes and of colours since the last reset: real programs use about ten. */
const ENTRIES = 32;

export function terminalState(): TerminalState {
  const modes = new Map<string, 'h' | 'l'>();
  const charsets = new Map<string, string>();
  let colours: string[] = [];
  let margins = '';

  const reset = (): void => {
    modes.clear();
    charsets.clear();
    colours = [];
    margins = '';
  };

  const noteMode = (mode: string, final: 'h' | 'l'): void => {
    modes.delete(mode);
    if ((final === 'h') !== INITIALLY_SET.has(mode) && modes.size < ENTRIES) modes.set(mode, final);
  };

  const noteColour = (body: string): void => {
    if (body === '' || body === '0' || body.startsWith('0;')) colours = [];
    if (body !== '' && body !== '0') colours.push(body);
    if (colours.length > ENTRIES) colours.shift();
  };

  return {
    note(sequence) {
      if (sequence.kind === 'esc') {
        if (sequence.body === 'c') reset();
        else if (/^[()]./.test(sequence.body)) charsets.set(sequence.body.charAt(0), sequence.body);
      } else if (sequence.kind === 'csi') {
        const { body, final } = sequence;
        if (final === 'm' && /^[\d;:]*$/.test(body)) noteColour(body);
        else if (final === 'r' && /^[\d;]*$/.test(body)) margins = body;
        else if (final === 'p' && body === '!') reset();
        else if ((final === 'h' || final === 'l') && /^\??[\d;]+$/.test(body)) {
          const mark = body.startsWith('?') ? '?' : '';
          for (const number of body.slice(mark.length).split(';')) noteMode(mark + number, final);
        }
      }
    },
    restore() {
      const order = [...modes].sort(
        ([one], [other]) => Number(ALTERNATE_SCREENS.has(other)) - Number(ALTERNATE_SCREENS.has(one)),
      );
      return [
        ...order.map(([mode, final]) => `\x1b[${mode}${final}`),
        ...(margins === '' ? [] : [`\x1b[${margins}r`]),
        ...[...charsets.values()].map((charset) => `\x1b${charset}`),
        ...colours.map((colour) => `\x1b[${colour}m`),
      ].join('');
    },
  };
}
