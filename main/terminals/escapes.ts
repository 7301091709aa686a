// Finds escape sequences in terminal output, also where chunk borders cut them anywhere.

export type Escape =
  /** `ESC [ body final`: cursor, colours, modes. */
  | { kind: 'csi'; body: string; final: string }
  /** `ESC ] body` ended by BEL or ST: titles, marks. */
  | { kind: 'osc'; body: string }
  /** `ESC body`: everything short. */
  | { kind: 'esc'; body: string };

/** Told what a chunk holds, by positions within that chunk. */
interface EscapeReader {
  /** Characters `from` to `to` are no part of a sequence; control characters are among them. */
  text?(from: number, to: number): void;
  /** A sequence ended just before `end`. DCS, PM, APC and SOS are skipped without being told. */
  escape(sequence: Escape, end: number): void;
}

export interface EscapeScanner {
  /** Scans the next chunk. */
  scan(chunk: string, reader: EscapeReader): void;
  /** Whether the last character scanned lies inside an unfinished sequence. */
  inside(): boolean;
  /** Forgets an unfinished sequence. */
  reset(): void;
}

/** Characters kept of a sequence's body: far above any real one, so that binary output cannot grow it for ever. */
const BODY_LIMIT = 4096;

const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;

type State = 'ground' | 'escape' | 'csi' | 'osc' | 'oscEscape' | 'string' | 'stringEscape';

export function escapeScanner(): EscapeScanner {
  let state: State = 'ground';
  let body = '';

  const enter = (next: State): void => {
    state = next;
    body = '';
  };

  const keep = (character: string): void => {
    if (body.length < BODY_LIMIT) body += character;
  };

  /** Takes one character outside the ground state; false where it is to be read again in the new state. */
  const take = (chunk: string, at: number, reader: EscapeReader): boolean => {
    const code = chunk.charCodeAt(at);
    const character = chunk.charAt(at);
    if (code === CAN || code === SUB) {
      enter('ground');
      return true;
    }
    switch (state) {
      case 'ground':
        return false;
      case 'escape':
        if (code === ESC) enter('escape');
        else if (code < 0x20) reader.text?.(at, at + 1);
        else if (body === '' && character === '[') enter('csi');
        else if (body === '' && character === ']') enter('osc');
        else if (body === '' && 'PX^_'.includes(character)) enter('string');
        else if (code < 0x30) keep(character);
        else {
          const ended = body + character;
          enter('ground');
          if (code > 0x7e) return false;
          reader.escape({ kind: 'esc', body: ended }, at + 1);
        }
        return true;
      case 'csi':
        if (code === ESC) enter('escape');
        else if (code < 0x20) reader.text?.(at, at + 1);
        else if (code < 0x40) keep(character);
        else {
          const ended = body;
          enter('ground');
          if (code > 0x7e) return false;
          reader.escape({ kind: 'csi', body: ended, final: character }, at + 1);
        }
        return true;
      case 'osc':
        if (code === ESC) state = 'oscEscape';
        else if (code === BEL) endOsc(at + 1, reader);
        else keep(character);
        return true;
      case 'oscEscape':
        if (character === '\\') {
          endOsc(at + 1, reader);
          return true;
        }
        enter('escape');
        return false;
      case 'string':
        if (code === ESC) state = 'stringEscape';
        return true;
      case 'stringEscape':
        if (character === '\\') {
          enter('ground');
          return true;
        }
        enter('escape');
        return false;
    }
  };

  const endOsc = (end: number, reader: EscapeReader): void => {
    const ended = body;
    enter('ground');
    reader.escape({ kind: 'osc', body: ended }, end);
  };

  return {
    scan(chunk, reader) {
      let at = 0;
      while (at < chunk.length) {
        if (state !== 'ground') {
          if (take(chunk, at, reader)) at += 1;
          continue;
        }
        const found = chunk.indexOf('\x1b', at);
        const end = found < 0 ? chunk.length : found;
        if (end > at) reader.text?.(at, end);
        if (found >= 0) enter('escape');
        at = end + 1;
      }
    },
    inside: () => state !== 'ground',
    reset: () => enter('ground'),
  };
}
