// The output kept for re-attaching: bounded, cut between lines, and replayable on a fresh screen.
import { type Escape, escapeScanner } from './escapes';
import { terminalState } from './terminal-state';

/** Characters kept: some 5000 lines of 100, as many as a screen scrolls back, and parsed anew in about 50 ms. */
export const SCROLLBACK_LIMIT = 512 * 1024;
/** Share of the limit that a cut leaves: cutting on every append would cost more than what it keeps. */
const KEPT_SHARE = 0.75;
/** Characters up to which pieces are joined: keys echo one by one, and a piece each would be half a million of them. */
const PIECE = 16 * 1024;

/**
 * Questions that programs ask the screen (device attributes, cursor position, modes, colours, settings). A screen that
 * is replayed to would answer them again, into the shell.
 */
const QUESTIONS = new RegExp(
  [
    String.raw`\x1b\[[?>=]?[\d;]*[cn]`,
    String.raw`\x1b\[>[\d;]*q`,
    String.raw`\x1b\[\??[\d;]*\$p`,
    String.raw`\x1b\[(?:1[1-9]|2[01])(?:;[\d;]*)?t`,
    String.raw`\x1b\][\d;]*;\?(?:;\?)*(?:\x07|\x1b\\)`,
    String.raw`\x1bP[+$]q[^\x07\x1b]*(?:\x07|\x1b\\)`,
    String.raw`\x1bZ`,
  ].join('|'),
  'g',
);

export interface Scrollback {
  append(text: string): void;
  /** What is kept, oldest first, led by the state that the cut-off part had left; at most the limit. */
  text(): string;
}

export function scrollback(limit = SCROLLBACK_LIMIT): Scrollback {
  const scanner = escapeScanner();
  const state = terminalState();
  const note = (sequence: Escape): void => state.note(sequence);
  let pieces: string[] = [];
  let size = 0;
  let lead = '';

  /** Where `piece` may begin, at `least` or later: behind a newline, else outside sequences and characters; -1 for nowhere. */
  const cutOf = (piece: string, least: number): number => {
    scanner.scan(piece.slice(0, least), { escape: note });
    const rest = piece.slice(least);
    let outside = -1;
    let line = -1;
    let untilOutside: Escape[] = [];
    let untilLine: Escape[] = [];
    const found: Escape[] = [];
    scanner.scan(rest, {
      text(from, to) {
        if (outside < 0) {
          outside = from + (isLowSurrogate(rest.charCodeAt(from)) ? 1 : 0);
          untilOutside = [...found];
        }
        const newline = line < 0 ? rest.slice(from, to).indexOf('\n') : -1;
        if (newline < 0) return;
        line = from + newline + 1;
        untilLine = [...found];
      },
      escape: (sequence) => found.push(sequence),
    });
    const atLine = line >= 0;
    if (!atLine && outside < 0) {
      found.forEach(note);
      return -1;
    }
    (atLine ? untilLine : untilOutside).forEach(note);
    scanner.reset();
    return least + (atLine ? line : outside);
  };

  const trim = (): void => {
    let surplus = Math.max(0, Math.ceil(size - limit * KEPT_SHARE));
    for (;;) {
      const piece = pieces.shift();
      if (piece === undefined) break;
      size -= piece.length;
      if (piece.length <= surplus) {
        scanner.scan(piece, { escape: note });
        surplus -= piece.length;
        continue;
      }
      const cut = cutOf(piece, surplus);
      surplus = 0;
      if (cut < 0 || cut >= piece.length) continue;
      pieces.unshift(piece.slice(cut));
      size += piece.length - cut;
      break;
    }
    const restored = state.restore();
    // Only a limit far below the usual one is short enough to leave no room for it.
    lead = restored.length <= limit * (1 - KEPT_SHARE) ? restored : '';
  };

  return {
    append(text) {
      const last = pieces.length - 1;
      const open = pieces[last];
      if (open !== undefined && open.length < PIECE) pieces[last] = open + text;
      else pieces.push(text);
      size += text.length;
      // Where everything was cut off inside a sequence, its rest has to go too.
      if (size + lead.length > limit || scanner.inside()) trim();
    },
    text() {
      pieces = [pieces.join('')];
      return lead + (pieces[0] ?? '').replace(QUESTIONS, '');
    },
  };
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
