// A terminal around a backend: decoding, shell marks, batching, scrollback and back-pressure, one part each.
import { StringDecoder } from 'node:string_decoder';
import { backPressure } from './back-pressure';
import { batcher } from './batcher';
import { listeners } from './listeners';
import { scrollback } from './scrollback';
import { shellIntegration } from './shell-integration';
import type { Terminal, TerminalBackend, TerminalExit } from './terminal';

export interface SessionOptions {
  /** Characters of scrollback, if not the usual ones. */
  scrollbackLimit?: number;
}

let opened = 0;

/**
 * Unattended sessions do not block: only what was handed to a data listener waits for acknowledgement; with nobody
 * listening, output is read at full speed into the scrollback, and when the last listener leaves, what it had not
 * acknowledged is forgotten. Several listeners share one account: one of them acknowledges. The scrollback's text is
 * not acknowledged; subscribing in the same tick as reading it neither loses nor repeats anything.
 */
export function openSession(backend: TerminalBackend, options: SessionOptions = {}): Terminal {
  opened += 1;
  const kept = scrollback(options.scrollbackLimit);
  const pressure = backPressure(backend);
  const hear = listeners();
  const decoder = new StringDecoder('utf8');
  let exit: TerminalExit | undefined;
  let closing: Promise<void> | undefined;

  const output = batcher((text) => {
    kept.append(text);
    if (hear.count('data') === 0) return;
    // Before the listener, which may acknowledge at once. A terminal being closed is read to its end.
    if (closing === undefined && exit === undefined) pressure.handed(text.length);
    hear.tell('data', text);
  });

  const read = shellIntegration(
    (text) => output.push(text),
    (event) => {
      output.flush();
      hear.tell('shell', event);
    },
  );

  backend.onData((bytes) => read(decoder.write(bytes)));
  const ended = new Promise<void>((resolve) => {
    backend.onExit((how) => {
      if (exit !== undefined) return;
      exit = how;
      read(decoder.end());
      output.flush();
      hear.tellLast('exit', how);
      resolve();
    });
  });

  return {
    id: `terminal-${opened}`,
    write(text) {
      if (exit === undefined && text !== '') backend.write(Buffer.from(text, 'utf8'));
    },
    async resize(size) {
      if (exit === undefined) await backend.resize(size);
    },
    acknowledge: (characters) => pressure.acknowledged(characters),
    scrollback: () => kept.text(),
    on(event, listener) {
      const leave = hear.add(event, listener);
      // Whoever comes after the end is told of it too.
      const how = exit;
      if (event === 'exit' && how !== undefined) queueMicrotask(() => hear.tellLast('exit', how));
      return () => {
        leave();
        if (event === 'data' && hear.count('data') === 0) pressure.release();
      };
    },
    close() {
      closing ??= (async () => {
        pressure.release();
        await backend.kill();
        await ended;
      })();
      return closing;
    },
  };
}
