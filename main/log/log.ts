// The log of what Essaim does to engines and nodes: JSON lines, for diagnosis, never for the learner.
import { writeSync } from 'node:fs';
import pino, { type Logger } from 'pino';
import type { Ring } from './ring';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn'>;

/** Silent unless asked for: `verbose` writes to standard error. `ring` gets what is no mere call, for the report. */
export function createLog(level: 'silent' | 'verbose', ring?: Ring): Log {
  if (!ring)
    return pino(
      { level: level === 'verbose' ? 'debug' : 'silent', base: null },
      pino.destination({ fd: 2, sync: true }),
    );
  const streams = [
    // Calls come several a second, and would leave room for nothing else.
    { level: 'info' as const, stream: { write: (line: string) => ring.push(line.trimEnd()) } },
    ...(level === 'verbose'
      ? [{ level: 'debug' as const, stream: { write: (line: string) => void writeSync(2, line) } }]
      : []),
  ];
  return pino({ level: level === 'verbose' ? 'debug' : 'info', base: null }, pino.multistream(streams));
}

export const silentLog: Log = createLog('silent');
