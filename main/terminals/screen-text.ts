// What output looks like on a screen without borders, as plain text: carriage returns overwrite, colours vanish.
import { escapeScanner } from './escapes';

/** Lines kept: far above what a workshop's command prints; of a flood, the end remains. */
const LINES = 20_000;
/** Columns between two tab stops. */
const TAB = 8;
/** Most that one sequence moves or makes: programs ask for 999 columns to find the border that is missing here. */
const STEP = 1000;

export interface ScreenText {
  feed(output: string): void;
  /** Lines without trailing blanks, and no empty lines at the end. */
  text(): string;
}

/** Enough of a screen for progress displays. Nothing wraps; absolute positions count from the first line kept. */
export function screenText(): ScreenText {
  const scanner = escapeScanner();
  let lines: string[] = [];
  let row = 0;
  let column = 0;
  let saved = { row: 0, column: 0 };
  let behind: { lines: string[]; row: number; column: number } | undefined;

  const line = (): string => lines[row] ?? '';
  const put = (text: string): void => {
    const old = line();
    const before = old.length === column ? old : old.slice(0, column).padEnd(column);
    lines[row] = before + text + old.slice(column + text.length);
    column += text.length;
  };

  const move = (toRow: number, toColumn: number): void => {
    row = Math.max(0, toRow);
    column = Math.max(0, toColumn);
    while (lines.length <= row && lines.length < LINES) lines.push('');
    if (row < LINES) return;
    lines.splice(0, row - LINES + 1);
    row = LINES - 1;
    while (lines.length < LINES) lines.push('');
  };

  const control = (character: string): void => {
    if (character === '\n' || character === '\v' || character === '\f') move(row + 1, column);
    else if (character === '\r') column = 0;
    else if (character === '\b') column = Math.max(0, column - 1);
    else if (character === '\t') column += TAB - (column % TAB);
  };

  const print = (text: string): void => {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 0x20 && code !== 0x7f) continue;
      if (at > from) put(text.slice(from, at));
      control(text.charAt(at));
      from = at + 1;
    }
    if (from < text.length) put(text.slice(from));
  };

  const eraseInLine = (how: number): void => {
    const old = line();
    if (how === 0) lines[row] = old.slice(0, column);
    else lines[row] = how === 1 ? ' '.repeat(column + 1) + old.slice(column + 1) : '';
  };

  const eraseInScreen = (how: number): void => {
    if (how >= 2) {
      lines = [];
      move(row, column);
      return;
    }
    eraseInLine(how);
    if (how === 0) lines.length = row + 1;
    else lines.fill('', 0, row);
  };

  const alternate = (enter: boolean): void => {
    if (enter && behind === undefined) {
      behind = { lines, row, column };
      lines = [];
      move(0, 0);
    } else if (!enter && behind !== undefined) {
      ({ lines, row, column } = behind);
      behind = undefined;
    }
  };

  const csi = (body: string, final: string): void => {
    if (/^\?(?:47|1047|1049)$/.test(body) && 'hl'.includes(final)) alternate(final === 'h');
    if (!/^[\d;]*$/.test(body)) return;
    const numbers = body.split(';').map((part) => Math.min(Number.parseInt(part, 10) || 0, STEP));
    const [first = 0, second = 0] = numbers;
    const count = first || 1;
    const old = line();
    const moves: Partial<Record<string, () => void>> = {
      A: () => move(row - count, column),
      B: () => move(row + count, column),
      C: () => move(row, column + count),
      D: () => move(row, column - count),
      E: () => move(row + count, 0),
      F: () => move(row - count, 0),
      G: () => move(row, count - 1),
      H: () => move(count - 1, (second || 1) - 1),
      f: () => move(count - 1, (second || 1) - 1),
      d: () => move(count - 1, column),
      J: () => eraseInScreen(first),
      K: () => eraseInLine(first),
      P: () => void (lines[row] = old.slice(0, column) + old.slice(column + count)),
      '@': () => void (lines[row] = old.slice(0, column) + ' '.repeat(count) + old.slice(column)),
      X: () => void (lines[row] = old.slice(0, column) + ' '.repeat(count) + old.slice(column + count)),
      L: () => void lines.splice(row, 0, ...Array<string>(count).fill('')),
      M: () => void lines.splice(row, count),
      s: () => void (saved = { row, column }),
      u: () => move(saved.row, saved.column),
    };
    moves[final]?.();
  };

  return {
    feed(output) {
      scanner.scan(output, {
        text: (from, to) => print(output.slice(from, to)),
        escape(sequence) {
          if (sequence.kind === 'csi') csi(sequence.body, sequence.final);
          else if (sequence.kind === 'esc' && sequence.body === '7') saved = { row, column };
          else if (sequence.kind === 'esc' && sequence.body === '8') move(saved.row, saved.column);
          else if (sequence.kind === 'esc' && sequence.body === 'M') move(row - 1, column);
        },
      });
    },
    text() {
      const shown = Array.from(behind?.lines ?? lines, (text: string | undefined) => (text ?? '').trimEnd());
      return shown.join('\n').replace(/\n+$/, '');
    },
  };
}
